import { z } from '@hono/zod-openapi'
import type { TestLists } from '../../coverage/test-lists.js'
import { idParameter, listParameters, numberParameter, type ParameterShape } from '../parameters.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { flakyTest, neverRunTest, orphanedTest, slowTest, staleTest } from '../schemas/tests.js'
import { runScopeParameters } from '../scope.js'

interface ListOfTests {
  readonly name: keyof TestLists
  readonly path: string
  readonly summary: string
  readonly row: z.ZodType
  readonly rowName: string
  readonly query?: ParameterShape
}

const runs = { lastRuns: numberParameter(1, 1_000).optional() }

const lists: readonly ListOfTests[] = [
  {
    name: 'flaky',
    path: 'flaky',
    summary: 'Tests that pass and fail in one environment and version, or only at a later attempt.',
    row: flakyTest,
    rowName: 'FlakyTest',
    query: { ...runs, since: z.string().optional() },
  },
  {
    name: 'slow',
    path: 'slow',
    summary: 'How long tests take now, and took before; slowest first.',
    row: slowTest,
    rowName: 'SlowTest',
    query: runs,
  },
  {
    name: 'neverRun',
    path: 'never-run',
    summary: 'Tests without a run that passed or failed.',
    row: neverRunTest,
    rowName: 'NeverRunTest',
  },
  {
    name: 'orphaned',
    path: 'orphaned',
    summary: 'Tests that are linked to no ticket that is there, and why.',
    row: orphanedTest,
    rowName: 'OrphanedTest',
  },
  {
    name: 'stale',
    path: 'stale',
    summary: 'Tests whose newest result is old; oldest first.',
    row: staleTest,
    rowName: 'StaleTest',
    query: { days: numberParameter(1, 36_500).optional() },
  },
]

/** Tests that need somebody's attention. */
export function addTestLists(api: Api): void {
  for (const { name, path, summary, row, rowName, query } of lists) {
    route(
      api,
      {
        id: `list${rowName}s`,
        method: 'get',
        path: `/projects/{projectId}/tests/${path}`,
        tag: 'Test health',
        summary,
        verb: 'read',
        params: { projectId: idParameter },
        query: { ...runScopeParameters, ...listParameters, ...query },
        response: pageOf(row, `${rowName}Page`),
      },
      async ({ services, params, query: given }) =>
        await services.coverage.tests[name]({ ...given, ...params }),
    )
  }
}
