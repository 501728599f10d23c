import { Button, ModalTransition, SectionMessage, Stack, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { MaturityAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { MaturityFigures } from '../shared/maturity-figures'
import { Screen } from '../shared/screen'
import { type Ready, useAnswer } from '../shared/use-answer'
import { AssessDialog } from './assess-dialog'
import { CriteriaDialog } from './criteria-dialog'
import { Dimensions } from './dimensions'
import { MaturityGaps } from './maturity-gaps'
import { Roadmap } from './roadmap'

/** How mature a project's testing is, and the way ahead. */
export function MaturityTab(): ReactNode {
  const answered = useAnswer<MaturityAnswer>('/forge/project/maturity')
  return <Screen answered={answered}>{(ready) => <Maturity ready={ready} />}</Screen>
}

/** What is open over the tab: the criteria of a dimension, or the assessment of one or any. */
type Dialog = { readonly criteriaOf: string } | { readonly assess: string | null } | null

function Maturity({ ready: { answer, replace } }: { readonly ready: Ready<MaturityAnswer> }): ReactNode {
  const { say, moment, number } = useLanguage()
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = (): void => setDialog(null)
  const mayAssess = answer.access !== 'read'
  const criteriaOf =
    dialog !== null && 'criteriaOf' in dialog
      ? answer.dimensions.find(({ name }) => name === dialog.criteriaOf)
      : undefined
  return (
    <Stack space="space.400">
      <Stack space="space.100" alignInline="start">
        <MaturityFigures
          average={answer.average}
          gatedLevel={answer.gatedLevel}
          confidence={answer.confidence}
        />
        <Text size="small" color="color.text.subtlest">
          {say('maturity.basis', {
            model: answer.model.name,
            version: number(answer.model.version),
            asOf: moment(answer.asOf),
          })}
        </Text>
        {mayAssess && (
          <Button appearance="primary" onClick={() => setDialog({ assess: null })}>
            {say('assess.title')}
          </Button>
        )}
      </Stack>
      {answer.average === null && (
        <SectionMessage title={say('maturity.empty.header')}>
          <Text>{say(mayAssess ? 'maturity.empty.writer' : 'maturity.empty.reader')}</Text>
        </SectionMessage>
      )}
      <Dimensions
        dimensions={answer.dimensions}
        onCriteria={(name) => setDialog({ criteriaOf: name })}
        {...(mayAssess && { onAssess: (name: string) => setDialog({ assess: name }) })}
      />
      <MaturityGaps gaps={answer.gaps} />
      <Roadmap roadmap={answer.roadmap} />
      <ModalTransition>
        {criteriaOf !== undefined && <CriteriaDialog dimension={criteriaOf} onClose={close} />}
        {dialog !== null && 'assess' in dialog && (
          <AssessDialog answer={answer} replace={replace} dimension={dialog.assess} onClose={close} />
        )}
      </ModalTransition>
    </Stack>
  )
}
