import type { ReactNode } from 'react'
import type { CoverageNumbers } from '../../answers'
import { Figures } from './figures'
import { useLanguage } from './language'

/** Three numbers, never one: linked, executed and passing say different things. */
export function CoverageFigures({ coverage }: { readonly coverage: CoverageNumbers }): ReactNode {
  const { say, number, percent } = useLanguage()
  const of = (part: number): string =>
    say('coverage.of', { part: number(part), all: number(coverage.tickets) })
  return (
    <Figures
      figures={[
        {
          title: say('coverage.linked'),
          value: percent(coverage.linkedPercentage),
          remark: of(coverage.linked),
        },
        {
          title: say('coverage.executed'),
          value: percent(coverage.executedPercentage),
          remark: of(coverage.executed),
        },
        {
          title: say('coverage.passing'),
          value: percent(coverage.passingPercentage),
          remark: of(coverage.passing),
        },
      ]}
    />
  )
}
