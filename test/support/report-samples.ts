/** Small reports of our own, one for each format of test results: `report-samples/<format>.ts`. */
import { existsSync } from 'node:fs'
import type { ResultFormat } from '../../packages/core/src/imports/formats/results/result-formats.js'

const fileOf = (format: ResultFormat): URL => new URL(`./report-samples/${format}.ts`, import.meta.url)

export function hasSample(format: ResultFormat): boolean {
  return existsSync(fileOf(format))
}

/** The sample of a format, as the tool would have written it into a file. */
export async function sampleOf(format: ResultFormat): Promise<Buffer> {
  const { sample }: { sample: string } = await import(fileOf(format).href)
  return Buffer.from(sample)
}
