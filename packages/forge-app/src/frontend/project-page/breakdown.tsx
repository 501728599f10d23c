import { HorizontalStackBarChart, Inline, Label, Select, Stack, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { BreakdownAnswer, BreakdownBy } from '../../answers'
import { withQuery } from '../shared/ask'
import type { Choice } from '../shared/choice'
import { type TextKey, useLanguage } from '../shared/language'
import { Screen } from '../shared/screen'
import { Section } from '../shared/section'
import { useAnswer } from '../shared/use-answer'
import { verdictColours, verdictOrder, verdictTexts } from '../shared/verdicts'
import { BreakdownTable } from './breakdown-table'

const bys = {
  fixVersion: 'breakdown.fixVersion',
  component: 'breakdown.component',
  epic: 'breakdown.epic',
  priority: 'breakdown.priority',
  issueType: 'breakdown.issueType',
  environment: 'breakdown.environment',
} as const satisfies Record<BreakdownBy, TextKey>

const choices = Object.keys(bys) as readonly BreakdownBy[]

/** Coverage by something the user chooses. */
export function Breakdown(): ReactNode {
  const { say } = useLanguage()
  const [by, setBy] = useState<BreakdownBy>('fixVersion')
  const answered = useAnswer<BreakdownAnswer>(withQuery('/forge/project/breakdown', { by }))
  const options: Choice<BreakdownBy>[] = choices.map((value) => ({ value, label: say(bys[value]) }))
  return (
    <Section title={say('breakdown.title')}>
      <Stack space="space.200">
        <Inline space="space.100" alignBlock="center">
          <Label labelFor="breakdown-by">{say('breakdown.by')}</Label>
          <Select
            id="breakdown-by"
            options={options}
            defaultValue={options.find(({ value }) => value === by)}
            onChange={(choice: Choice<BreakdownBy> | null) => choice !== null && setBy(choice.value)}
          />
        </Inline>
        <Screen answered={answered}>
          {({ answer }) => <Values answer={answer} title={say(bys[answer.by])} />}
        </Screen>
      </Stack>
    </Section>
  )
}

/** More bars than these do not fit on a screen. The table has all. */
const drawnAtMost = 10

function Values({
  answer: { items, more },
  title,
}: {
  readonly answer: BreakdownAnswer
  readonly title: string
}): ReactNode {
  const language = useLanguage()
  const { say, count } = language
  if (items.length === 0) return <Text>{say('breakdown.empty')}</Text>
  const drawn = items.slice(0, drawnAtMost).flatMap(({ value, coverage }) =>
    verdictOrder.map((verdict) => ({
      value: value ?? say('breakdown.none'),
      tickets: coverage.verdicts[verdict],
      verdict: say(verdictTexts[verdict]),
    })),
  )
  return (
    <Stack space="space.200">
      <HorizontalStackBarChart
        title={say('breakdown.chart', { by: title })}
        data={drawn}
        xAccessor="value"
        yAccessor="tickets"
        colorAccessor="verdict"
        colorPalette={verdictColours(language)}
        height={120 + 28 * Math.min(items.length, drawnAtMost)}
        showBorder={false}
      />
      <BreakdownTable items={items} title={title} />
      {more > 0 && <Text size="small">{count('breakdown.more', more)}</Text>}
    </Stack>
  )
}
