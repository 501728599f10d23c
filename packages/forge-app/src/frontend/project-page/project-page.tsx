import { Box, Tab, TabList, TabPanel, Tabs } from '@forge/react'
import { type ReactNode, useState } from 'react'
import { type TextKey, useLanguage } from '../shared/language'
import { CoverageTab } from './coverage-tab'
import { MatrixTab } from './matrix-tab'
import { MaturityTab } from './maturity-tab'
import { RecommendationsTab } from './recommendations-tab'

interface Page {
  readonly title: TextKey
  readonly content: () => ReactNode
}

const pages: readonly Page[] = [
  { title: 'tab.coverage', content: () => <CoverageTab /> },
  { title: 'tab.traceability', content: () => <MatrixTab /> },
  { title: 'tab.maturity', content: () => <MaturityTab /> },
  { title: 'tab.recommendations', content: () => <RecommendationsTab /> },
]

/**
 * A project's tests, in four tabs. Each asks the server when it is opened first, and keeps what it showed.
 */
export function ProjectPage(): ReactNode {
  const { say } = useLanguage()
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set([0]))
  return (
    <Tabs id="atmosfera-project" onChange={(index) => setOpened((before) => new Set([...before, index]))}>
      <TabList>
        {pages.map(({ title }) => (
          <Tab key={title}>{say(title)}</Tab>
        ))}
      </TabList>
      {pages.map(({ title, content }, index) => (
        <TabPanel key={title}>
          <Box paddingBlock="space.200">{opened.has(index) && content()}</Box>
        </TabPanel>
      ))}
    </Tabs>
  )
}
