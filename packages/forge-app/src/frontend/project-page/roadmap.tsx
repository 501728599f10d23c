import { Heading, List, ListItem, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { MaturityAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { levelTexts } from '../shared/verdicts'

/** For each gap the steps to the next level; nothing without gaps. */
export function Roadmap({ roadmap }: Pick<MaturityAnswer, 'roadmap'>): ReactNode {
  const { say, number } = useLanguage()
  if (roadmap.length === 0) return null
  return (
    <Section title={say('roadmap.title')}>
      <Stack space="space.200">
        {roadmap.map(({ dimension, from, to, steps }) => (
          <Stack key={dimension} space="space.050">
            <Heading size="xsmall">
              {say('roadmap.entry', { dimension, from: number(from, 2), to: say(levelTexts[to]) })}
            </Heading>
            {steps.length === 0 ? (
              <Text>{say('roadmap.noSteps')}</Text>
            ) : (
              <List type="ordered">
                {steps.map(({ criterion, text }) => (
                  <ListItem key={criterion}>{say('roadmap.step', { text, criterion })}</ListItem>
                ))}
              </List>
            )}
          </Stack>
        ))}
      </Stack>
    </Section>
  )
}
