import { Lozenge, ProgressBar, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { SyncState } from '../../answers'
import { type Language, type TextKey, useLanguage } from './language'

const states = {
  never: { text: 'sync.never', look: 'default' },
  running: { text: 'sync.running', look: 'inprogress' },
  interrupted: { text: 'sync.interrupted', look: 'moved' },
  failed: { text: 'sync.failed', look: 'removed' },
  done: { text: 'sync.done', look: 'success' },
} as const satisfies Record<SyncState['state'], { readonly text: TextKey; readonly look: string }>

/** How far reading a project's issues has come, or how it ended. */
export function SyncProgress({ sync }: { readonly sync: SyncState }): ReactNode {
  const language = useLanguage()
  const { text, look } = states[sync.state]
  const label = progressLabel(language, sync)
  return (
    <Stack space="space.050">
      <Text>
        <Lozenge appearance={look}>{language.say(text)}</Lozenge>
      </Text>
      {sync.state === 'running' && (
        <ProgressBar
          ariaLabel={label}
          {...(sync.expected === null || sync.expected === 0
            ? { isIndeterminate: true }
            : { value: Math.min(1, sync.processed / sync.expected) })}
        />
      )}
      {sync.state !== 'never' && <Text size="small">{label}</Text>}
      {sync.error !== null && (
        <Text size="small" color="color.text.danger">
          {language.say('sync.error', { error: sync.error })}
        </Text>
      )}
      {sync.upToDateAsOf !== null && (
        <Text size="small" color="color.text.subtlest">
          {language.say('sync.upToDateAsOf', { moment: language.moment(sync.upToDateAsOf) })}
        </Text>
      )}
    </Stack>
  )
}

function progressLabel({ say, count, number, moment }: Language, sync: SyncState): string {
  if (sync.state === 'running') {
    return sync.expected === null
      ? count('sync.read', sync.processed)
      : say('sync.readOf', { read: number(sync.processed), expected: number(sync.expected) })
  }
  return sync.completedAt === null
    ? count('sync.read', sync.processed)
    : count('sync.readAt', sync.processed, { moment: moment(sync.completedAt) })
}
