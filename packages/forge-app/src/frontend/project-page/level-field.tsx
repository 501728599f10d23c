import { Label, Select, Stack } from '@forge/react'
import type { ReactNode } from 'react'
import type { Level } from '../../answers'
import { useLanguage } from '../shared/language'
import { levelTexts } from '../shared/verdicts'

const levels = [1, 2, 3, 4, 5] as const satisfies readonly Level[]

interface LevelChoice {
  readonly label: string
  readonly value: Level
}

export interface LevelFieldProps {
  readonly id: string
  readonly label: string
  /** What is known so far. */
  readonly before: Level | null
  /** Null where the user clears it. */
  readonly onChange: (level: Level | null) => void
}

export function LevelField({ id, label, before, onChange }: LevelFieldProps): ReactNode {
  const { say } = useLanguage()
  const options: LevelChoice[] = levels.map((value) => ({ value, label: say(levelTexts[value]) }))
  return (
    <Stack space="space.0">
      <Label labelFor={id}>{label}</Label>
      <Select
        id={id}
        isClearable
        options={options}
        defaultValue={options.find(({ value }) => value === before)}
        placeholder={say('level.choose')}
        onChange={(choice: LevelChoice | null) => onChange(choice?.value ?? null)}
      />
    </Stack>
  )
}
