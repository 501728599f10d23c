import { SectionMessage, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import { useLanguage } from './language'
import type { Problem } from './problem'
import { explanationOf } from './problem-texts'

export interface ProblemNoteProps {
  readonly problem: Problem | null
  /** What did not succeed; by default that something was not done. */
  readonly title?: string
}

/** What went wrong, where it was tried. Nothing without a problem. */
export function ProblemNote({ problem, title }: ProblemNoteProps): ReactNode {
  const { say } = useLanguage()
  if (problem === null) return null
  return (
    <SectionMessage appearance="error" title={title ?? say('problem.title.action')}>
      <Stack space="space.050">
        <Text>{say(explanationOf(problem))}</Text>
        <ProblemDetails problem={problem} />
      </Stack>
    </SectionMessage>
  )
}

export interface ProblemDetailsProps {
  readonly problem: Problem
  readonly align?: 'start' | 'center'
}

/** What helps those who look after the server. */
export function ProblemDetails({ problem, align = 'start' }: ProblemDetailsProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Stack space="space.0">
      <Text size="small" color="color.text.subtlest" align={align}>
        {say('problem.detail', { detail: problem.detail })}
      </Text>
      {problem.requestId !== undefined && (
        <Text size="small" color="color.text.subtlest" align={align}>
          {say('problem.request', { id: problem.requestId })}
        </Text>
      )}
    </Stack>
  )
}
