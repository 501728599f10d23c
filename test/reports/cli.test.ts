/** `atmosfera report` from a user's side: where it writes, what it says, and that its numbers are the command line's. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { shop, useCliProject } from '../support/cli-project.js'

const { folder, run } = useCliProject()

describe('report', () => {
  it('writes the page whose format the name says', async () => {
    const out = join(folder, 'report.html')
    const { status, stdout, stderr } = await run(['report', ...shop, '--out', out])
    const bytes = statSync(out).size.toLocaleString('en-US')
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `Wrote the report of "Shop" to ${out} (${bytes} bytes).\n`,
      stderr: '',
    })
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>/)
  })

  it('writes Markdown and CSV to standard output, to be piped on', async () => {
    const markdown = await run(['report', ...shop, '--format', 'markdown'])
    expect(markdown).toMatchObject({ status: 0, stderr: '' })
    expect(markdown.stdout).toMatch(/^## Shop: test coverage and maturity\n/)
    const csv = await run(['report', ...shop, '--format', 'csv', '--out', '-'])
    expect(csv.stdout).toMatch(/^by,value,tickets,/)
  })

  it('has the numbers of the other commands', async () => {
    const json = async (...parameters: string[]) =>
      JSON.parse((await run([...parameters, ...shop, '--json'])).stdout)
    const report = await json('report')
    expect(report.coverage).toEqual(await json('coverage'))
    expect(report.breakdowns[1]).toEqual(await json('coverage', '--by', 'component'))
    const maturity = await json('maturity', '--as-of', report.asOf)
    expect(report.maturity).toEqual(maturity)

    const rows = parse((await run(['report', ...shop, '--format', 'csv'])).stdout, { columns: true })
    expect(rows[0]).toMatchObject({
      by: 'all',
      tickets: String(report.coverage.tickets),
      passingPercentage: String(report.coverage.passingPercentage),
      NOK: String(report.coverage.verdicts.NOK),
    })

    const page = (await run(['report', ...shop, '--format', 'html'])).stdout
    const shown = (await run(['coverage', ...shop])).stdout
    const percentages = shown.match(/\d+\.\d\d %/g) ?? []
    expect(percentages).toHaveLength(3)
    for (const percentage of percentages) expect(page).toContain(`<dd>${percentage}<small>`)
  })

  it('takes the scope that coverage takes', async () => {
    const scope = ['--fix-version', '2.5.0', '--environment', 'chrome', '--as-of', '2026-11-20']
    const report = JSON.parse((await run(['report', ...shop, ...scope, '--json'])).stdout)
    const coverage = JSON.parse((await run(['coverage', ...shop, ...scope, '--json'])).stdout)
    expect(report.coverage).toEqual(coverage)
  })

  it('prints the data and writes the file where both are asked for', async () => {
    const out = join(folder, 'both.md')
    const { status, stdout, stderr } = await run([
      'report',
      ...shop,
      '--out',
      out,
      '--json',
      '--since',
      '2026-11-10',
    ])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ change: { since: '2026-11-10T23:59:59.999Z' } })
    expect(stderr).toMatch(/^Wrote the report of "Shop"/)
    expect(existsSync(out)).toBe(true)
  })

  it.each<[string, string[], string]>([
    [
      'no file and no format',
      [],
      '--format: is missing; say html, markdown or csv, or name a file with --out report.html',
    ],
    [
      'a name that says no format',
      ['--out', 'report.pdf'],
      '--out: report.pdf ends in none of .html, .md and .csv; say which --format it is to have',
    ],
    [
      'a folder that does not exist',
      ['--out', 'nowhere/report.html'],
      '--out: nowhere/report.html is in a folder that does not exist; make it first',
    ],
  ])('refuses %s in one line', async (_, parameters, message) => {
    const { status, stdout, stderr } = await run(['report', ...shop, ...parameters])
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `${message}\n` })
  })

  it('leaves nothing half-written behind', async () => {
    const { status, stderr } = await run(['report', ...shop, '--out', folder, '--format', 'html'])
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('is a folder') })
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
  })
})
