import { LoadingButton, Lozenge, SectionMessage, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { AdminAnswer } from '../../answers'
import { Figures } from '../shared/figures'
import { type TextKey, useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import type { Ready } from '../shared/use-answer'

type TokenState = AdminAnswer['installation']['token']

const tokens = {
  stored: { text: 'token.stored', look: 'success', explanation: 'token.stored.explanation' },
  memory: { text: 'token.memory', look: 'moved', explanation: 'token.memory.explanation' },
  missing: { text: 'token.missing', look: 'removed', explanation: 'token.missing.explanation' },
} as const satisfies Record<
  TokenState,
  { readonly text: TextKey; readonly look: string; readonly explanation: TextKey }
>

/** Who talks to whom, and whether work can go on when nobody looks. */
export function Connection({ ready }: { readonly ready: Ready<AdminAnswer> }): ReactNode {
  const { say, moment } = useLanguage()
  const { server, installation } = ready.answer
  const token = tokens[installation.token]
  return (
    <Section
      title={say('connection.title')}
      actions={
        <LoadingButton appearance="subtle" isLoading={ready.reloading} onClick={ready.reload}>
          {say('action.reload')}
        </LoadingButton>
      }
    >
      <Stack space="space.200">
        <Figures
          figures={[
            { title: say('connection.server'), value: server.version },
            { title: say('connection.app'), value: installation.appVersion },
            { title: say('connection.environment'), value: installation.environment },
            { title: say('connection.installedAt'), value: moment(installation.installedAt) },
            { title: say('connection.lastCalledAt'), value: moment(installation.lastCalledAt) },
          ]}
        />
        <Text>
          {say('token.title')} <Lozenge appearance={token.look}>{say(token.text)}</Lozenge>
        </Text>
        {installation.token === 'stored' ? (
          <Text>{say(token.explanation)}</Text>
        ) : (
          <SectionMessage appearance="warning">
            <Text>{say(token.explanation)}</Text>
          </SectionMessage>
        )}
      </Stack>
    </Section>
  )
}
