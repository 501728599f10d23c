import type { DimensionReport, MaturityReport } from '../maturity/report.js'
import { derivedLevel, orDash, remarksOn } from '../maturity/wording.js'
import type { Cell, Table } from './tables.js'

/** Levels, targets and gaps, in the model's order. */
export function maturityTable({ dimensions }: Pick<MaturityReport, 'dimensions'>): Table {
  return {
    caption: 'Maturity by dimension',
    columns: [
      { title: 'Dimension' },
      { title: 'Level', kind: 'number' },
      { title: 'Assessed', kind: 'number' },
      { title: 'Derived', kind: 'number' },
      { title: 'Target', kind: 'number' },
      { title: 'Gap', kind: 'number' },
    ],
    rows: dimensions.map((dimension) => [
      { text: dimension.name, remark: remarks(dimension) },
      level(dimension.level),
      level(dimension.assessed),
      { text: derivedLevel(dimension), value: dimension.belowFoundation ? 0 : dimension.derived },
      level(dimension.target),
      level(dimension.gap),
    ]),
  }
}

function level(value: number | null): Cell {
  return { text: orDash(value), value }
}

function remarks(dimension: DimensionReport): string {
  return dimension.applicable ? remarksOn(dimension).join(', ') : 'not applicable'
}
