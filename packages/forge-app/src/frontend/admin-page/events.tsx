import { SectionMessage, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { AdminAnswer } from '../../answers'
import { Figures } from '../shared/figures'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'

/** How far the news of issues has been worked through. */
export function Events({ events }: Pick<AdminAnswer, 'events'>): ReactNode {
  const { say, count, number, moment } = useLanguage()
  return (
    <Section title={say('events.title')}>
      <Stack space="space.200">
        <Figures
          figures={[
            { title: say('events.pending'), value: number(events.pending) },
            { title: say('events.failed'), value: number(events.failed) },
            { title: say('events.lastReceivedAt'), value: moment(events.lastReceivedAt) },
          ]}
        />
        {events.failed > 0 && (
          <SectionMessage appearance="warning">
            <Text>{count('events.failed.explanation', events.failed)}</Text>
          </SectionMessage>
        )}
      </Stack>
    </Section>
  )
}
