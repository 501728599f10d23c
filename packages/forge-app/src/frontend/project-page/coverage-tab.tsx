import { Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { CoverageAnswer } from '../../answers'
import { CoverageFigures } from '../shared/coverage-figures'
import { Empty } from '../shared/empty'
import { useLanguage } from '../shared/language'
import { OpenProjectSettings } from '../shared/open-project-settings'
import { Screen } from '../shared/screen'
import { useAnswer } from '../shared/use-answer'
import { Breakdown } from './breakdown'
import { CoverageGaps } from './coverage-gaps'
import { Trend } from './trend'
import { VerdictCounts } from './verdict-counts'

/** What of a project is covered, how that came about, where it is best and where it is missing. */
export function CoverageTab(): ReactNode {
  const answered = useAnswer<CoverageAnswer>('/forge/project/coverage')
  return <Screen answered={answered}>{({ answer }) => <Coverage answer={answer} />}</Screen>
}

function Coverage({ answer }: { readonly answer: CoverageAnswer }): ReactNode {
  const { say } = useLanguage()
  const { coverage, trend, gaps } = answer
  if (coverage.tickets === 0) {
    return (
      <Stack space="space.200">
        <Empty header={say('coverage.empty.header')} description={say('coverage.empty.description')}>
          <OpenProjectSettings />
        </Empty>
        <Basis answer={answer} />
      </Stack>
    )
  }
  return (
    <Stack space="space.400">
      <Stack space="space.100">
        <CoverageFigures coverage={coverage} />
        <Basis answer={answer} />
      </Stack>
      <VerdictCounts coverage={coverage} />
      <Trend trend={trend} />
      <Breakdown />
      <CoverageGaps gaps={gaps} />
    </Stack>
  )
}

/** What the numbers rest on. */
function Basis({
  answer: { issueTypes, upToDateAsOf, asOf },
}: {
  readonly answer: CoverageAnswer
}): ReactNode {
  const { say, moment } = useLanguage()
  return (
    <Text size="small" color="color.text.subtlest">
      {issueTypes.length === 0
        ? say('coverage.basis.allTypes')
        : say('coverage.basis.types', { types: issueTypes.join(', ') })}{' '}
      {upToDateAsOf === null
        ? say('coverage.basis.asOf', { asOf: moment(asOf) })
        : say('coverage.basis.upToDate', { asOf: moment(asOf), upToDate: moment(upToDateAsOf) })}
    </Text>
  )
}
