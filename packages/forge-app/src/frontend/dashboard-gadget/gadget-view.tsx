import { Heading, Stack } from '@forge/react'
import type { ReactNode } from 'react'
import type { GadgetAnswer } from '../../answers'
import { CoverageFigures } from '../shared/coverage-figures'
import { Empty } from '../shared/empty'
import { useLanguage } from '../shared/language'
import { MaturityFigures } from '../shared/maturity-figures'
import { Screen } from '../shared/screen'
import { TrendChart } from '../shared/trend-chart'
import { useAnswer } from '../shared/use-answer'
import { VerdictDonut } from '../shared/verdict-donut'
import { GadgetDimensions } from './gadget-dimensions'

/** What the gadget was told to show. */
export function GadgetView(): ReactNode {
  const answered = useAnswer<GadgetAnswer>('/forge/gadget')
  return <Screen answered={answered}>{({ answer }) => <Content answer={answer} />}</Screen>
}

function Content({ answer }: { readonly answer: GadgetAnswer }): ReactNode {
  const { say } = useLanguage()
  switch (answer.show) {
    case 'nothing':
      return <Empty header={say('gadget.nothing.header')} description={say('gadget.nothing.description')} />
    case 'coverage':
      return <CoverageContent answer={answer} />
    case 'maturity':
      return (
        <Stack space="space.200">
          <Heading size="small">{say('gadget.maturityOf', { project: answer.project.name })}</Heading>
          <MaturityFigures average={answer.average} gatedLevel={answer.gatedLevel} />
          <GadgetDimensions dimensions={answer.dimensions} />
        </Stack>
      )
  }
}

function CoverageContent({
  answer: { project, coverage, trend },
}: {
  readonly answer: Extract<GadgetAnswer, { show: 'coverage' }>
}): ReactNode {
  const { say } = useLanguage()
  return (
    <Stack space="space.200">
      <Heading size="small">{say('gadget.coverageOf', { project: project.name })}</Heading>
      {coverage.tickets === 0 ? (
        <Empty header={say('coverage.empty.header')} description={say('gadget.empty.description')} />
      ) : (
        <Stack space="space.200">
          <CoverageFigures coverage={coverage} />
          <VerdictDonut coverage={coverage} height={220} title={say('coverage.byVerdict')} />
          {trend.length > 1 && <TrendChart trend={trend} height={200} title={say('trend.gadget')} />}
        </Stack>
      )}
    </Stack>
  )
}
