import type { ReactNode } from 'react'
import type { MaturityAnswer } from '../../answers'
import { Figures } from './figures'
import { nothing } from './formats'
import { useLanguage } from './language'
import { levelTexts } from './verdicts'

export interface MaturityFiguresProps extends Pick<MaturityAnswer, 'average' | 'gatedLevel'> {
  /** From 0 to 1; left out where there is no room for it. */
  readonly confidence?: number
}

/** The average flatters, the gated level does not: so both are shown. */
export function MaturityFigures({ average, gatedLevel, confidence }: MaturityFiguresProps): ReactNode {
  const { say, number, percent } = useLanguage()
  return (
    <Figures
      figures={[
        { title: say('maturity.average'), value: number(average, 2), remark: say('maturity.average.remark') },
        {
          title: say('maturity.gated'),
          value: gatedLevel === null ? nothing : say(levelTexts[gatedLevel]),
          remark: say('maturity.gated.remark'),
        },
        ...(confidence === undefined
          ? []
          : [
              {
                title: say('maturity.confidence'),
                value: percent(confidence * 100),
                remark: say('maturity.confidence.remark'),
              },
            ]),
      ]}
    />
  )
}
