import { Label, Stack, Text, Textfield } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { PanelAnswer } from '../../answers'
import { Empty } from '../shared/empty'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { Table } from '../shared/table'
import { testCaseColumns } from './test-case-columns'
import type { PanelActions, TestCaseName } from './use-panel-actions'

const rowsPerPage = 10

export interface TestCasesProps {
  readonly answer: PanelAnswer
  /** Those of whoever may write. */
  readonly actions?: PanelActions
  readonly onUnlink?: (testCase: TestCaseName) => void
}

/** The covering test cases with their last results; can be filtered once there is more than a page. */
export function TestCases({ answer, actions, onUnlink }: TestCasesProps): ReactNode {
  const language = useLanguage()
  const { say, count, number } = language
  const [filter, setFilter] = useState('')
  const { testCases, testCasesTotal, environments } = answer
  const title = say('testCases.title', { count: number(testCasesTotal) })
  if (testCases.length === 0) {
    return (
      <Empty
        header={say('testCases.empty.header')}
        description={say(actions === undefined ? 'testCases.empty.reader' : 'testCases.empty.writer')}
      />
    )
  }
  const wanted = filter.trim().toLocaleLowerCase()
  const shown = testCases.filter((testCase) =>
    `${testCase.externalId ?? ''} ${testCase.title}`.toLocaleLowerCase().includes(wanted),
  )
  return (
    <Section title={title}>
      <Stack space="space.100">
        {testCases.length > rowsPerPage && (
          <Stack space="space.0">
            <Label labelFor="test-case-filter">{say('testCases.filter')}</Label>
            <Textfield id="test-case-filter" isCompact onChange={(event) => setFilter(event.target.value)} />
          </Stack>
        )}
        <Table
          label={title}
          columns={testCaseColumns({ language, environments, actions, onUnlink })}
          rows={shown}
          rowKey={({ id }) => String(id)}
          rowsPerPage={rowsPerPage}
          emptyText={say('testCases.noMatch')}
        />
        {testCasesTotal > testCases.length && (
          <Text size="small">{count('testCases.more', testCasesTotal - testCases.length)}</Text>
        )}
      </Stack>
    </Section>
  )
}
