import { type Issue, ValidationError } from '../../../errors.js'

/** Options of everything that reads rows: tickets and test cases. */
export interface RowOptions {
  /**
   * Receives each row that is not acceptable, which is then passed over. Without it the first such row ends
   * the reading with a ValidationError. What makes the file as a whole unreadable always does.
   */
  readonly onRejected?: (issue: Issue) => void
}

/** A field of a row is not acceptable. {@link acceptRow} turns it into an issue with file and row. */
export class FieldError extends Error {
  readonly path: string

  constructor(path: string, message: string) {
    super(message)
    this.path = path
  }
}

/** What `build` makes of a row; undefined where a {@link FieldError} rejected it and somebody was told. */
export function acceptRow<Row>(
  build: () => Row,
  place: { readonly file: string; readonly row: number },
  options: RowOptions,
): Row | undefined {
  try {
    return build()
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    const issue: Issue = { path: error.path, message: error.message, ...place }
    if (options.onRejected === undefined) throw new ValidationError([issue])
    options.onRejected(issue)
    return undefined
  }
}
