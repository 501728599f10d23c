import { z } from '@hono/zod-openapi'
import { textsOf } from '../../exports/texts.js'
import type { ImportProgress } from '../../imports/types.js'
import type { Services } from '../../services.js'
import { tellImport, wantsEvents, withEvents } from '../events.js'
import { booleanParameter, idParameter, type ParameterShape } from '../parameters.js'
import { sendBytes } from '../respond.js'
import { type Api, route } from '../route.js'
import { projectImportReport, resultImportReport, rowImportReport } from '../schemas/imports.js'
import { takeOnce } from '../take-once.js'
import { type UploadedFile, withUploads } from '../uploads.js'

const tag = 'Imports'
const ofProject = { projectId: idParameter }

/** What every import may be told. */
const fileName = {
  name: z
    .string()
    .optional()
    .openapi({ description: 'What messages call the file, where it is the body itself.' }),
}

const rows = { ...fileName, format: z.string().optional(), onInvalid: z.enum(['refuse', 'skip']).optional() }

/** Tickets, test cases, results and whole projects out of files, and back. */
export function addImports(api: Api): void {
  addImport(api, {
    id: 'importTickets',
    path: 'imports/tickets',
    summary: 'Imports tickets out of JSON, NDJSON or CSV.',
    query: rows,
    response: rowImportReport,
    work: async ({ services, projectId, query, files, onProgress }) =>
      await services.imports.tickets({ ...without(query, 'name'), projectId, files, onProgress } as never),
  })
  addImport(api, {
    id: 'importTestCases',
    path: 'imports/test-cases',
    summary: 'Imports test cases out of CSV, JSON, Gherkin or the source code of tests.',
    query: { ...rows, framework: z.string().optional() },
    response: rowImportReport,
    work: async ({ services, projectId, query, files, onProgress }) =>
      await services.imports.testCases({ ...without(query, 'name'), projectId, files, onProgress } as never),
  })
  addImport(api, {
    id: 'importResults',
    path: 'imports/results',
    summary: 'Imports results out of test reports, also of archives of them.',
    query: {
      ...fileName,
      format: z.string().optional(),
      cycle: z.string().optional(),
      environment: z.string().optional(),
      version: z.string().optional(),
      createTestCases: booleanParameter.optional(),
      linkKeys: booleanParameter.optional(),
      attachments: booleanParameter.optional(),
    },
    response: resultImportReport,
    work: async ({ services, projectId, query, files, onProgress }) =>
      await services.imports.results({ ...without(query, 'name'), projectId, files, onProgress } as never),
  })
  addImport(api, {
    id: 'importProject',
    path: 'import',
    summary: 'Imports a whole project, as it was exported, into an empty one.',
    query: fileName,
    response: projectImportReport,
    work: async ({ services, projectId, files: [file], onProgress }) =>
      await services.imports.project({ projectId, file, onProgress } as never),
  })
  route(
    api,
    {
      id: 'exportProject',
      method: 'get',
      path: '/projects/{projectId}/export',
      tag,
      summary: 'Everything that a project holds, as it was at one moment: one JSON object a line.',
      verb: 'read',
      params: ofProject,
      produces: ['application/x-ndjson'],
    },
    async ({ services, params, context }) => {
      return await sendBytes(context, textsOf(services.exports.project(params)), {
        'content-type': 'application/x-ndjson',
        'content-disposition': 'attachment; filename="project.ndjson"',
      })
    },
  )
}

interface ImportWork {
  readonly services: Services
  readonly projectId: number
  readonly query: Readonly<Record<string, unknown>>
  readonly files: readonly UploadedFile[]
  readonly onProgress: ((progress: ImportProgress) => void) | undefined
}

interface ImportRoute {
  readonly id: string
  readonly path: string
  readonly summary: string
  readonly query: ParameterShape
  readonly response: z.ZodType
  readonly work: (input: ImportWork) => Promise<unknown>
}

const description =
  'The file is the body, or there are several in a form. Everything is imported or nothing; importing the same again ' +
  'changes nothing. With `Accept: text/event-stream` it is answered by events: `progress`, and at the end `result` or `problem`.'

function addImport(api: Api, { id, path, summary, query, response, work }: ImportRoute): void {
  route(
    api,
    {
      id,
      method: 'post',
      path: `/projects/{projectId}/${path}`,
      tag,
      summary,
      description,
      verb: 'import',
      params: ofProject,
      query,
      upload: true,
      response,
      once: true,
    },
    async ({ services, caller, params, query: given, context }) => {
      // Whoever may not write there need not send it all first.
      await services.projects.get(params.projectId)
      const input = { projectId: params.projectId, query: given }
      if (!wantsEvents(context)) {
        return await takeOnce(
          context,
          caller,
          async (own, files) => await work({ ...input, services: own, files, onProgress: undefined }),
        )
      }
      return withEvents(context, async (tell) =>
        withUploads(
          context,
          async (files) => await work({ ...input, services, files, onProgress: tellImport(tell) }),
        ),
      )
    },
  )
}

function without(query: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== name))
}
