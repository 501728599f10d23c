import type { NameOf } from '../detect.js'
import { textResultFormats } from './text-result-formats.js'
import { xmlResultFormats } from './xml-result-formats.js'

/** The formats of test results. Order matters only where two match. */
export const resultFormats = [...xmlResultFormats, ...textResultFormats] as const

/** The name of a format of test results. */
export type ResultFormat = NameOf<typeof resultFormats>
