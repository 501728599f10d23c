/**
 * What every reader in this folder reads: decoded text in pieces of any size, cut anywhere, under the name
 * that messages use for it. Nothing here opens files; `openSource` makes one of these out of a path.
 */
export interface TextSource extends AsyncIterable<string> {
  /** The file as the caller named it. */
  readonly name: string
  /**
   * The beginning of the text, up to {@link headLength} characters, without consuming it. Formats are
   * recognised by it.
   */
  head(): Promise<string>
}

/** How many characters, at most, a format is recognised by. */
export const headLength = 65_536
