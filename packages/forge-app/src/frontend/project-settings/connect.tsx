import {
  ErrorMessage,
  Form,
  HelperMessage,
  Inline,
  Label,
  LoadingButton,
  RadioGroup,
  SectionMessage,
  Stack,
  Text,
  Textfield,
} from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { ConnectBody, SettingsAnswer } from '../../answers'
import { ask } from '../shared/ask'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { useWork } from '../shared/use-work'

type Way = 'create' | 'code'

export interface ConnectProps extends Pick<SettingsAnswer, 'jiraProject'> {
  readonly replace: (answer: SettingsAnswer) => void
}

/** Connects the Jira project: to a new project of the server, or by a code to one that is there. */
export function Connect({ jiraProject, replace }: ConnectProps): ReactNode {
  const { say } = useLanguage()
  const work = useWork()
  const [way, setWay] = useState<Way>('create')
  const [name, setName] = useState(jiraProject.key)
  const [code, setCode] = useState('')
  const [submitted, setSubmitted] = useState(false)
  const given = (way === 'create' ? name : code).trim()
  const missing = submitted && given === ''

  const submit = async (): Promise<void> => {
    setSubmitted(true)
    if (given === '') return
    const body: ConnectBody = way === 'create' ? { name: given } : { code: given }
    await work.run('connect', async () => {
      replace(await ask<SettingsAnswer>('POST', '/forge/project/connection', body))
      announce(say('flag.connected', { key: jiraProject.key }))
    })
  }
  return (
    <Form onSubmit={submit}>
      <Stack space="space.200">
        <SectionMessage title={say('connect.title', { key: jiraProject.key })}>
          <Text>{say('connect.explanation')}</Text>
        </SectionMessage>
        <RadioGroup
          name="connect-way"
          options={[
            { name: 'connect-way', value: 'create', label: say('connect.create') },
            { name: 'connect-way', value: 'code', label: say('connect.code') },
          ]}
          defaultValue={way}
          onChange={(event) => setWay(event.target.value === 'code' ? 'code' : 'create')}
        />
        {way === 'create' ? (
          <Stack space="space.0">
            <Label labelFor="connect-name">{say('connect.field.name')}</Label>
            <Textfield
              key="name"
              id="connect-name"
              defaultValue={name}
              isInvalid={missing}
              onChange={(event) => setName(event.target.value)}
            />
            {missing && <ErrorMessage>{say('connect.noName')}</ErrorMessage>}
          </Stack>
        ) : (
          <Stack space="space.0">
            <Label labelFor="connect-code">{say('connect.field.code')}</Label>
            <Textfield
              key="code"
              id="connect-code"
              defaultValue={code}
              isInvalid={missing}
              onChange={(event) => setCode(event.target.value)}
            />
            <HelperMessage>{say('connect.code.explanation')}</HelperMessage>
            {missing && <ErrorMessage>{say('connect.noCode')}</ErrorMessage>}
          </Stack>
        )}
        <ProblemNote problem={work.problem} />
        <Inline>
          <LoadingButton appearance="primary" type="submit" isLoading={work.running !== null}>
            {say('action.connect')}
          </LoadingButton>
        </Inline>
      </Stack>
    </Form>
  )
}
