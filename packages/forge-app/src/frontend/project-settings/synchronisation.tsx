import { Button, Inline, ModalTransition, Stack } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { BackfillBody, SettingsAnswer, SyncState } from '../../answers'
import { ask } from '../shared/ask'
import { Confirm } from '../shared/confirm'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { SyncProgress } from '../shared/sync-progress'
import type { Ready } from '../shared/use-answer'
import { useWork } from '../shared/use-work'

export interface SynchronisationProps {
  readonly jiraKey: string
  readonly sync: SyncState
  readonly update: Ready<SettingsAnswer>['update']
}

/** How far the project's issues have been read, and the way to read them all anew. */
export function Synchronisation({ jiraKey, sync, update }: SynchronisationProps): ReactNode {
  const { say } = useLanguage()
  const work = useWork()
  const [asking, setAsking] = useState(false)
  const close = (): void => {
    work.clear()
    setAsking(false)
  }
  const backfill = async (): Promise<void> => {
    const body: BackfillBody = {}
    const done = await work.run('backfill', async () => {
      const started = await ask<SyncState>('POST', '/forge/project/backfill', body)
      update((answer) =>
        answer.connected === null ? answer : { ...answer, connected: { ...answer.connected, sync: started } },
      )
      announce(say('flag.backfill', { project: jiraKey }))
    })
    if (done) close()
  }
  return (
    <Section title={say('column.sync')}>
      <Stack space="space.100">
        <SyncProgress sync={sync} />
        <Inline>
          <Button isDisabled={sync.state === 'running'} onClick={() => setAsking(true)}>
            {say('action.backfill')}
          </Button>
        </Inline>
      </Stack>
      <ModalTransition>
        {asking && (
          <Confirm
            title={say('backfill.title')}
            explanation={say('backfill.explanation', { key: jiraKey })}
            action={say('action.backfill')}
            work={work}
            onConfirm={backfill}
            onClose={close}
          />
        )}
      </ModalTransition>
    </Section>
  )
}
