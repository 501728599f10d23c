import {
  Button,
  Inline,
  Label,
  LoadingButton,
  Lozenge,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  Spinner,
  Stack,
  Text,
  Textfield,
} from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { PanelAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { Table } from '../shared/table'
import { TestCaseTitle } from './test-case-title'
import { type Candidate, type Candidates, useCandidates } from './use-candidates'
import type { PanelActions } from './use-panel-actions'

export interface LinkDialogProps {
  readonly answer: PanelAnswer
  readonly actions: PanelActions
  readonly onClose: () => void
}

/** Finds test cases and links them; stays open, since one is seldom all. */
export function LinkDialog({ answer, actions, onClose }: LinkDialogProps): ReactNode {
  const { say } = useLanguage()
  const [text, setText] = useState('')
  const candidates = useCandidates(text)
  return (
    <Modal onClose={onClose} width="large">
      <ModalHeader>
        <ModalTitle>{say('link.title', { key: answer.key })}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Stack space="space.150">
          <Stack space="space.0">
            <Label labelFor="link-search">{say('link.search')}</Label>
            <Textfield
              id="link-search"
              autoFocus
              placeholder={say('link.placeholder')}
              onChange={(event) => setText(event.target.value)}
            />
          </Stack>
          <ProblemNote problem={actions.work.problem} />
          <ProblemNote problem={candidates.problem} title={say('link.searchFailed')} />
          <Results candidates={candidates} answer={answer} actions={actions} />
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{say('action.close')}</Button>
      </ModalFooter>
    </Modal>
  )
}

interface ResultsProps {
  readonly candidates: Candidates
  readonly answer: PanelAnswer
  readonly actions: PanelActions
}

function Results({ candidates: { items, searching }, answer, actions }: ResultsProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Stack space="space.100">
      {searching && (
        <Inline space="space.100" alignBlock="center">
          <Spinner size="small" />
          <Text>{say('link.searching')}</Text>
        </Inline>
      )}
      {items !== null && items.length === 0 && !searching && <Text>{say('link.nothingFound')}</Text>}
      {items !== null && items.length > 0 && (
        <Table
          label={say('link.results')}
          columns={[
            {
              key: 'title',
              title: say('column.testCase'),
              content: ({ title, externalId }) => <TestCaseTitle title={title} externalId={externalId} />,
            },
            {
              key: 'link',
              title: say('column.actions'),
              width: 25,
              content: (candidate) => (
                <LinkCandidate candidate={candidate} linked={isLinked(candidate, answer)} actions={actions} />
              ),
            },
          ]}
          rows={items}
          rowKey={({ id }) => String(id)}
        />
      )}
    </Stack>
  )
}

/** The panel knows what was linked and unlinked since the search, unless it does not show every test case. */
function isLinked(
  { id, linked }: Candidate,
  { testCases, testCasesTotal, pendingLinks }: PanelAnswer,
): boolean {
  const inPanel =
    testCases.some((testCase) => testCase.id === id) ||
    pendingLinks.some(({ testCaseId }) => testCaseId === id)
  return inPanel || (linked && testCasesTotal > testCases.length)
}

function LinkCandidate({
  candidate,
  linked,
  actions: { work, link },
}: {
  readonly candidate: Candidate
  readonly linked: boolean
  readonly actions: PanelActions
}): ReactNode {
  const { say } = useLanguage()
  if (linked) return <Lozenge appearance="success">{say('link.linked')}</Lozenge>
  const linking = work.running === `link ${candidate.id}`
  return (
    <LoadingButton
      spacing="compact"
      isLoading={linking}
      isDisabled={work.running !== null && !linking}
      onClick={() => link(candidate)}
    >
      {say('action.linkThis')}
    </LoadingButton>
  )
}
