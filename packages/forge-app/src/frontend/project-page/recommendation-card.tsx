import { Box, Heading, Inline, LoadingButton, Lozenge, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { RecommendationItem } from '../../answers'
import { type Language, type TextKey, useLanguage } from '../shared/language'
import type { Work } from '../shared/use-work'
import type { Decision } from './use-decisions'

export interface RecommendationCardProps {
  readonly item: RecommendationItem
  readonly work: Work
  /** Of those who may decide. */
  readonly onDecide?: (item: RecommendationItem, decision: Decision) => void
}

const statusTexts: Readonly<Record<string, TextKey>> = {
  active: 'recommendation.active',
  accepted: 'recommendation.accepted',
  dismissed: 'recommendation.dismissed',
}

const priorityTexts: Readonly<Record<string, TextKey>> = {
  critical: 'priority.critical',
  high: 'priority.high',
  medium: 'priority.medium',
  low: 'priority.low',
}

/** One recommendation, with why it is made and what it would take. */
export function RecommendationCard({ item, work, onDecide }: RecommendationCardProps): ReactNode {
  const language = useLanguage()
  const { say } = language
  const { title, description, status, priority } = item
  return (
    <Box
      padding="space.200"
      backgroundColor="elevation.surface.raised"
      xcss={{ borderRadius: 'radius.small', boxShadow: 'elevation.shadow.raised' }}
    >
      <Stack space="space.100">
        <Inline space="space.100" alignBlock="center" shouldWrap>
          <Heading size="xsmall">{title}</Heading>
          <Lozenge appearance={isUrgent(priority) ? 'removed' : 'default'}>
            {wordFor(language, priorityTexts, priority)}
          </Lozenge>
          <Lozenge appearance={status === 'accepted' ? 'success' : 'default'}>
            {wordFor(language, statusTexts, status)}
          </Lozenge>
        </Inline>
        {description !== null && <Text>{description}</Text>}
        <Text size="small" color="color.text.subtle">
          {factsOf(language, item).join(' · ')}
        </Text>
        {onDecide !== undefined && (
          <Inline space="space.100">
            {offered(status).map(({ decision, text }) => {
              const deciding = work.running === `${decision} ${item.id}`
              return (
                <LoadingButton
                  key={decision}
                  spacing="compact"
                  isLoading={deciding}
                  isDisabled={work.running !== null && !deciding}
                  onClick={() => onDecide(item, decision)}
                >
                  {say(text)}
                </LoadingButton>
              )
            })}
          </Inline>
        )}
      </Stack>
    </Box>
  )
}

function isUrgent(priority: string): boolean {
  return priority === 'critical' || priority === 'high'
}

/** Teams have words of their own; those are shown as they are. */
function wordFor({ say }: Language, texts: Readonly<Record<string, TextKey>>, word: string): string {
  const text = texts[word]
  return text === undefined ? word : say(text)
}

function offered(status: string): readonly { readonly decision: Decision; readonly text: TextKey }[] {
  const accept = { decision: 'accepted', text: 'action.accept' } as const
  const dismiss = { decision: 'dismissed', text: 'action.dismiss' } as const
  const reopen = { decision: 'active', text: 'action.reopen' } as const
  if (status === 'active') return [accept, dismiss]
  return status === 'accepted' || status === 'dismissed' ? [reopen] : [accept, dismiss, reopen]
}

function factsOf({ say, percent }: Language, item: RecommendationItem): readonly string[] {
  const { dimension, category, effort, impact, confidence } = item
  return [
    ...(dimension === null ? [] : [say('recommendation.dimension', { dimension })]),
    ...(category === null ? [] : [say('recommendation.category', { category })]),
    ...(effort === null ? [] : [say('recommendation.effort', { effort })]),
    ...(impact === null ? [] : [say('recommendation.impact', { impact })]),
    ...(confidence === null
      ? []
      : [say('recommendation.confidence', { confidence: percent(confidence * 100) })]),
  ]
}
