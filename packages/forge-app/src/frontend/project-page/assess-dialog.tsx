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
  Select,
  Stack,
  TextArea,
} from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { AssessBody, Level, MaturityAnswer } from '../../answers'
import { ask } from '../shared/ask'
import type { Choice } from '../shared/choice'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { useWork } from '../shared/use-work'
import { LevelField } from './level-field'

export interface AssessDialogProps {
  readonly answer: MaturityAnswer
  readonly replace: (answer: MaturityAnswer) => void
  /** Null where the user is still to choose. */
  readonly dimension: string | null
  readonly onClose: () => void
}

/** What a person finds of a dimension, and where it should get to. */
export function AssessDialog({ answer, replace, dimension: given, onClose }: AssessDialogProps): ReactNode {
  const { say } = useLanguage()
  const work = useWork()
  const [dimension, setDimension] = useState(given)
  // Untouched levels are not sent: they stay what they are.
  const [level, setLevel] = useState<Level | null | undefined>(undefined)
  const [target, setTarget] = useState<Level | null | undefined>(undefined)
  const [evidence, setEvidence] = useState('')
  const [submitted, setSubmitted] = useState(false)
  const known = answer.dimensions.find(({ name }) => name === dimension)
  const options: Choice[] = answer.dimensions.map(({ name }) => ({ value: name, label: name }))

  const submit = async (): Promise<void> => {
    setSubmitted(true)
    if (dimension === null) return
    const body: AssessBody = {
      dimension,
      ...(level !== undefined && { currentLevel: level }),
      ...(target !== undefined && { targetLevel: target }),
      ...(evidence.trim() !== '' && { evidence: evidence.trim() }),
    }
    const done = await work.run('assess', async () => {
      replace(await ask<MaturityAnswer>('POST', '/forge/project/assessments', body))
      announce(say('flag.assessed', { dimension }))
    })
    if (done) onClose()
  }
  return (
    <Modal onClose={onClose} width="medium">
      <Form onSubmit={submit}>
        <ModalHeader>
          <ModalTitle>{say('assess.title')}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.150">
            <Stack space="space.0">
              <Label labelFor="assess-dimension">{say('column.dimension')}</Label>
              <Select
                id="assess-dimension"
                options={options}
                defaultValue={options.find(({ value }) => value === given)}
                isInvalid={submitted && dimension === null}
                onChange={(choice: Choice | null) => setDimension(choice?.value ?? null)}
              />
              {submitted && dimension === null && <ErrorMessage>{say('assess.noDimension')}</ErrorMessage>}
            </Stack>
            <LevelField
              key={`level of ${dimension}`}
              id="assess-level"
              label={say('assess.level')}
              before={known?.assessed ?? null}
              onChange={setLevel}
            />
            <LevelField
              key={`target of ${dimension}`}
              id="assess-target"
              label={say('column.target')}
              before={known?.target ?? null}
              onChange={setTarget}
            />
            <Stack space="space.0">
              <Label labelFor="assess-evidence">{say('column.evidence')}</Label>
              <TextArea
                id="assess-evidence"
                minimumRows={3}
                placeholder={say('assess.evidence.placeholder')}
                onChange={(event) => setEvidence(event.target.value)}
              />
            </Stack>
            <ProblemNote problem={work.problem} />
          </Stack>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" isDisabled={work.running !== null} onClick={onClose}>
            {say('action.cancel')}
          </Button>
          <LoadingButton appearance="primary" type="submit" isLoading={work.running !== null}>
            {say('action.save')}
          </LoadingButton>
        </ModalFooter>
      </Form>
    </Modal>
  )
}
