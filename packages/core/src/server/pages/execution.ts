import type { Hono } from 'hono'
import { NotFoundError, PermissionError, ValidationError } from '../../errors.js'
import type { TestCase } from '../../test-cases/types.js'
import type { TestCycle } from '../../test-cycles/types.js'
import type { Environment, RequestContext } from '../environment.js'
import { storeUploads } from '../evidence.js'
import { type UploadedFile, withUploads } from '../uploads.js'
import { projectLink, redirectTo } from './addresses.js'
import { requireCycle } from './cycle.js'
import { type Execution, outcomes, showExecution } from './execution-page.js'
import { emptyForm, Form, failureOf } from './forms.js'
import { submitOnce } from './once.js'
import { idIn, ofProject, type ProjectVisit, requireProject } from './project-page.js'

/** Executing a cycle by hand: a test case after the other, with its steps, evidence and defects. */
export function addExecutionPages(pages: Hono<Environment>): void {
  const cyclePath = '/projects/:projectId/cycles/:cycleId'
  pages.get(`${cyclePath}/next`, async (context) => {
    const visit = await requireProject(context)
    const cycle = await requireCycle(context, visit)
    return redirectTo(context, await nextLink(context, visit, cycle))
  })
  pages.get(`${cyclePath}/items/:itemId`, async (context) =>
    showExecution(context, await requireExecution(context), emptyForm),
  )
  pages.post(`${cyclePath}/items/:itemId`, async (context) => {
    const execution = await requireExecution(context)
    // Whoever may not write there need not send it all first.
    if (!execution.visit.mayWrite) throw new PermissionError('You may read this project but not test in it.')
    let form = emptyForm.form
    try {
      return await withUploads(
        context,
        async (files, fields) => {
          form = new Form(Object.entries(fields))
          return redirectTo(context, await record(context, execution, form, files))
        },
        { needsFile: false },
      )
    } catch (error) {
      return await showExecution(context, execution, { form, failure: failureOf(error) })
    }
  })
}

async function requireExecution(context: RequestContext): Promise<Execution> {
  const visit = await requireProject(context)
  const cycle = await requireCycle(context, visit)
  const item = ofProject(
    visit.project,
    await visit.services.testCycles.getItem(idIn(context, 'itemId')),
    'cycle item',
  )
  if (item.cycleId !== cycle.id) throw new NotFoundError('cycle item', item.id)
  return { visit, cycle, item, testCase: await visit.services.testCases.get(item.testCaseId) }
}

/** Records what a tester found, and says where to go then. */
async function record(
  context: RequestContext,
  { visit, cycle, item, testCase }: Execution,
  form: Form,
  files: readonly UploadedFile[],
): Promise<string> {
  const { services, project, visitor } = visit
  const status = outcomes.find((outcome) => outcome === form.text('status'))
  if (status === undefined) throw new ValidationError([{ path: 'status', message: 'is missing' }])
  // In the store before anything refers to it: what nothing refers to in the end does no harm.
  const stored = await storeUploads(services, project.id, files)
  const evidence = stored.map((item) => ({ contentType: typeOf(item.path), ...item }))
  const run = {
    projectId: project.id,
    cycleItemId: item.id,
    status,
    notes: form.optional('notes'),
    environment: form.optional('environment'),
    version: form.optional('version'),
    defects: form
      .text('defects')
      .split(/[\s,;]+/)
      .filter((key) => key !== ''),
    stepResults: stepResults(testCase, form, status),
    durationMs: null,
    evidence,
  }
  const stays = form.text('go') === 'stay'
  return await submitOnce(context, visitor, form, run, async ({ testRuns }) => {
    const { id: saved } = await testRuns.record(run)
    const kept = { saved, environment: form.text('environment'), version: form.text('version') }
    if (stays) return projectLink(context, project, `/cycles/${cycle.id}/items/${item.id}`, kept)
    return projectLink(context, project, `/cycles/${cycle.id}/next`, { ...kept, after: item.id })
  })
}

/** What came of each step, in the words of the reports of tools; of steps left open what came of the test. */
function stepResults({ steps }: TestCase, form: Form, status: string): readonly unknown[] {
  const stated = steps.map((_, index) => form.text(`step-${index}-status`))
  if (stated.every((one) => one === '') && status !== 'passed') return []
  return steps.map(({ action, expected }, index) => {
    const found = stated[index] ?? ''
    const message = form.optional(`step-${index}-actual`)
    return {
      name: action,
      ...(expected === undefined ? {} : { expected }),
      status: found === '' ? (status === 'passed' ? 'passed' : 'not-run') : found,
      ...(message === null ? {} : { message }),
    }
  })
}

/** The next test case of the cycle that nobody has tested, from a certain one on and then from the beginning. */
async function nextLink(context: RequestContext, visit: ProjectVisit, cycle: TestCycle): Promise<string> {
  const { services, project } = visit
  const after = Number(context.req.query('after') ?? 0)
  const { items } = await services.testCycles.listItems({
    projectId: project.id,
    cycleId: cycle.id,
    status: 'not-run',
    limit: 500,
  })
  const next = items.find(({ id }) => id > after) ?? items[0]
  const { environment, version, saved } = context.req.query()
  if (next === undefined) return projectLink(context, project, `/cycles/${cycle.id}`, { saved })
  return projectLink(context, project, `/cycles/${cycle.id}/items/${next.id}`, {
    environment,
    version,
    saved,
  })
}

/** The media type of images that browsers show, by the name of the file; of the rest nothing is known. */
function typeOf(name: string): string {
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  return imageTypes.get(extension) ?? 'application/octet-stream'
}

const imageTypes: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
])
