import { Box, Button, ErrorMessage, Inline, Label, Stack, Textfield } from '@forge/react'
import type { ReactNode } from 'react'
import type { NewTestCaseBody } from '../../answers'
import { useLanguage } from '../shared/language'

export interface Step {
  /** Keeps a field with its step when another is removed. */
  readonly id: number
  readonly action: string
  readonly expected: string
}

/** Whether a step says what to expect and not what to do. */
export function stepsProblem(steps: readonly Step[]): boolean {
  return steps.some(isActionMissing)
}

function isActionMissing({ action, expected }: Step): boolean {
  return action.trim() === '' && expected.trim() !== ''
}

/** Those in which something was written. */
export function writtenSteps(steps: readonly Step[]): NonNullable<NewTestCaseBody['steps']> {
  return steps
    .filter(({ action }) => action.trim() !== '')
    .map(({ action, expected }) => ({
      action: action.trim(),
      ...(expected.trim() !== '' && { expected: expected.trim() }),
    }))
}

export interface StepsProps {
  readonly steps: readonly Step[]
  readonly onChange: (steps: readonly Step[]) => void
  readonly showProblems: boolean
}

/** The steps of a test case, as many as somebody adds. */
export function Steps({ steps, onChange, showProblems }: StepsProps): ReactNode {
  const { say, number } = useLanguage()
  const change = (id: number, part: Partial<Step>): void =>
    onChange(steps.map((step) => (step.id === id ? { ...step, ...part } : step)))
  const add = (): void => {
    const id = Math.max(0, ...steps.map((step) => step.id)) + 1
    onChange([...steps, { id, action: '', expected: '' }])
  }
  return (
    <Stack space="space.100">
      {steps.map((step, index) => (
        <Stack key={step.id} space="space.050">
          <Stack space="space.100">
            <Box>
              <Label labelFor={`step-${step.id}-action`}>
                {say('create.step.action', { number: number(index + 1) })}
              </Label>
              <Textfield
                id={`step-${step.id}-action`}
                isInvalid={showProblems && isActionMissing(step)}
                onChange={(event) => change(step.id, { action: event.target.value })}
              />
            </Box>
            <Box>
              <Label labelFor={`step-${step.id}-expected`}>
                {say('create.step.expected', { number: number(index + 1) })}
              </Label>
              <Textfield
                id={`step-${step.id}-expected`}
                onChange={(event) => change(step.id, { expected: event.target.value })}
              />
            </Box>
            <Inline>
              <Button
                appearance="subtle"
                spacing="compact"
                onClick={() => onChange(steps.filter(({ id }) => id !== step.id))}
              >
                {say('create.step.remove', { number: number(index + 1) })}
              </Button>
            </Inline>
          </Stack>
          {showProblems && isActionMissing(step) && (
            <ErrorMessage>{say('create.step.noAction')}</ErrorMessage>
          )}
        </Stack>
      ))}
      <Inline>
        <Button onClick={add}>{say('create.step.add')}</Button>
      </Inline>
    </Stack>
  )
}
