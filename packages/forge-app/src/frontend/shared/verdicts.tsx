import { Lozenge } from '@forge/react'
import type { ReactNode } from 'react'
import type { Level, TestVerdict, Verdict } from '../../answers'
import { nothing } from './formats'
import { type Language, type TextKey, useLanguage } from './language'

/** As lists and bars are read: what is proven, then what is not. */
export const verdictOrder = [
  'OK',
  'NOK',
  'NOTRUN',
  'UNKNOWN',
  'UNCOVERED',
] as const satisfies readonly Verdict[]

export const verdictTexts: Readonly<Record<Verdict, TextKey>> = {
  OK: 'verdict.ok',
  NOK: 'verdict.nok',
  NOTRUN: 'verdict.notRun',
  UNKNOWN: 'verdict.unknown',
  UNCOVERED: 'verdict.uncovered',
}

const looks = {
  OK: 'success',
  NOK: 'removed',
  NOTRUN: 'inprogress',
  UNKNOWN: 'moved',
  UNCOVERED: 'default',
} as const satisfies Record<Verdict, string>

// Charts take colours only as they are; these stand out from light and from dark.
const colours: Readonly<Record<Verdict, string>> = {
  OK: '#22A06B',
  NOK: '#E2483D',
  NOTRUN: '#388BFF',
  UNKNOWN: '#B38600',
  UNCOVERED: '#8590A2',
}

/** The colours of a chart whose legend has the verdicts in the user's language. */
export function verdictColours({ say }: Language): { key: string; value: string }[] {
  return verdictOrder.map((verdict) => ({ key: say(verdictTexts[verdict]), value: colours[verdict] }))
}

export interface VerdictLozengeProps {
  /** Null for a test case that does not count. */
  readonly verdict: Verdict | null
  /** What to write instead of the verdict's name. */
  readonly text?: string
}

export function VerdictLozenge({ verdict, text }: VerdictLozengeProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Lozenge
      appearance={verdict === null ? 'default' : looks[verdict]}
      // Words of the user's own, such as an environment's name, may be long.
      {...(text !== undefined && { maxWidth: '100%' })}
    >
      {text ?? say(verdict === null ? 'verdict.none' : verdictTexts[verdict])}
    </Lozenge>
  )
}

/** An environment's newest result, by its name. */
export function ResultLozenge({
  verdict,
  environment,
}: {
  readonly verdict: TestVerdict
  readonly environment: string
}): ReactNode {
  const { say } = useLanguage()
  return (
    <VerdictLozenge
      verdict={verdict}
      text={say('result.inEnvironment', { environment, verdict: say(verdictTexts[verdict]) })}
    />
  )
}

const levelLooks = {
  1: 'default',
  2: 'moved',
  3: 'inprogress',
  4: 'new',
  5: 'success',
} as const satisfies Record<Level, string>

export const levelTexts: Readonly<Record<Level, TextKey>> = {
  1: 'level.1',
  2: 'level.2',
  3: 'level.3',
  4: 'level.4',
  5: 'level.5',
}

export interface LevelLozengeProps {
  readonly level: Level | null
  /** Where not even the lowest level is reached. */
  readonly belowFoundation?: boolean
}

export function LevelLozenge({ level, belowFoundation = false }: LevelLozengeProps): ReactNode {
  const { say } = useLanguage()
  if (belowFoundation) return <Lozenge appearance="removed">{say('level.below')}</Lozenge>
  if (level === null) return <Lozenge>{nothing}</Lozenge>
  return <Lozenge appearance={levelLooks[level]}>{say(levelTexts[level])}</Lozenge>
}
