import {
  Button,
  Lozenge,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  Stack,
  Text,
} from '@forge/react'
import type { ReactNode } from 'react'
import type { MaturityCriterion, MaturityDimension } from '../../answers'
import { useLanguage } from '../shared/language'
import { Table } from '../shared/table'
import { LevelLozenge } from '../shared/verdicts'

export interface CriteriaDialogProps {
  readonly dimension: MaturityDimension
  readonly onClose: () => void
}

const statuses = {
  met: { text: 'criterion.met', look: 'success' },
  unmet: { text: 'criterion.unmet', look: 'removed' },
  partly: { text: 'criterion.partly', look: 'moved' },
  inconclusive: { text: 'criterion.inconclusive', look: 'default' },
  notApplicable: { text: 'criterion.notApplicable', look: 'default' },
} as const satisfies Record<MaturityCriterion['status'], { readonly text: string; readonly look: string }>

/** What a dimension's levels ask for, and what of it holds. */
export function CriteriaDialog({ dimension, onClose }: CriteriaDialogProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Modal onClose={onClose} width="x-large">
      <ModalHeader>
        <ModalTitle>{say('criteria.title', { dimension: dimension.name })}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Table<MaturityCriterion>
          label={say('criteria.title', { dimension: dimension.name })}
          columns={[
            {
              key: 'level',
              title: say('column.level'),
              width: 15,
              content: ({ level }) => <LevelLozenge level={level} />,
            },
            {
              key: 'criterion',
              title: say('column.criterion'),
              content: ({ id, text }) => (
                <Stack space="space.025">
                  <Text>{text}</Text>
                  <Text size="small" color="color.text.subtlest">
                    {id}
                  </Text>
                </Stack>
              ),
            },
            {
              key: 'status',
              title: say('column.status'),
              width: 18,
              content: ({ status }) => (
                <Lozenge appearance={statuses[status].look}>{say(statuses[status].text)}</Lozenge>
              ),
            },
            {
              key: 'evidence',
              title: say('column.evidence'),
              width: 30,
              content: ({ evidence }) => <Text size="small">{evidence ?? say('criteria.noEvidence')}</Text>,
            },
          ]}
          rows={dimension.criteria}
          rowKey={({ id }) => id}
          emptyText={say('criteria.empty')}
        />
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{say('action.close')}</Button>
      </ModalFooter>
    </Modal>
  )
}
