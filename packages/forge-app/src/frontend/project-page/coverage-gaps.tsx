import { Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { CoverageAnswer, GapItem } from '../../answers'
import { nothing } from '../shared/formats'
import { IssueLink } from '../shared/issue-link'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { Table } from '../shared/table'
import { VerdictLozenge } from '../shared/verdicts'

/** The tickets that need tests, or whose tests need work, riskiest first. */
export function CoverageGaps({ gaps }: { readonly gaps: CoverageAnswer['gaps'] }): ReactNode {
  const { say, count, number } = useLanguage()
  return (
    <Section title={say('coverageGaps.title')}>
      <Stack space="space.100">
        <Text>
          {count('coverageGaps.failing', gaps.failing)} {count('coverageGaps.uncovered', gaps.uncovered)}
        </Text>
        <Table<GapItem>
          label={say('coverageGaps.title')}
          columns={[
            {
              key: 'key',
              title: say('column.ticket'),
              width: 11,
              content: ({ key }) => <IssueLink issueKey={key} />,
            },
            { key: 'summary', title: say('column.summary'), width: 32, content: ({ summary }) => summary },
            { key: 'type', title: say('column.type'), content: ({ issueType }) => issueType ?? nothing },
            {
              key: 'priority',
              title: say('column.priority'),
              content: ({ priority }) => priority ?? nothing,
            },
            { key: 'status', title: say('column.status'), content: ({ status }) => status },
            {
              key: 'verdict',
              title: say('column.verdict'),
              content: ({ verdict }) => <VerdictLozenge verdict={verdict} />,
            },
            {
              key: 'risk',
              title: say('column.risk'),
              sortBy: ({ risk }) => risk,
              content: ({ risk }) => number(risk),
            },
            {
              key: 'age',
              title: say('column.age'),
              sortBy: ({ ageDays }) => ageDays ?? -1,
              content: ({ ageDays }) => (ageDays === null ? nothing : count('age.days', ageDays)),
            },
          ]}
          rows={gaps.items}
          rowKey={({ key }) => key}
          rowsPerPage={20}
          emptyText={say('coverageGaps.empty')}
        />
      </Stack>
    </Section>
  )
}
