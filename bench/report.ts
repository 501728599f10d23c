/** The table on the terminal, and the same as JSON. */
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MeasuredRow, outcomeOf, type Spread } from './rows.js'

const folder = fileURLToPath(new URL('results/', import.meta.url))

/** What it was measured on. */
export const machine: Readonly<Record<string, string>> = {
  node: process.version,
  processors: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
}

export function printRows(rows: readonly MeasuredRow[]): void {
  const lines = rows.map((row) => {
    const { ours, theirs, ratio, met } = outcomeOf(row)
    return [
      row.name,
      row.size === undefined ? '' : row.size.toLocaleString('en'),
      spreadText(ours),
      spreadText(theirs),
      ratioText(ratio),
      `≤ ${ratioText(row.goal)}`,
      met ? 'met' : 'MISSED',
    ]
  })
  const titles = ['what', 'tickets', 'ours (least to most)', 'reference (least to most)', 'ratio', 'goal', '']
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  for (const line of [titles, ...lines]) {
    console.log(
      line
        .map((cell, column) =>
          column === 0 || column === 6
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
  }
  for (const { name, note } of rows) if (note !== undefined) console.log(`${name}: ${note}`)
  const missed = rows.filter((row) => !outcomeOf(row).met).length
  console.log(missed === 0 ? 'Every goal is met.' : `${missed} of ${rows.length} goals are missed.`)
}

export async function writeRows(
  name: string,
  rows: readonly MeasuredRow[],
  circumstances: Readonly<Record<string, unknown>>,
): Promise<void> {
  const result = {
    ...machine,
    ...circumstances,
    rows: rows.map((row) => {
      const { ours, theirs, ratio, met } = outcomeOf(row)
      const { name: what, engine, size, reference, goal, note } = row
      return { what, engine, tickets: size, reference, goal, note, ours, theirs, ratio, met }
    }),
  }
  await announce(`${name}.json`, `${JSON.stringify(result, null, 2)}\n`)
}

/** Writes a result, and says so. */
export async function announce(file: string, text: string): Promise<void> {
  await write(file, text)
  console.log(`Written: bench/results/${file}`)
}

export async function write(file: string, text: string): Promise<void> {
  const path = `${folder}${file}`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

function spreadText({ median, min, max }: Spread): string {
  return `${secondsText(median)} (${secondsText(min)} to ${secondsText(max)})`
}

/** Three digits, in the unit that suits. */
function secondsText(seconds: number): string {
  return seconds >= 1 ? `${seconds.toPrecision(3)} s` : `${plain(seconds * 1000)} ms`
}

function ratioText(ratio: number): string {
  return ratio < 0.01 ? `1/${Math.round(1 / ratio)}` : plain(ratio)
}

function plain(number: number): string {
  return number >= 100 ? String(Math.round(number)) : number.toPrecision(3)
}
