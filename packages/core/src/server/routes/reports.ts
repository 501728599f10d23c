import { z } from '@hono/zod-openapi'
import { idParameter } from '../parameters.js'
import { type Api, route } from '../route.js'
import { scopeParameters } from '../scope.js'

const types = { html: 'text/html', markdown: 'text/markdown', csv: 'text/csv' } as const
const endings = { html: 'html', markdown: 'md', csv: 'csv' } as const

/** Reports to hand on: one file each. */
export function addReports(api: Api): void {
  route(
    api,
    {
      id: 'getReport',
      method: 'get',
      path: '/projects/{projectId}/report',
      tag: 'Reports',
      summary:
        'Coverage and maturity as one file: a page that needs no network, Markdown for a pull request, or CSV.',
      verb: 'read',
      params: { projectId: idParameter },
      query: {
        ...scopeParameters,
        format: z.enum(['html', 'markdown', 'csv']),
        since: z.string().optional().openapi({ description: 'A day: what has changed since its end.' }),
      },
      produces: ['text/html', 'text/markdown', 'text/csv'],
    },
    async ({ services, params, query, context }) => {
      const { format, ...scope } = query
      const report = await services.reports[format]({ ...scope, ...params })
      return context.body(report, 200, {
        'content-type': `${types[format]}; charset=utf-8`,
        'content-disposition': `attachment; filename="report.${endings[format]}"`,
      })
    },
  )
}
