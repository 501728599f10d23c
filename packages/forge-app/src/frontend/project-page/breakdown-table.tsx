import type { ReactNode } from 'react'
import type { BreakdownAnswer, CoverageNumbers } from '../../answers'
import { useLanguage } from '../shared/language'
import { type Column, Table } from '../shared/table'

type Value = BreakdownAnswer['items'][number]

export interface BreakdownTableProps {
  readonly items: readonly Value[]
  /** What the values are. */
  readonly title: string
}

/** Each value with its counts and percentages. */
export function BreakdownTable({ items, title }: BreakdownTableProps): ReactNode {
  const { say, number, percent } = useLanguage()
  const share = (
    key: string,
    name: string,
    part: (coverage: CoverageNumbers) => number,
    percentage: (coverage: CoverageNumbers) => number | null,
  ): Column<Value> => ({
    key,
    title: name,
    sortBy: ({ coverage }) => percentage(coverage) ?? -1,
    content: ({ coverage }) =>
      say('breakdown.share', { count: number(part(coverage)), percentage: percent(percentage(coverage)) }),
  })
  return (
    <Table<Value>
      label={say('breakdown.table', { by: title })}
      columns={[
        {
          key: 'value',
          title,
          sortBy: ({ value }) => value ?? '',
          content: ({ value }) => value ?? say('breakdown.none'),
        },
        {
          key: 'tickets',
          title: say('column.tickets'),
          sortBy: ({ coverage }) => coverage.tickets,
          content: ({ coverage }) => number(coverage.tickets),
        },
        share(
          'linked',
          say('coverage.linked'),
          (it) => it.linked,
          (it) => it.linkedPercentage,
        ),
        share(
          'executed',
          say('coverage.executed'),
          (it) => it.executed,
          (it) => it.executedPercentage,
        ),
        share(
          'passing',
          say('coverage.passing'),
          (it) => it.passing,
          (it) => it.passingPercentage,
        ),
        {
          key: 'failing',
          title: say('column.failing'),
          sortBy: ({ coverage }) => coverage.verdicts.NOK,
          content: ({ coverage }) => number(coverage.verdicts.NOK),
        },
      ]}
      rows={items}
      rowKey={({ value }) => value ?? ''}
      rowsPerPage={20}
    />
  )
}
