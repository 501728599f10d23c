import { LoadingButton, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { VerdictAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { reasonSentence } from '../shared/reason'
import { Screen } from '../shared/screen'
import { type Ready, useAnswer } from '../shared/use-answer'
import { VerdictLozenge } from '../shared/verdicts'

/** A ticket's verdict in the narrow column beside it; the panel has the rest. */
export function IssueContext(): ReactNode {
  const answered = useAnswer<VerdictAnswer>('/forge/issue/verdict')
  return <Screen answered={answered}>{(ready) => <Verdict ready={ready} />}</Screen>
}

function Verdict({ ready }: { readonly ready: Ready<VerdictAnswer> }): ReactNode {
  const language = useLanguage()
  const { say, count, moment } = language
  const { verdict, reason, testCases, failing, lastResultAt, key } = ready.answer
  return (
    <Stack space="space.100" alignInline="start">
      {verdict === null ? (
        <Text>{say('context.unread', { key })}</Text>
      ) : (
        <Stack space="space.050" alignInline="start">
          <VerdictLozenge verdict={verdict} />
          {reason !== null && <Text>{reasonSentence(language, reason)}</Text>}
          <Text>{count('context.testCases', testCases)}</Text>
          {failing > 0 && <Text color="color.text.danger">{count('context.failing', failing)}</Text>}
          {lastResultAt !== null && (
            <Text size="small" color="color.text.subtlest">
              {say('context.lastResult', { moment: moment(lastResultAt) })}
            </Text>
          )}
        </Stack>
      )}
      <LoadingButton appearance="subtle" spacing="compact" isLoading={ready.reloading} onClick={ready.reload}>
        {say('action.reload')}
      </LoadingButton>
    </Stack>
  )
}
