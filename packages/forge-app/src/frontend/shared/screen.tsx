import { Button, Inline, Spinner, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import { Empty } from './empty'
import { useLanguage } from './language'
import { OpenProjectSettings } from './open-project-settings'
import type { Problem, ProblemKind } from './problem'
import { ProblemDetails, ProblemNote } from './problem-note'
import { explanationOf } from './problem-texts'
import type { Answered, Ready } from './use-answer'

export interface ScreenProps<Answer> {
  readonly answered: Answered<Answer>
  readonly children: (ready: Ready<Answer>) => ReactNode
}

/** Waits for an answer, shows what becomes of it, and says so if none comes. */
export function Screen<Answer>({ answered, children }: ScreenProps<Answer>): ReactNode {
  const { say } = useLanguage()
  if (answered.state === 'loading') {
    return (
      <Inline space="space.100" alignBlock="center">
        <Spinner size="small" />
        <Text>{say('screen.loading')}</Text>
      </Inline>
    )
  }
  if (answered.state === 'failed') return <Failure problem={answered.problem} onRetry={answered.reload} />
  return (
    <Stack space="space.200">
      {answered.stale !== null && <Stale problem={answered.stale} onRetry={answered.reload} />}
      {children(answered)}
    </Stack>
  )
}

interface FailureProps {
  readonly problem: Problem
  readonly onRetry: () => void
}

/** What is below is from before. It is not drawn anew over this, lest what somebody typed there be lost. */
function Stale({ problem, onRetry }: FailureProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Stack space="space.100" alignInline="start">
      <ProblemNote problem={problem} title={say('problem.title.reload')} />
      <Button onClick={onRetry}>{say('action.retry')}</Button>
    </Stack>
  )
}

const headers = {
  unreachable: 'problem.unreachable.header',
  notConnected: 'problem.notConnected.header',
  noPermission: 'problem.permission.header',
  failed: 'problem.failed.header',
} as const satisfies Record<ProblemKind, string>

function Failure({ problem, onRetry }: FailureProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Stack space="space.100" alignInline="center">
      <Empty header={say(headers[problem.kind])} description={say(explanationOf(problem))}>
        {problem.kind === 'notConnected' && <OpenProjectSettings />}
        <Button onClick={onRetry}>{say('action.retry')}</Button>
      </Empty>
      <ProblemDetails problem={problem} align="center" />
    </Stack>
  )
}
