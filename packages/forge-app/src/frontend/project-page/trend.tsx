import { Button, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { TrendPoint } from '../../answers'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { Table } from '../shared/table'
import { TrendChart } from '../shared/trend-chart'

/** The last ninety days as lines, or as a table for those whom lines tell nothing. */
export function Trend({ trend }: { readonly trend: readonly TrendPoint[] }): ReactNode {
  const { say } = useLanguage()
  const [asTable, setAsTable] = useState(false)
  if (trend.length < 2) {
    return (
      <Section title={say('trend.title')}>
        <Text>{say('trend.tooShort')}</Text>
      </Section>
    )
  }
  return (
    <Section
      title={say('trend.title')}
      actions={
        <Button appearance="subtle" spacing="compact" onClick={() => setAsTable(!asTable)}>
          {say(asTable ? 'trend.asChart' : 'trend.asTable')}
        </Button>
      }
    >
      {asTable ? (
        <TrendTable trend={trend} />
      ) : (
        <TrendChart trend={trend} height={280} title={say('trend.unit')} />
      )}
    </Section>
  )
}

function TrendTable({ trend }: { readonly trend: readonly TrendPoint[] }): ReactNode {
  const { say, day, number, percent } = useLanguage()
  return (
    <Table<TrendPoint>
      label={say('trend.title')}
      columns={[
        { key: 'date', title: say('column.date'), content: ({ date }) => day(date) },
        { key: 'tickets', title: say('column.tickets'), content: ({ tickets }) => number(tickets) },
        {
          key: 'linked',
          title: say('coverage.linked'),
          content: ({ linkedPercentage }) => percent(linkedPercentage),
        },
        {
          key: 'executed',
          title: say('coverage.executed'),
          content: ({ executedPercentage }) => percent(executedPercentage),
        },
        {
          key: 'passing',
          title: say('coverage.passing'),
          content: ({ passingPercentage }) => percent(passingPercentage),
        },
      ]}
      rows={[...trend].reverse()}
      rowKey={({ date }) => date}
    />
  )
}
