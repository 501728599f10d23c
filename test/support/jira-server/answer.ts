/** What a request is answered with. */
export interface Answer {
  readonly status: number
  /** Undefined for none, text as it is, anything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** The error body that most of Jira's resources share. */
export function refusal(status: number, ...errorMessages: readonly string[]): Answer {
  return { status, body: { errorMessages, errors: {} } }
}
