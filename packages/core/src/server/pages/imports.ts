import type { Hono } from 'hono'
import { PermissionError, ValidationError } from '../../errors.js'
import type { ImportProgress } from '../../imports/types.js'
import { type ImportKind, importKinds } from '../../schema/allowed-values.js'
import type { Environment, RequestContext } from '../environment.js'
import { type Tell, tellImport, wantsEvents, withEvents } from '../events.js'
import { type UploadedFile, withUploads } from '../uploads.js'
import { projectLink } from './addresses.js'
import { checkbox, fileField, textField } from './fields.js'
import { emptyForm, errorSummary, Form, type FormState, failureOf } from './forms.js'
import { showResultImport, showRowImport } from './import-reports.js'
import { type Content, html } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'

/** Tickets, test cases and results out of the reader's files. */
export function addImportPage(pages: Hono<Environment>): void {
  const path = '/projects/:projectId/import'
  pages.get(path, async (context) => showForms(context, await requireProject(context), emptyForm, undefined))
  pages.post(path, async (context) => {
    const visit = await requireProject(context)
    // Whoever may not write there need not send it all first.
    if (!visit.mayWrite) throw new PermissionError('You may read this project but not import into it.')
    const kind = importKinds.find((one) => one === context.req.query('kind'))
    if (kind === undefined) throw new ValidationError('It has to be said what the files hold.')
    return wantsEvents(context)
      ? withEvents(context, (tell) => importTold(context, visit, kind, tell))
      : await importPlainly(context, visit, kind)
  })
}

/** A file that was read is told of as a page. Importing the same again changes nothing, so reloading it does no harm. */
async function importPlainly(
  context: RequestContext,
  visit: ProjectVisit,
  kind: ImportKind,
): Promise<Response> {
  let form = emptyForm.form
  try {
    return await withUploads(context, async (files, fields) => {
      form = new Form(Object.entries(fields))
      const report = await importFiles(context, visit, { kind, form, files })
      return await showProjectPage(context, visit, {
        section: 'import',
        title: titles[kind].done,
        body: report,
      })
    })
  } catch (error) {
    return await showForms(context, visit, { form, failure: failureOf(error) }, kind)
  }
}

/** The same for a page that wants to tell how far it is: the answer is what it shows in its place. */
async function importTold(
  context: RequestContext,
  visit: ProjectVisit,
  kind: ImportKind,
  tell: Tell,
): Promise<{ readonly title: string; readonly html: string }> {
  const onProgress = tellImport(tell)
  try {
    const report = await withUploads(context, async (files, fields) =>
      importFiles(context, visit, { kind, form: new Form(Object.entries(fields)), files, onProgress }),
    )
    return { title: titles[kind].done, html: String(await html`${report}`) }
  } catch (error) {
    const summary = errorSummary({ form: emptyForm.form, failure: failureOf(error) })
    return { title: 'Nothing was imported', html: String(await html`${summary}${again(context, visit)}`) }
  }
}

interface Wanted {
  readonly kind: ImportKind
  readonly form: Form
  readonly files: readonly UploadedFile[]
  readonly onProgress?: (progress: ImportProgress) => void
}

async function importFiles(
  context: RequestContext,
  visit: ProjectVisit,
  { kind, form, files, onProgress }: Wanted,
): Promise<Content> {
  const { imports } = visit.services
  const common = { projectId: visit.project.id, files, ...(onProgress === undefined ? {} : { onProgress }) }
  const after = again(context, visit)
  if (kind === 'results') {
    const report = await imports.results({
      ...common,
      cycle: form.optional('cycle') ?? undefined,
      environment: form.optional('environment') ?? undefined,
      version: form.optional('version') ?? undefined,
      createTestCases: form.has('createTestCases'),
      linkKeys: form.has('linkKeys'),
      attachments: true,
    })
    return html`${showResultImport(context, visit, report)}${after}`
  }
  const rows = { ...common, onInvalid: form.has('skip') ? ('skip' as const) : ('refuse' as const) }
  const report = kind === 'tickets' ? await imports.tickets(rows) : await imports.testCases(rows)
  return html`${showRowImport(report)}${after}`
}

function again(context: RequestContext, { project }: ProjectVisit): Content {
  return html`<p class="actions"><a class="button" href="${projectLink(context, project, '/import')}">Import more</a>
    <a href="${projectLink(context, project)}">Look at the coverage</a></p>`
}

const titles: Readonly<Record<ImportKind, { readonly title: string; readonly done: string }>> = {
  tickets: { title: 'Tickets', done: 'Tickets were imported' },
  'test-cases': { title: 'Test cases', done: 'Test cases were imported' },
  results: { title: 'Results', done: 'Results were imported' },
}

/** A form for each kind; what failed stands above its own. */
async function showForms(
  context: RequestContext,
  visit: ProjectVisit,
  state: FormState,
  failed: ImportKind | undefined,
): Promise<Response> {
  const form = (kind: ImportKind, hint: Content, fields: (state: FormState) => Content): Content => {
    const own = kind === failed ? state : emptyForm
    const action = projectLink(context, visit.project, '/import', { kind })
    return html`<section aria-labelledby="${kind}"><h2 id="${kind}">${titles[kind].title}</h2>
      <p class="hint">${hint}</p>
      <form method="post" action="${action}" enctype="multipart/form-data" data-progress class="narrow-form">
        ${fields(own)}
        <p><button>Import</button></p>
      </form>
    </section>`
  }
  const skip = (own: FormState): Content =>
    checkbox(own, {
      name: 'skip',
      label: 'Import the rest where some rows are wrong',
      hint: 'Otherwise nothing is imported then.',
    })
  return await showProjectPage(context, visit, {
    section: 'import',
    status: state.failure?.status,
    body: html`${errorSummary(state)}
      ${
        visit.mayWrite
          ? html`<p class="lead">Tickets, the test cases that cover them, and what came of those. Importing the same file again changes nothing.</p>
            ${form(
              'tickets',
              'An export of Jira: JSON, CSV or one issue a line, plain or gzipped.',
              (own) => html`
              ${fileField(own, { name: 'tickets', label: 'Files with tickets', required: true })}${skip(own)}`,
            )}
            ${form(
              'test-cases',
              'CSV (also of TestRail, Zephyr and Xray), JSON, Gherkin, or the source code of tests. Keys of tickets in them become links.',
              (own) => html`
              ${fileField(own, { name: 'test-cases', label: 'Files with test cases', required: true })}${skip(own)}`,
            )}
            ${form('results', 'Reports of test runs: JUnit and what resembles it, TRX, TAP, Allure, Cucumber, Playwright, Jest and others, also zipped.', (own) => resultFields(own))}`
          : html`<p class="lead">You may read this project but not import into it.</p>`
      }`,
  })
}

function resultFields(state: FormState): Content {
  return html`${fileField(state, { name: 'results', label: 'Files with results', required: true })}
    <div class="row">
      ${textField(state, { name: 'cycle', label: 'Cycle', hint: 'A name; one that is not there yet is made.', maxLength: 100 })}
      ${textField(state, { name: 'environment', label: 'Environment', hint: 'Where they ran, if they do not say so.', maxLength: 50 })}
      ${textField(state, { name: 'version', label: 'Version', hint: 'What was tested, if they do not say so.', maxLength: 50 })}
    </div>
    ${checkbox(state, { name: 'createTestCases', label: 'Make a test case for each test that has none' })}
    ${checkbox(state, { name: 'linkKeys', label: 'Link test cases to the tickets that their results name' })}`
}
