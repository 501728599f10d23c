import { ModalTransition, Stack } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { PanelAnswer } from '../../answers'
import { Confirm } from '../shared/confirm'
import { useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { Screen } from '../shared/screen'
import { type Ready, useAnswer } from '../shared/use-answer'
import { CreateDialog } from './create-dialog'
import { Gaps } from './gaps'
import { LinkDialog } from './link-dialog'
import { PanelButtons } from './panel-buttons'
import { PendingLinks } from './pending-links'
import { Summary } from './summary'
import { TestCases } from './test-cases'
import { type TestCaseName, usePanelActions } from './use-panel-actions'

/** The tests of a ticket: what covers it, how that went, what is missing, and what can be done about it. */
export function IssuePanel(): ReactNode {
  const answered = useAnswer<PanelAnswer>('/forge/issue')
  return <Screen answered={answered}>{(ready) => <Panel ready={ready} />}</Screen>
}

/** What is open over the panel. */
type Dialog = 'link' | 'create' | { readonly unlink: TestCaseName } | null

function Panel({ ready }: { readonly ready: Ready<PanelAnswer> }): ReactNode {
  const { say } = useLanguage()
  const { answer, replace } = ready
  const actions = usePanelActions(answer, replace)
  const [dialog, setDialog] = useState<Dialog>(null)
  const open = (next: Dialog): void => {
    actions.work.clear()
    setDialog(next)
  }
  const close = (): void => open(null)
  const mayWrite = answer.access !== 'read'
  return (
    <Stack space="space.200">
      <Summary ready={ready} />
      {mayWrite && (
        <PanelButtons
          answer={answer}
          actions={actions}
          onLink={() => open('link')}
          onCreate={() => open('create')}
        />
      )}
      {dialog === null && <ProblemNote problem={actions.work.problem} />}
      <Gaps gaps={answer.gaps} />
      <TestCases
        answer={answer}
        {...(mayWrite && { actions, onUnlink: (testCase: TestCaseName) => open({ unlink: testCase }) })}
      />
      <PendingLinks links={answer.pendingLinks} />
      <ModalTransition>
        {dialog === 'link' && <LinkDialog answer={answer} actions={actions} onClose={close} />}
        {dialog === 'create' && <CreateDialog actions={actions} onClose={close} />}
        {dialog !== null && typeof dialog === 'object' && (
          <Confirm
            title={say('unlink.title')}
            explanation={say('unlink.explanation', { testCase: dialog.unlink.title, key: answer.key })}
            action={say('unlink.action')}
            dangerous
            work={actions.work}
            onConfirm={async () => {
              if (await actions.unlink(dialog.unlink)) close()
            }}
            onClose={close}
          />
        )}
      </ModalTransition>
    </Stack>
  )
}
