import { Inline, LoadingButton, Stack, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { AdminAnswer, UserRules, UserRulesBody } from '../../answers'
import { ask } from '../shared/ask'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { Section } from '../shared/section'
import { ToggleField } from '../shared/toggle-field'
import { useWork } from '../shared/use-work'

export interface UserRulesFormProps extends Pick<AdminAnswer, 'users'> {
  readonly replace: (answer: AdminAnswer) => void
}

/** How Jira's accounts become users of the server. */
export function UserRulesForm({ users, replace }: UserRulesFormProps): ReactNode {
  const { say, count } = useLanguage()
  const work = useWork()
  // Only what was touched: the rest follows what the server says.
  const [changed, setChanged] = useState<Partial<UserRules>>({})
  const rules: UserRulesBody = {
    createUsers: changed.createUsers ?? users.createUsers,
    matchByEmail: changed.matchByEmail ?? users.matchByEmail,
  }
  const unchanged = rules.createUsers === users.createUsers && rules.matchByEmail === users.matchByEmail
  const save = async (): Promise<void> => {
    await work.run('save', async () => {
      replace(await ask<AdminAnswer>('PUT', '/forge/admin/users', rules))
      setChanged({})
      announce(say('flag.saved'))
    })
  }
  return (
    <Section title={say('users.title')}>
      <Stack space="space.150" alignInline="start">
        <Text>{count('users.known', users.known)}</Text>
        <ToggleField
          id="create-users"
          label={say('users.create')}
          explanation={say('users.create.explanation')}
          on={rules.createUsers}
          onChange={(createUsers) => setChanged({ ...changed, createUsers })}
        />
        <ToggleField
          id="match-by-email"
          label={say('users.match')}
          explanation={say('users.match.explanation')}
          on={rules.matchByEmail}
          onChange={(matchByEmail) => setChanged({ ...changed, matchByEmail })}
        />
        <ProblemNote problem={work.problem} />
        <Inline>
          <LoadingButton
            appearance="primary"
            isLoading={work.running !== null}
            isDisabled={unchanged}
            onClick={save}
          >
            {say('action.save')}
          </LoadingButton>
        </Inline>
      </Stack>
    </Section>
  )
}
