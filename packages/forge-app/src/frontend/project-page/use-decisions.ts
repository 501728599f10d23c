import type { DecideBody, RecommendationItem, RecommendationsAnswer } from '../../answers'
import { ask } from '../shared/ask'
import { announce } from '../shared/flags'
import { type TextKey, useLanguage } from '../shared/language'
import type { Ready } from '../shared/use-answer'
import { useWork, type Work } from '../shared/use-work'

export type Decision = DecideBody['status']

export interface Decisions {
  readonly work: Work
  readonly decide: (item: RecommendationItem, decision: Decision) => void
}

const flags = {
  accepted: 'flag.accepted',
  dismissed: 'flag.dismissed',
  active: 'flag.reopened',
} as const satisfies Record<Decision, TextKey>

/** Decides about recommendations; each decision can be taken back from its flag. */
export function useDecisions(update: Ready<RecommendationsAnswer>['update']): Decisions {
  const work = useWork()
  const { say } = useLanguage()

  const write = async (id: number, status: Decision): Promise<void> => {
    const body: DecideBody = { status }
    const decided = await ask<RecommendationItem>('POST', `/forge/project/recommendations/${id}`, body)
    update((answer) => ({
      ...answer,
      items: answer.items.map((item) => (item.id === decided.id ? decided : item)),
    }))
  }
  const wayBack = (id: number, before: Decision) => ({
    text: say('action.undo'),
    onClick: () => {
      void work.run(`${before} ${id}`, async () => {
        await write(id, before)
        announce(say('flag.undone'))
      })
    },
  })
  return {
    work,
    decide: ({ id, title, status }, decision) => {
      void work.run(`${decision} ${id}`, async () => {
        await write(id, decision)
        // A word of the team's own cannot be written from here, so that there is no way back to it.
        announce(say(flags[decision], { title }), isDecision(status) ? wayBack(id, status) : undefined)
      })
    },
  }
}

function isDecision(status: string): status is Decision {
  return Object.hasOwn(flags, status)
}
