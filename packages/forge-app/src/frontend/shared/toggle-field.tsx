import { HelperMessage, Inline, Label, Stack, Toggle } from '@forge/react'
import type { ReactNode } from 'react'

export interface ToggleFieldProps {
  readonly id: string
  readonly label: string
  /** What it comes to. */
  readonly explanation: string
  readonly on: boolean
  readonly isDisabled?: boolean
  readonly onChange: (on: boolean) => void
}

export function ToggleField({
  id,
  label,
  explanation,
  on,
  isDisabled = false,
  onChange,
}: ToggleFieldProps): ReactNode {
  return (
    <Stack space="space.0">
      <Inline space="space.100" alignBlock="center">
        <Toggle
          id={id}
          isChecked={on}
          isDisabled={isDisabled}
          onChange={(event) => onChange(event.target.checked === true)}
        />
        <Label labelFor={id}>{label}</Label>
      </Inline>
      <HelperMessage>{explanation}</HelperMessage>
    </Stack>
  )
}
