import { view } from '@forge/bridge'
import {
  Button,
  ErrorMessage,
  Form,
  FormFooter,
  Inline,
  Label,
  LoadingButton,
  RadioGroup,
  Select,
  Stack,
  Text,
} from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { GadgetConfiguration, GadgetProjectsAnswer } from '../../answers'
import type { Choice } from '../shared/choice'
import { Empty } from '../shared/empty'
import { useLanguage } from '../shared/language'
import { usePlace } from '../shared/place'
import { refusedByJira } from '../shared/problem'
import { ProblemNote } from '../shared/problem-note'
import { Screen } from '../shared/screen'
import { useAnswer } from '../shared/use-answer'
import { useWork } from '../shared/use-work'
import { configurationIn } from './configuration'

/** Which project a gadget shows, and what of it. */
export function GadgetSetup(): ReactNode {
  const answered = useAnswer<GadgetProjectsAnswer>('/forge/gadget/projects')
  return <Screen answered={answered}>{({ answer }) => <Setup projects={answer.items} />}</Screen>
}

function Setup({ projects }: { readonly projects: GadgetProjectsAnswer['items'] }): ReactNode {
  const { say } = useLanguage()
  const before = configurationIn(usePlace().gadgetConfiguration)
  const work = useWork()
  const [projectId, setProjectId] = useState(before.jiraProjectId)
  const [show, setShow] = useState(before.show)
  const [submitted, setSubmitted] = useState(false)
  const options: Choice[] = projects.map(({ jiraProjectId, key, name }) => ({
    value: jiraProjectId,
    label: say('gadget.project', { key, name }),
  }))
  if (options.length === 0) {
    return (
      <Empty header={say('gadget.noProjects.header')} description={say('gadget.noProjects.description')} />
    )
  }
  const chosen = options.find(({ value }) => value === projectId)
  const submit = async (): Promise<void> => {
    setSubmitted(true)
    if (chosen === undefined) return
    const configuration: GadgetConfiguration = { jiraProjectId: chosen.value, show }
    await work.run('submit', async () => {
      try {
        await view.submit(configuration)
      } catch (error) {
        throw refusedByJira(error)
      }
    })
  }
  return (
    <Form onSubmit={submit}>
      <Stack space="space.200">
        <Stack space="space.0">
          <Label labelFor="gadget-project">{say('gadget.field.project')}</Label>
          <Select
            id="gadget-project"
            options={options}
            defaultValue={chosen}
            isInvalid={submitted && chosen === undefined}
            onChange={(choice: Choice | null) => setProjectId(choice?.value ?? null)}
          />
          {submitted && chosen === undefined && <ErrorMessage>{say('gadget.noProject')}</ErrorMessage>}
        </Stack>
        <Stack space="space.0">
          <Text weight="semibold">{say('gadget.field.show')}</Text>
          <RadioGroup
            name="gadget-show"
            options={[
              { name: 'gadget-show', value: 'coverage', label: say('gadget.show.coverage') },
              { name: 'gadget-show', value: 'maturity', label: say('gadget.show.maturity') },
            ]}
            defaultValue={show}
            onChange={(event) => setShow(event.target.value === 'maturity' ? 'maturity' : 'coverage')}
          />
        </Stack>
        <ProblemNote problem={work.problem} />
      </Stack>
      <FormFooter align="start">
        <Inline space="space.100">
          <LoadingButton appearance="primary" type="submit" isLoading={work.running !== null}>
            {say('action.save')}
          </LoadingButton>
          <Button appearance="subtle" onClick={() => view.close()}>
            {say('action.cancel')}
          </Button>
        </Inline>
      </FormFooter>
    </Form>
  )
}
