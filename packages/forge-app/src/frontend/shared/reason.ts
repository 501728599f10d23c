import type { VerdictReason } from '../../answers'
import type { Language } from './language'

/** Why a ticket has its verdict, as a sentence. */
export function reasonSentence(language: Language, reason: VerdictReason): string {
  const { say, count, number } = language
  switch (reason.rule) {
    case 'unlinked':
      return say('reason.unlinked')
    case 'uncounted':
      return count('reason.uncounted', reason.linked)
    case 'passed':
      return count(reason.ignoring ? 'reason.passedIgnoring' : 'reason.passed', reason.testCases)
    case 'unrun':
      return count('reason.unrun', reason.testCases, { missing: number(reason.missing) })
    case 'run':
      return say('reason.run', {
        testCase: reason.testCase,
        status: reason.status,
        where: whereWords(language, reason.environment),
        when: reason.ageDays === null ? '' : say('reason.when', { age: language.daysAgo(reason.ageDays) }),
      })
  }
}

/** Where a run took place, to be put after what it did; nothing for runs that name no environment. */
export function whereWords({ say }: Language, environment: string | null): string {
  return environment === null ? '' : say('reason.where', { environment })
}
