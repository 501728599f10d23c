/** So many rows and cells are in memory at most, however many tickets a test case covers; a row is never cut. */
const maxCells = 5_000

/** The rows of a page: at most `limit`, and so few that their cells fit. `last` is set where there are more. */
export function fitCells<Row extends { readonly cells: number }>(
  rows: readonly Row[],
  limit: number,
): { readonly rows: readonly Row[]; readonly last: Row | undefined } {
  let cells = 0
  let fitting = 0
  for (const row of rows.slice(0, limit)) {
    cells += 1 + row.cells
    if (fitting > 0 && cells > maxCells) break
    fitting++
  }
  const page = rows.slice(0, fitting)
  return { rows: page, last: rows.length > fitting ? page.at(-1) : undefined }
}

export function distinct(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)]
}
