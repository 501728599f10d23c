import { ValidationError } from '../../../errors.js'

/** A place in a file, for messages. */
export interface Place {
  readonly file: string
  /** From 1. */
  readonly row: number
}

/** Ends the reading of a file with one line that says where and why. */
export function refuseAt(place: Place, message: string): never {
  throw new ValidationError([{ path: '', message, file: place.file, row: place.row }])
}
