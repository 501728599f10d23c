import { Button, Inline, Label, Select, Stack } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { MatrixAnswer, Verdict } from '../../answers'
import { withQuery } from '../shared/ask'
import type { Choice } from '../shared/choice'
import { useLanguage } from '../shared/language'
import { Screen } from '../shared/screen'
import { useAnswer } from '../shared/use-answer'
import { verdictOrder, verdictTexts } from '../shared/verdicts'
import { Matrix } from './matrix'

/** Tickets and the test cases that cover them, page by page. */
export function MatrixTab(): ReactNode {
  const { say } = useLanguage()
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>([])
  // Where each page before this one began, so that there is a way back; null is the beginning of all.
  const [before, setBefore] = useState<readonly (string | null)[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const answered = useAnswer<MatrixAnswer>(withQuery('/forge/project/matrix', { verdict: verdicts, cursor }))
  const options: Choice<Verdict>[] = verdictOrder.map((value) => ({ value, label: say(verdictTexts[value]) }))
  const filter = (chosen: readonly Choice<Verdict>[] | null): void => {
    setVerdicts((chosen ?? []).map(({ value }) => value))
    setBefore([])
    setCursor(null)
  }
  return (
    <Stack space="space.200">
      <Stack space="space.0">
        <Label labelFor="matrix-verdicts">{say('matrix.filter')}</Label>
        <Select
          id="matrix-verdicts"
          isMulti
          options={options}
          placeholder={say('matrix.filter.all')}
          onChange={filter}
        />
      </Stack>
      <Screen answered={answered}>
        {({ answer }) => (
          <Stack space="space.200">
            <Matrix items={answer.items} filtered={verdicts.length > 0} />
            <Inline space="space.100">
              {before.length > 0 && (
                <Button
                  onClick={() => {
                    setCursor(before.at(-1) ?? null)
                    setBefore(before.slice(0, -1))
                  }}
                >
                  {say('action.previousPage')}
                </Button>
              )}
              {answer.nextCursor !== null && (
                <Button
                  onClick={() => {
                    setBefore([...before, cursor])
                    setCursor(answer.nextCursor)
                  }}
                >
                  {say('action.nextPage')}
                </Button>
              )}
            </Inline>
          </Stack>
        )}
      </Screen>
    </Stack>
  )
}
