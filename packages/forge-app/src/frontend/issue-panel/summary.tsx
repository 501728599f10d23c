import { Inline, LoadingButton, SectionMessage, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { PanelAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { reasonSentence } from '../shared/reason'
import type { Ready } from '../shared/use-answer'
import { VerdictLozenge } from '../shared/verdicts'

/** The verdict and why, or that the ticket is still to be read. */
export function Summary({ ready }: { readonly ready: Ready<PanelAnswer> }): ReactNode {
  const language = useLanguage()
  const { say, moment } = language
  const { ticket, lastResultAt, key } = ready.answer
  if (ticket === null) return <Unread ready={ready} />
  const { verdict, reason, rollup, readAt } = ticket
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <VerdictLozenge verdict={verdict} />
        <Text>{reasonSentence(language, reason)}</Text>
      </Inline>
      {rollup !== null && <Rollup issueKey={key} rollup={rollup} />}
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text size="small" color="color.text.subtlest">
          {lastResultAt === null
            ? say('panel.noResults', { readAt: moment(readAt) })
            : say('panel.dataFrom', { lastResultAt: moment(lastResultAt), readAt: moment(readAt) })}
        </Text>
        <LoadingButton
          appearance="subtle"
          spacing="compact"
          isLoading={ready.reloading}
          onClick={ready.reload}
        >
          {say('action.reload')}
        </LoadingButton>
      </Inline>
    </Stack>
  )
}

interface RollupProps {
  readonly issueKey: string
  readonly rollup: NonNullable<NonNullable<PanelAnswer['ticket']>['rollup']>
}

/** How the ticket stands together with what is below it, whose tests the panel does not list. */
function Rollup({ issueKey, rollup: { verdict, children, covered } }: RollupProps): ReactNode {
  const { say, count, number } = useLanguage()
  const sentence = count('panel.rollup', children, { key: issueKey, covered: number(covered) })
  return (
    <Inline space="space.100" alignBlock="center" shouldWrap>
      <VerdictLozenge verdict={verdict} />
      <Text>{verdict in why ? `${sentence} ${say(why[verdict as keyof typeof why])}` : sentence}</Text>
    </Inline>
  )
}

const why = {
  OK: 'panel.rollupVerdict.OK',
  NOK: 'panel.rollupVerdict.NOK',
  NOTRUN: 'panel.rollupVerdict.NOTRUN',
  UNKNOWN: 'panel.rollupVerdict.UNKNOWN',
} as const

function Unread({ ready }: { readonly ready: Ready<PanelAnswer> }): ReactNode {
  const { say } = useLanguage()
  return (
    <SectionMessage appearance="information" title={say('panel.unread.title', { key: ready.answer.key })}>
      <Stack space="space.100" alignInline="start">
        <Text>{say('panel.unread.explanation')}</Text>
        <LoadingButton isLoading={ready.reloading} onClick={ready.reload}>
          {say('action.reload')}
        </LoadingButton>
      </Stack>
    </SectionMessage>
  )
}
