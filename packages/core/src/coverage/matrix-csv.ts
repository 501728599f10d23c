import { columnsOf, groupingNames, type MatrixTablePage, tableItems } from './matrix-table.js'

/** So many lines are written at once. */
const linesAtOnce = 250

/**
 * A matrix as CSV, piece by piece: a line for each ticket and test case of it. What a spreadsheet would run as a
 * formula begins with an apostrophe.
 */
export async function* matrixCsv(pages: AsyncIterable<MatrixTablePage>): AsyncGenerator<string, void, void> {
  const { stringify } = await import('csv-stringify/sync')
  const toCsv = (rows: string[][]) => stringify(rows, { escape_formulas: true })
  let isFirst = true
  for await (const page of pages) {
    const columns = columnsOf(page)
    const groupColumn = page.groupBy === null ? [] : [groupingNames[page.groupBy]]
    const none = columns.lines.map(() => ({ text: '' }))
    let rows: string[][] = isFirst ? [[...groupColumn, ...columns.about, ...columns.lines]] : []
    isFirst = false
    for (const { group, about, lines } of tableItems(page)) {
      for (const line of lines.length === 0 ? [none] : lines) {
        const texts = [...about, ...line].map((cell) => cell.text)
        rows.push(page.groupBy === null ? texts : [group ?? '', ...texts])
        if (rows.length >= linesAtOnce) {
          yield toCsv(rows)
          rows = []
        }
      }
    }
    yield toCsv(rows)
  }
}
