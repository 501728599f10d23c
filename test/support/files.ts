/** Files as tools write them, for imports. */

/** A JSON document. */
export function jsonFile(name: string, content: unknown): File {
  return new File([JSON.stringify(content)], name)
}

/** One JSON object a line. */
export function ndjsonFile(name: string, rows: readonly unknown[]): File {
  return new File(
    rows.map((row) => `${JSON.stringify(row)}\n`),
    name,
  )
}

/** A table whose columns are those of its first row. */
export function csvFile(name: string, rows: readonly Readonly<Record<string, string>>[]): File {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
  return new File(
    [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))],
    name,
  )
}

/** A JUnit report of one suite with these elements in it. */
export function junitFile(name: string, ...elements: readonly string[]): File {
  return new File([`<testsuite name="suite">${elements.join('\n')}</testsuite>`], name)
}
