import { Button, Inline, List, ListItem, Stack } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { PanelGap } from '../../answers'
import { type Language, useLanguage } from '../shared/language'
import { whereWords } from '../shared/reason'
import { Section } from '../shared/section'

/** What is seen before somebody asks for all. */
const shownFirst = 5

/** What is missing, most urgent first; nothing where nothing is. */
export function Gaps({ gaps }: { readonly gaps: readonly PanelGap[] }): ReactNode {
  const language = useLanguage()
  const [all, setAll] = useState(false)
  if (gaps.length === 0) return null
  const shown = all ? gaps : gaps.slice(0, shownFirst)
  const hidden = gaps.length - shown.length
  return (
    <Section title={language.say('gaps.title')}>
      <Stack space="space.050">
        <List type="unordered">
          {shown.map((gap) => (
            <ListItem key={`${gap.kind} ${gap.testCase?.id} ${gap.environment}`}>
              {gapSentence(language, gap)}
            </ListItem>
          ))}
        </List>
        {hidden > 0 && (
          <Inline>
            <Button appearance="subtle" spacing="compact" onClick={() => setAll(true)}>
              {language.count('gaps.more', hidden)}
            </Button>
          </Inline>
        )}
      </Stack>
    </Section>
  )
}

const ofTestCase = {
  uncovered: 'gap.uncovered',
  failing: 'gap.failing',
  unknown: 'gap.unknown',
  notRun: 'gap.notRun',
  notRunIn: 'gap.notRunIn',
  unapproved: 'gap.unapproved',
} as const satisfies Record<PanelGap['kind'], string>

const ofTicket = {
  uncovered: 'gap.uncovered',
  failing: 'gap.ticket.failing',
  unknown: 'gap.ticket.unknown',
  notRun: 'gap.ticket.notRun',
  notRunIn: 'gap.ticket.notRunIn',
  unapproved: 'gap.ticket.unapproved',
} as const satisfies Record<PanelGap['kind'], string>

function gapSentence(language: Language, { kind, testCase, environment }: PanelGap): string {
  const where = whereWords(language, environment)
  return testCase === null
    ? language.say(ofTicket[kind], { where })
    : language.say(ofTestCase[kind], { testCase: testCase.title, where })
}
