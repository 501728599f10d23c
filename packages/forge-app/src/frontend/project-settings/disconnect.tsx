import { Button, Inline, ModalTransition, Stack, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { SettingsAnswer } from '../../answers'
import { ask } from '../shared/ask'
import { Confirm } from '../shared/confirm'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { useWork } from '../shared/use-work'

export interface DisconnectProps {
  readonly jiraKey: string
  readonly replace: (answer: SettingsAnswer) => void
}

/** The way out. What the server has stays there. */
export function Disconnect({ jiraKey, replace }: DisconnectProps): ReactNode {
  const { say } = useLanguage()
  const work = useWork()
  const [asking, setAsking] = useState(false)
  const close = (): void => {
    work.clear()
    setAsking(false)
  }
  const disconnect = async (): Promise<void> => {
    // What it answers shows the way in again, so that this is gone with its dialog.
    await work.run('disconnect', async () => {
      replace(await ask<SettingsAnswer>('DELETE', '/forge/project/connection'))
      announce(say('flag.disconnected', { key: jiraKey }))
    })
  }
  return (
    <Section title={say('disconnect.title')}>
      <Stack space="space.100">
        <Text>{say('disconnect.explanation')}</Text>
        <Inline>
          <Button appearance="danger" onClick={() => setAsking(true)}>
            {say('action.disconnect')}
          </Button>
        </Inline>
      </Stack>
      <ModalTransition>
        {asking && (
          <Confirm
            title={say('disconnect.confirm', { key: jiraKey })}
            explanation={say('disconnect.consequences', { key: jiraKey })}
            action={say('action.disconnect')}
            dangerous
            work={work}
            onConfirm={disconnect}
            onClose={close}
          />
        )}
      </ModalTransition>
    </Section>
  )
}
