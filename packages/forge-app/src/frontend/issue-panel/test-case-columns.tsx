import { Button, Inline, LoadingButton, Lozenge, Stack, Text, Tooltip } from '@forge/react'
import type { ReactNode } from 'react'
import type { PanelAnswer, PanelResult, PanelTestCase } from '../../answers'
import { nothing } from '../shared/formats'
import { type Language, useLanguage } from '../shared/language'
import type { Column } from '../shared/table'
import { ResultLozenge, VerdictLozenge, verdictOrder } from '../shared/verdicts'
import { TestCaseTitle } from './test-case-title'
import type { PanelActions, TestCaseName } from './use-panel-actions'

/** Up to so many environments have a column each; beyond it, the page would be too narrow. */
const columnsAtMost = 5

interface ColumnsNeeded {
  readonly language: Language
  readonly environments: PanelAnswer['environments']
  readonly actions: PanelActions | undefined
  readonly onUnlink: ((testCase: TestCaseName) => void) | undefined
}

/**
 * The columns of the test cases: what it is, what comes of it, the last result per environment, what can be
 * done.
 */
export function testCaseColumns({
  language,
  environments,
  actions,
  onUnlink,
}: ColumnsNeeded): readonly Column<PanelTestCase>[] {
  const { say } = language
  return [
    {
      key: 'title',
      title: say('column.testCase'),
      width: 35,
      sortBy: ({ title }) => title,
      content: (testCase) => <Title testCase={testCase} />,
    },
    {
      key: 'verdict',
      title: say('column.verdict'),
      // Those that fail first, as the server gives them.
      sortBy: ({ verdict }) => (verdict === null ? verdictOrder.length : urgency[verdict]),
      content: ({ verdict }) => <VerdictLozenge verdict={verdict} />,
    },
    ...resultColumns(language, environments),
    ...(actions === undefined || onUnlink === undefined
      ? []
      : [
          {
            key: 'actions',
            title: say('column.actions'),
            content: (testCase: PanelTestCase) => (
              <RowActions testCase={testCase} actions={actions} onUnlink={onUnlink} />
            ),
          },
        ]),
  ]
}

const urgency = { NOK: 0, UNKNOWN: 1, NOTRUN: 2, OK: 3 } as const

function resultColumns(
  { say }: Language,
  environments: PanelAnswer['environments'],
): readonly Column<PanelTestCase>[] {
  if (environments.length > columnsAtMost) {
    return [
      {
        key: 'results',
        title: say('testCases.column.results'),
        content: ({ results }) => <AllResults results={results} />,
      },
    ]
  }
  return environments.map((environment, index) => ({
    key: `environment ${index}`,
    title: environment ?? say('environment.none'),
    content: ({ results }) => (
      <Result result={results.find((result) => result.environment === environment)} />
    ),
  }))
}

function Title({
  testCase: { title, externalId, notCounted },
}: {
  readonly testCase: PanelTestCase
}): ReactNode {
  const { say } = useLanguage()
  return (
    <TestCaseTitle title={title} externalId={externalId}>
      {notCounted !== null && (
        <Text>
          <Lozenge appearance={notCounted === 'unapproved' ? 'new' : 'default'}>
            {say(notCounted === 'unapproved' ? 'testCases.unapproved' : 'testCases.deprecated')}
          </Lozenge>
        </Text>
      )}
    </TestCaseTitle>
  )
}

function Result({ result }: { readonly result: PanelResult | undefined }): ReactNode {
  const { say, day } = useLanguage()
  if (result === undefined) return <Text>{nothing}</Text>
  const { verdict, status, version, executedAt } = result
  return (
    <Stack space="space.025">
      <Tooltip
        content={say(version === null ? 'result.details' : 'result.detailsWithVersion', {
          status,
          version: version ?? '',
        })}
      >
        <VerdictLozenge verdict={verdict} />
      </Tooltip>
      <Text size="small" color="color.text.subtlest">
        {day(executedAt)}
      </Text>
    </Stack>
  )
}

function AllResults({ results }: { readonly results: readonly PanelResult[] }): ReactNode {
  const { say } = useLanguage()
  if (results.length === 0) return <Text>{nothing}</Text>
  return (
    <Inline space="space.050" rowSpace="space.050" shouldWrap>
      {results.map(({ environment, verdict }) => (
        <ResultLozenge
          key={environment ?? ''}
          verdict={verdict}
          environment={environment ?? say('environment.none')}
        />
      ))}
    </Inline>
  )
}

interface RowActionsProps {
  readonly testCase: PanelTestCase
  readonly actions: PanelActions
  readonly onUnlink: (testCase: TestCaseName) => void
}

function RowActions({ testCase, actions, onUnlink }: RowActionsProps): ReactNode {
  const { say } = useLanguage()
  const { work, approve } = actions
  const approving = work.running === `approve ${testCase.id}`
  const busy = work.running !== null
  return (
    <Inline space="space.050" shouldWrap>
      {testCase.notCounted === 'unapproved' && (
        <LoadingButton
          spacing="compact"
          isLoading={approving}
          isDisabled={busy && !approving}
          onClick={() => approve([testCase.id])}
        >
          {say('action.approve')}
        </LoadingButton>
      )}
      <Button appearance="subtle" spacing="compact" isDisabled={busy} onClick={() => onUnlink(testCase)}>
        {say('action.unlink')}
      </Button>
    </Inline>
  )
}
