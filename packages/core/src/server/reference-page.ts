import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { plainPage } from './plain-page.js'

/** As much of an OpenAPI document as people read. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly servers?: readonly { readonly url: string }[]
  readonly paths?: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

interface DescribedOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly 'x-token-verb'?: string
  readonly parameters?: readonly DescribedParameter[]
  readonly requestBody?: { readonly content: DescribedContent }
  readonly responses: Readonly<Record<string, { readonly content?: DescribedContent }>>
}

interface DescribedParameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

type DescribedContent = Readonly<Record<string, { readonly schema: Schema }>>

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
  readonly format?: string
  readonly description?: string
}

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The reference as a page that needs no script: made of the same document that programs read. */
export async function referencePage(document: Described, basePath: string): Promise<string> {
  const server = document.servers?.[0]?.url ?? ''
  const groups = new Map<string, { path: string; method: string; operation: DescribedOperation }[]>()
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? 'Other'
      groups.set(tag, [...(groups.get(tag) ?? []), { path: server + path, method, operation }])
    }
  }
  const body = html`
    <p>${document.info.description ?? ''}</p>
    <p>For programs: <a href="${basePath}/openapi.json">openapi.json</a> (OpenAPI 3.1). What goes wrong is answered as
      <a href="${basePath}/docs/problems">problem details</a>.</p>
    <nav aria-label="Contents"><ul>${[...groups.keys()].map((tag) => html`<li><a href="#${slug(tag)}">${tag}</a></li>`)}</ul></nav>
    ${[...groups].map(
      ([tag, operations]) => html`
        <section aria-labelledby="${slug(tag)}">
          <h2 id="${slug(tag)}">${tag}</h2>
          ${operations.map(({ path, method, operation }) => showOperation(path, method, operation))}
        </section>`,
    )}
    <section aria-labelledby="schemas">
      <h2 id="schemas">Schemas</h2>
      ${Object.entries(document.components?.schemas ?? {}).map(
        ([name, schema]) => html`
          <details id="schema-${name}"><summary><code>${name}</code></summary>${showSchema(schema as Schema)}</details>`,
      )}
    </section>`
  return await plainPage({ title: `${document.info.title} API ${document.info.version}`, basePath }, body)
}

function showOperation(path: string, method: string, operation: DescribedOperation): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  const verb = operation['x-token-verb']
  return html`
    <article aria-labelledby="${operationId}">
      <h3 id="${operationId}">${summary}</h3>
      <p><code><b>${method.toUpperCase()}</b> ${path}</code></p>
      ${description === undefined ? '' : html`<p>${description}</p>`}
      <p class="note">${verb === undefined ? 'Open to everybody.' : html`A token needs the verb <code>${verb}</code>.`}
        <code>${operationId}</code></p>
      ${parameters.length === 0 ? '' : showParameters(parameters)}
      ${requestBody === undefined ? '' : html`<h4>Body</h4>${showContent(requestBody.content)}`}
      <h4>Answer</h4>
      ${Object.entries(responses).map(([status, { content }]) =>
        status === 'default'
          ? ''
          : html`<p><code>${status}</code></p>${content === undefined ? '' : showContent(content)}`,
      )}
    </article>`
}

function showParameters(parameters: readonly DescribedParameter[]): Html {
  return html`
    <div class="scroll"><table>
      <caption>Parameters</caption>
      <thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">What</th></tr></thead>
      <tbody>${parameters.map(
        (parameter) => html`
          <tr><th scope="row"><code>${parameter.name}</code></th><td>${parameter.in}</td><td><code>${typeOf(parameter.schema)}</code></td>
            <td>${parameter.required === true ? 'required. ' : ''}${parameter.description ?? parameter.schema.description ?? ''}</td></tr>`,
      )}</tbody>
    </table></div>`
}

function showContent(content: DescribedContent): Html {
  return html`${Object.entries(content).map(
    ([type, { schema }]) =>
      html`<p><code>${type}</code> ${linkTo(schema)}</p>${schema.$ref === undefined ? showSchema(schema) : ''}`,
  )}`
}

function linkTo({ $ref }: Schema): Html {
  const name = $ref?.split('/').at(-1)
  return name === undefined ? html`` : html`<a href="#schema-${name}">${name}</a>`
}

function showSchema(schema: Schema): Html {
  const { properties } = schema
  if (properties === undefined) return html`<p><code>${typeOf(schema)}</code></p>`
  return html`
    <div class="scroll"><table>
      <thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">What</th></tr></thead>
      <tbody>${Object.entries(properties).map(
        ([name, field]) => html`
          <tr><th scope="row"><code>${name}</code></th><td><code>${typeOf(field)}</code></td>
            <td>${schema.required?.includes(name) === true ? '' : 'optional. '}${field.description ?? ''}</td></tr>`,
      )}</tbody>
    </table></div>`
}

/** A schema in a few words: `string[]`, `"OK" | "NOK"`, `Ticket`. */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? ''
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives !== undefined) return alternatives.map(typeOf).join(' | ')
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.items !== undefined) return `${typeOf(schema.items)}[]`
  if (schema.properties !== undefined) {
    const names = Object.keys(schema.properties)
    return `{ ${names.map((name) => (schema.required?.includes(name) === true ? name : `${name}?`)).join(', ')} }`
  }
  if (typeof schema.additionalProperties === 'object')
    return `{ [name]: ${typeOf(schema.additionalProperties)} }`
  const types = [schema.type ?? 'any'].flat().join(' | ')
  return schema.format === undefined ? types : `${types} (${schema.format})`
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/\W+/g, '-')
}
