import { LineChart } from '@forge/react'
import type { ReactNode } from 'react'
import type { TrendPoint } from '../../answers'
import { useLanguage } from './language'

export interface TrendChartProps {
  readonly trend: readonly TrendPoint[]
  /** In pixels. */
  readonly height: number
  readonly title: string
}

/** How the three percentages went. Days on which there was nothing to count are left out. */
export function TrendChart({ trend, height, title }: TrendChartProps): ReactNode {
  const { say, day } = useLanguage()
  const lines = [
    { name: say('coverage.linked'), of: (point: TrendPoint) => point.linkedPercentage },
    { name: say('coverage.executed'), of: (point: TrendPoint) => point.executedPercentage },
    { name: say('coverage.passing'), of: (point: TrendPoint) => point.passingPercentage },
  ]
  const data = trend.flatMap((point) =>
    lines.flatMap(({ name, of }) => {
      const value = of(point)
      return value === null ? [] : [{ day: day(point.date), percentage: value, line: name }]
    }),
  )
  return (
    <LineChart
      title={title}
      data={data}
      xAccessor="day"
      yAccessor="percentage"
      colorAccessor="line"
      height={height}
      showBorder={false}
    />
  )
}
