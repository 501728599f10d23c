import { Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { SettingsAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import type { Ready } from '../shared/use-answer'
import { usePolling } from '../shared/use-polling'
import { Disconnect } from './disconnect'
import { SettingsForm } from './settings-form'
import { Synchronisation } from './synchronisation'

export type Connection = NonNullable<SettingsAnswer['connected']>

export interface ConnectedProps {
  readonly connected: Connection
  readonly ready: Ready<SettingsAnswer>
}

export function Connected({ connected, ready }: ConnectedProps): ReactNode {
  const { say } = useLanguage()
  const { key } = ready.answer.jiraProject
  usePolling(connected.sync.state === 'running', ready)
  return (
    <Stack space="space.400">
      <Section title={say('connected.title')}>
        <Text>{say('connected.explanation', { key, project: connected.project.name })}</Text>
      </Section>
      <Synchronisation jiraKey={key} sync={connected.sync} update={ready.update} />
      <SettingsForm connected={connected} replace={ready.replace} />
      <Disconnect jiraKey={key} replace={ready.replace} />
    </Stack>
  )
}
