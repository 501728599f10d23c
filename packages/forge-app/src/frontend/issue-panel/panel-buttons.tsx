import { Button, Inline, LoadingButton } from '@forge/react'
import type { ReactNode } from 'react'
import type { PanelAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import type { PanelActions } from './use-panel-actions'

export interface PanelButtonsProps {
  readonly answer: PanelAnswer
  readonly actions: PanelActions
  readonly onLink: () => void
  readonly onCreate: () => void
}

/** What can be done to the ticket as a whole, by those who may. */
export function PanelButtons({ answer, actions, onLink, onCreate }: PanelButtonsProps): ReactNode {
  const { say, count } = useLanguage()
  const { work, approve, propose } = actions
  const busy = work.running !== null
  const unapproved = answer.testCases.filter(({ notCounted }) => notCounted === 'unapproved')
  return (
    <Inline space="space.100" rowSpace="space.100" shouldWrap>
      <Button appearance="primary" isDisabled={busy} onClick={onLink}>
        {say('action.link')}
      </Button>
      <Button isDisabled={busy} onClick={onCreate}>
        {say('action.create')}
      </Button>
      {answer.ai && answer.ticket !== null && (
        <LoadingButton
          isLoading={work.running === 'propose'}
          isDisabled={busy && work.running !== 'propose'}
          onClick={() => propose()}
        >
          {say('action.propose')}
        </LoadingButton>
      )}
      {unapproved.length > 1 && (
        <LoadingButton
          isLoading={work.running === 'approve all'}
          isDisabled={busy && work.running !== 'approve all'}
          onClick={() => approve(unapproved.map(({ id }) => id))}
        >
          {count('action.approveAll', unapproved.length)}
        </LoadingButton>
      )}
    </Inline>
  )
}
