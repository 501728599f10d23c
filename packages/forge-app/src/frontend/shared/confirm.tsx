import {
  Button,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  Stack,
  Text,
} from '@forge/react'
import type { ReactNode } from 'react'
import { useLanguage } from './language'
import { ProblemNote } from './problem-note'
import type { Work } from './use-work'

export interface ConfirmProps {
  readonly title: string
  /** What will happen, and what will not. */
  readonly explanation: string
  /** The button that does it, named after what it does. */
  readonly action: string
  readonly dangerous?: boolean
  readonly work: Work
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something is done. Stays open while it is, and if it fails. */
export function Confirm({
  title,
  explanation,
  action,
  dangerous = false,
  work,
  onConfirm,
  onClose,
}: ConfirmProps): ReactNode {
  const { say } = useLanguage()
  const running = work.running !== null
  return (
    <Modal onClose={onClose} width="small">
      <ModalHeader>
        <ModalTitle {...(dangerous && { appearance: 'danger' })}>{title}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Stack space="space.200">
          <Text>{explanation}</Text>
          <ProblemNote problem={work.problem} />
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" autoFocus={dangerous} isDisabled={running} onClick={onClose}>
          {say('action.cancel')}
        </Button>
        <LoadingButton
          appearance={dangerous ? 'danger' : 'primary'}
          isLoading={running}
          autoFocus={!dangerous}
          onClick={onConfirm}
        >
          {action}
        </LoadingButton>
      </ModalFooter>
    </Modal>
  )
}
