import { randomUUID } from 'node:crypto'
import { ConflictError, type Issue, PermissionError, RateLimitError, ValidationError } from '../../errors.js'
import type { RequestContext } from '../environment.js'
import { HttpError } from '../problems.js'
import { type Content, html } from './markup.js'

/** What somebody filled in. */
export class Form {
  readonly #fields: ReadonlyMap<string, readonly string[]>

  constructor(fields: Iterable<readonly [string, string]> = []) {
    const all = new Map<string, string[]>()
    for (const [name, value] of fields) all.set(name, [...(all.get(name) ?? []), value])
    this.#fields = all
  }

  /** A text as it was typed, with the line ends that everything else here has; empty where there is none. */
  text(name: string): string {
    return (this.#fields.get(name)?.[0] ?? '').replaceAll('\r\n', '\n').trim()
  }

  /** The same, where nothing is null. */
  optional(name: string): string | null {
    const value = this.text(name)
    return value === '' ? null : value
  }

  /** As it was typed, spaces included: for passwords. */
  exactly(name: string): string {
    return this.#fields.get(name)?.[0] ?? ''
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  /** Every value of a name, such as those of check boxes. */
  all(name: string): readonly string[] {
    return this.#fields.get(name) ?? []
  }

  /** Ids that were chosen. */
  ids(name: string): readonly number[] {
    return this.all(name)
      .filter((value) => /^[1-9]\d{0,9}$/.test(value))
      .map(Number)
  }

  /** A moment of a hidden field, such as the version of what is changed; undefined where it is none. */
  moment(name: string): Date | undefined {
    const value = new Date(this.text(name))
    return Number.isNaN(value.getTime()) ? undefined : value
  }
}

/** @throws HttpError for a body that is no form. */
export async function readForm(context: RequestContext): Promise<Form> {
  const type = context.req.header('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new HttpError('unsupported_media_type', 'This takes a form.')
  }
  return new Form(new URLSearchParams(await context.req.text()))
}

/** Why a form was not accepted. */
export interface Failure {
  readonly status: 400 | 401 | 403 | 409 | 413 | 429
  readonly issues: readonly Issue[]
}

/** What is wrong with a form, by the error that it led to; whatever else went wrong is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ValidationError) return { status: 400, issues: error.issues.map(inWords) }
  const one = (status: Failure['status']): Failure => ({
    status,
    issues: [{ path: '', message: (error as Error).message }],
  })
  if (error instanceof ConflictError) return one(409)
  if (error instanceof PermissionError) return one(403)
  if (error instanceof RateLimitError) return one(429)
  if (error instanceof HttpError && error.code === 'payload_too_large') return one(413)
  throw error
}

/** An issue as people who fill in a form would say it; services speak to programs, also of lists of one. */
function inWords({ path, message, ...place }: Issue): Issue {
  const most = /expected string to have <=(\d+) characters/.exec(message)?.[1]
  const isMissing = /^is missing|expected string to have >=1 characters/.test(message)
  return {
    ...place,
    path: path.replace(/^\[0\]\.?/, ''),
    message: isMissing ? 'is missing' : most === undefined ? message : `may have at most ${most} characters`,
  }
}

/** A form as it is shown: what was typed, and what is wrong with it. */
export interface FormState {
  readonly form: Form
  readonly failure?: Failure | undefined
}

export const emptyForm: FormState = { form: new Form() }

/** What is wrong, before the form, read out at once; each with a way to its field. */
export function errorSummary({ failure }: FormState, labels: Readonly<Record<string, string>> = {}): Content {
  if (failure === undefined) return undefined
  return html`<div class="notice wrong" role="alert" tabindex="-1" autofocus>
    <h2>${failure.status === 409 ? 'It has changed meanwhile' : 'That did not work'}</h2>
    <ul>
      ${failure.issues.map(({ path, message, file, row }) => {
        const label = Object.hasOwn(labels, path) ? labels[path] : path
        const place = [file, row === undefined ? undefined : `row ${row}`].filter(
          (part) => part !== undefined,
        )
        const text = [place.join(', '), label, message].filter((part) => part !== '').join(': ')
        return html`<li>${Object.hasOwn(labels, path) ? html`<a href="#${fieldId(path)}">${text}</a>` : text}</li>`
      })}
    </ul>
  </div>`
}

/** The id of a field, for its label and for what links to it. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]/g, '-')}`
}

/** Names this showing of a form, so that sending it twice does not do it twice. */
export function onceField(): Content {
  return html`<input type="hidden" name="once" value="${randomUUID()}">`
}

/** The version that a form changes, so that it does not undo what somebody else did meanwhile. */
export function versionField({ updatedAt }: { readonly updatedAt: Date }): Content {
  return html`<input type="hidden" name="updatedAt" value="${updatedAt.toISOString()}">`
}
