import { Box, Button, Inline, Stack, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { MatrixAnswer } from '../../answers'
import { Empty } from '../shared/empty'
import { IssueLink } from '../shared/issue-link'
import { useLanguage } from '../shared/language'
import { OpenProjectSettings } from '../shared/open-project-settings'
import { Table } from '../shared/table'
import { VerdictLozenge } from '../shared/verdicts'

type Ticket = MatrixAnswer['items'][number]

export interface MatrixProps {
  readonly items: readonly Ticket[]
  /** Whether a filter may be why there are none. */
  readonly filtered: boolean
}

export function Matrix({ items, filtered }: MatrixProps): ReactNode {
  const { say } = useLanguage()
  if (items.length === 0) {
    return filtered ? (
      <Empty header={say('matrix.noMatch.header')} description={say('matrix.noMatch.description')} />
    ) : (
      <Empty header={say('coverage.empty.header')} description={say('coverage.empty.description')}>
        <OpenProjectSettings />
      </Empty>
    )
  }
  return (
    <Table<Ticket>
      label={say('tab.traceability')}
      columns={[
        {
          key: 'ticket',
          title: say('column.ticket'),
          width: 35,
          content: ({ key, summary }) => (
            <Stack space="space.025">
              <IssueLink issueKey={key} />
              <Text>{summary}</Text>
            </Stack>
          ),
        },
        {
          key: 'verdict',
          title: say('column.verdict'),
          width: 15,
          content: ({ verdict }) => <VerdictLozenge verdict={verdict} />,
        },
        {
          key: 'testCases',
          title: say('column.testCases'),
          content: (ticket) => <CoveringTestCases ticket={ticket} />,
        },
      ]}
      rows={items}
      rowKey={({ key }) => key}
    />
  )
}

/** What is seen of a ticket's test cases before somebody asks for all. */
const shownFirst = 5

function CoveringTestCases({
  ticket: { testCases, testCasesTotal },
}: {
  readonly ticket: Ticket
}): ReactNode {
  const { say, count, day } = useLanguage()
  const [all, setAll] = useState(false)
  if (testCases.length === 0) return <Text>{say('matrix.none')}</Text>
  const shown = all ? testCases : testCases.slice(0, shownFirst)
  return (
    <Stack space="space.050" alignInline="start">
      {shown.map(({ id, title, verdict, lastExecutedAt }) => (
        <Inline key={id} space="space.100" alignBlock="center">
          <Box xcss={{ minWidth: 'max-content' }}>
            <VerdictLozenge verdict={verdict} />
          </Box>
          <Text>
            {lastExecutedAt === null ? title : say('matrix.testCase', { title, day: day(lastExecutedAt) })}
          </Text>
        </Inline>
      ))}
      {shown.length < testCases.length && (
        <Button appearance="subtle" spacing="compact" onClick={() => setAll(true)}>
          {count('matrix.showMore', testCases.length - shown.length)}
        </Button>
      )}
      {shown.length === testCases.length && testCasesTotal > testCases.length && (
        <Text size="small">{count('testCases.more', testCasesTotal - testCases.length)}</Text>
      )}
    </Stack>
  )
}
