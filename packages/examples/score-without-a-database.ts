/** ATMF scoring inside a program that keeps its assessments elsewhere: a pure function over plain data. */
import { atmf, scoreMaturity } from '@atmosfera/core/maturity'

const asOf = new Date('2026-06-30')
const report = scoreMaturity({
  model: atmf,
  asOf,
  assessments: [
    { dimension: 'Automation Intelligence', assessor: 'ann', currentLevel: 3, targetLevel: 4, date: asOf },
    { dimension: 'Risk Management', assessor: 'ann', currentLevel: 2, targetLevel: 4, date: asOf },
  ],
  measurements: {
    metrics: { 'automation.ratio': 0.42, 'risk.criticalCoverage': 0.55 },
    newestEvidenceAt: asOf,
  },
})

console.log(
  `average ${report.average}, gated level ${report.gatedLevel}, confidence ${report.confidence.toFixed(2)}`,
)
for (const gap of report.gaps)
  console.log(`${gap.dimension}: ${gap.current} of ${gap.target}, gap ${gap.gap}`)
for (const { dimension, because } of report.disagreements)
  console.log(`${dimension}: facts differ (${because})`)
