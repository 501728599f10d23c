import { HelperMessage, Inline, Label, LoadingButton, Select, Stack } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { SettingsAnswer, SettingsBody } from '../../answers'
import { ask } from '../shared/ask'
import type { Choice } from '../shared/choice'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { Section } from '../shared/section'
import { ToggleField } from '../shared/toggle-field'
import { useWork } from '../shared/use-work'
import type { Connection } from './connected'

export interface SettingsFormProps {
  readonly connected: Connection
  readonly replace: (answer: SettingsAnswer) => void
}

/** What was changed and not saved yet. */
interface Changes {
  readonly issueTypes?: readonly string[]
  readonly finalRunsFirst?: boolean
  readonly ignoreSkipped?: boolean
}

/** Which tickets count, and how runs become verdicts. */
export function SettingsForm({ connected, replace }: SettingsFormProps): ReactNode {
  const { say } = useLanguage()
  const work = useWork()
  const [changes, setChanges] = useState<Changes>({})
  const { policy, issueTypes, knownIssueTypes } = connected
  // A type that counts and no longer exists must stay to be seen, or it could not be taken out.
  const names = [...new Set([...knownIssueTypes, ...issueTypes])]
  const options = names.map((name): Choice => ({ value: name, label: name }))
  const save = async (): Promise<void> => {
    await work.run('save', async () => {
      replace(await ask<SettingsAnswer>('PUT', '/forge/project/settings', bodyOf(changes)))
      setChanges({})
      announce(say('flag.saved'))
    })
  }
  return (
    <Section title={say('settings.title')}>
      <Stack space="space.200">
        <Stack space="space.0">
          <Label labelFor="issue-types">{say('settings.issueTypes')}</Label>
          <Select
            id="issue-types"
            isMulti
            options={options}
            defaultValue={options.filter(({ value }) => issueTypes.includes(value))}
            placeholder={say('settings.issueTypes.all')}
            onChange={(chosen: readonly Choice[] | null) =>
              setChanges({ ...changes, issueTypes: (chosen ?? []).map(({ value }) => value) })
            }
          />
          <HelperMessage>{say('settings.issueTypes.explanation')}</HelperMessage>
        </Stack>
        <ToggleField
          id="final-runs-first"
          label={say('settings.finalRunsFirst')}
          explanation={say('settings.finalRunsFirst.explanation')}
          on={changes.finalRunsFirst ?? policy.finalRunsFirst}
          onChange={(finalRunsFirst) => setChanges({ ...changes, finalRunsFirst })}
        />
        <ToggleField
          id="ignore-skipped"
          label={say('settings.ignoreSkipped')}
          explanation={say('settings.ignoreSkipped.explanation')}
          on={changes.ignoreSkipped ?? policy.skipped === 'ignore'}
          onChange={(ignoreSkipped) => setChanges({ ...changes, ignoreSkipped })}
        />
        <ProblemNote problem={work.problem} />
        <Inline>
          <LoadingButton
            appearance="primary"
            isLoading={work.running !== null}
            isDisabled={Object.keys(changes).length === 0}
            onClick={save}
          >
            {say('action.save')}
          </LoadingButton>
        </Inline>
      </Stack>
    </Section>
  )
}

function bodyOf({ issueTypes, finalRunsFirst, ignoreSkipped }: Changes): SettingsBody {
  const policy: SettingsBody['policy'] = {
    ...(finalRunsFirst !== undefined && { finalRunsFirst }),
    ...(ignoreSkipped !== undefined && { skipped: ignoreSkipped ? 'ignore' : 'count' }),
  }
  return {
    ...(issueTypes !== undefined && { issueTypes }),
    ...(Object.keys(policy).length > 0 && { policy }),
  }
}
