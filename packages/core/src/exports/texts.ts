import type { ExportedPiece } from './types.js'

/** The pieces of an export of one file as its text. */
export async function* textsOf(
  pieces: AsyncIterable<Pick<ExportedPiece, 'text'>>,
): AsyncGenerator<string, void, undefined> {
  for await (const { text } of pieces) yield text
}
