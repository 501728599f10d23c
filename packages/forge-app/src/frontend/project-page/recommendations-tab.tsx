import { Inline, Label, LoadingButton, Select, Stack } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { RecommendationsAnswer } from '../../answers'
import { ask, withQuery } from '../shared/ask'
import type { Choice } from '../shared/choice'
import { Empty } from '../shared/empty'
import { type TextKey, useLanguage } from '../shared/language'
import { ProblemNote } from '../shared/problem-note'
import { Screen } from '../shared/screen'
import { type Ready, useAnswer } from '../shared/use-answer'
import { useWork } from '../shared/use-work'
import { RecommendationCard } from './recommendation-card'
import { useDecisions } from './use-decisions'

type Filter = 'active' | 'accepted' | 'dismissed' | 'all'

const filters = {
  active: 'recommendations.active',
  accepted: 'recommendations.accepted',
  dismissed: 'recommendations.dismissed',
  all: 'recommendations.all',
} as const satisfies Record<Filter, TextKey>

const path = '/forge/project/recommendations'

/** What to do next, to be accepted or dismissed. */
export function RecommendationsTab(): ReactNode {
  const { say } = useLanguage()
  const [filter, setFilter] = useState<Filter>('active')
  const query = withQuery(path, { status: filter === 'all' ? null : filter })
  const answered = useAnswer<RecommendationsAnswer>(query)
  const options = (Object.keys(filters) as readonly Filter[]).map(
    (value): Choice<Filter> => ({ value, label: say(filters[value]) }),
  )
  return (
    <Stack space="space.200">
      <Inline space="space.100" alignBlock="center">
        <Label labelFor="recommendations-filter">{say('recommendations.show')}</Label>
        <Select
          id="recommendations-filter"
          options={options}
          defaultValue={options.find(({ value }) => value === filter)}
          onChange={(choice: Choice<Filter> | null) => choice !== null && setFilter(choice.value)}
        />
      </Inline>
      <Screen answered={answered}>
        {(ready) => <Recommendations key={query} ready={ready} filter={filter} />}
      </Screen>
    </Stack>
  )
}

interface RecommendationsProps {
  readonly ready: Ready<RecommendationsAnswer>
  readonly filter: Filter
}

function Recommendations({ ready, filter }: RecommendationsProps): ReactNode {
  const { say } = useLanguage()
  const { answer, update } = ready
  const more = useWork()
  const { work, decide } = useDecisions(update)
  if (answer.items.length === 0) {
    return (
      <Empty
        header={say('recommendations.empty.header')}
        description={say(filter === 'active' ? 'recommendations.empty.active' : 'recommendations.empty.rest')}
      />
    )
  }
  const loadMore = async (): Promise<void> => {
    const next = await ask<RecommendationsAnswer>(
      'GET',
      withQuery(path, { status: filter === 'all' ? null : filter, cursor: answer.nextCursor }),
    )
    update(({ items }) => {
      const known = new Set(items.map(({ id }) => id))
      return { ...next, items: [...items, ...next.items.filter(({ id }) => !known.has(id))] }
    })
  }
  return (
    <Stack space="space.200">
      <ProblemNote problem={work.problem} />
      {answer.items.map((item) => (
        <RecommendationCard
          key={item.id}
          item={item}
          work={work}
          {...(answer.access !== 'read' && { onDecide: decide })}
        />
      ))}
      <ProblemNote problem={more.problem} title={say('problem.title.reload')} />
      {answer.nextCursor !== null && (
        <Inline>
          <LoadingButton isLoading={more.running !== null} onClick={() => more.run('more', loadMore)}>
            {say('action.loadMore')}
          </LoadingButton>
        </Inline>
      )}
    </Stack>
  )
}
