import {
  Button,
  ErrorMessage,
  Form,
  Label,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  RequiredAsterisk,
  Select,
  Stack,
  TextArea,
  Textfield,
} from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { NewTestCaseBody } from '../../answers'
import type { Choice } from '../shared/choice'
import { type Language, useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { type Step, Steps, stepsProblem, writtenSteps } from './steps'
import type { PanelActions } from './use-panel-actions'

export interface CreateDialogProps {
  readonly actions: PanelActions
  readonly onClose: () => void
}

/** Writes a new test case, which is linked at once. */
export function CreateDialog({ actions: { work, create }, onClose }: CreateDialogProps): ReactNode {
  const language = useLanguage()
  const { say } = language
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [priority, setPriority] = useState('medium')
  const [steps, setSteps] = useState<readonly Step[]>([])
  const [submitted, setSubmitted] = useState(false)
  const priorities = priorityChoices(language)
  const untitled = title.trim() === ''

  const submit = async (): Promise<void> => {
    setSubmitted(true)
    if (untitled || stepsProblem(steps)) return
    if (await create(bodyOf(title, description, priority, steps))) onClose()
  }
  return (
    <Modal onClose={onClose} width="large">
      <Form onSubmit={submit}>
        <ModalHeader>
          <ModalTitle>{say('create.title')}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.150">
            <Stack space="space.0">
              <Label labelFor="create-title">
                {say('create.field.title')}
                <RequiredAsterisk />
              </Label>
              <Textfield
                id="create-title"
                autoFocus
                maxLength={500}
                isInvalid={submitted && untitled}
                onChange={(event) => setTitle(event.target.value)}
              />
              {submitted && untitled && <ErrorMessage>{say('create.untitled')}</ErrorMessage>}
            </Stack>
            <Stack space="space.0">
              <Label labelFor="create-description">{say('create.field.description')}</Label>
              <TextArea
                id="create-description"
                minimumRows={3}
                onChange={(event) => setDescription(event.target.value)}
              />
            </Stack>
            <Stack space="space.0">
              <Label labelFor="create-priority">{say('create.field.priority')}</Label>
              <Select
                id="create-priority"
                options={priorities}
                defaultValue={priorities.find(({ value }) => value === priority)}
                onChange={(choice: Choice | null) => setPriority(choice?.value ?? 'medium')}
              />
            </Stack>
            <Steps steps={steps} onChange={setSteps} showProblems={submitted} />
            <ProblemNote problem={work.problem} />
          </Stack>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" isDisabled={work.running !== null} onClick={onClose}>
            {say('action.cancel')}
          </Button>
          <LoadingButton appearance="primary" type="submit" isLoading={work.running === 'create'}>
            {say('create.action')}
          </LoadingButton>
        </ModalFooter>
      </Form>
    </Modal>
  )
}

function priorityChoices({ say }: Language): Choice[] {
  return [
    { value: 'critical', label: say('priority.critical') },
    { value: 'high', label: say('priority.high') },
    { value: 'medium', label: say('priority.medium') },
    { value: 'low', label: say('priority.low') },
  ]
}

function bodyOf(
  title: string,
  description: string,
  priority: string,
  steps: readonly Step[],
): NewTestCaseBody {
  const written = writtenSteps(steps)
  return {
    title: title.trim(),
    ...(description.trim() !== '' && { description: description.trim() }),
    priority,
    ...(written.length > 0 && { steps: written }),
  }
}
