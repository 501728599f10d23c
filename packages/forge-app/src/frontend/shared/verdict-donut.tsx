import { DonutChart } from '@forge/react'
import type { ReactNode } from 'react'
import type { CoverageNumbers } from '../../answers'
import { useLanguage } from './language'
import { verdictColours, verdictOrder, verdictTexts } from './verdicts'

export interface VerdictDonutProps {
  readonly coverage: CoverageNumbers
  /** In pixels. */
  readonly height: number
  /** Left out under a heading that says it. */
  readonly title?: string
}

/** Tickets by verdict. Whoever shows it says the same in words, too. */
export function VerdictDonut({ coverage, height, title }: VerdictDonutProps): ReactNode {
  const language = useLanguage()
  const { say } = language
  const data = verdictOrder
    .filter((verdict) => coverage.verdicts[verdict] > 0)
    .map((verdict) => ({ verdict: say(verdictTexts[verdict]), tickets: coverage.verdicts[verdict] }))
  return (
    <DonutChart
      {...(title !== undefined && { title })}
      data={data}
      colorAccessor="verdict"
      labelAccessor="verdict"
      valueAccessor="tickets"
      colorPalette={verdictColours(language)}
      height={height}
      showBorder={false}
    />
  )
}
