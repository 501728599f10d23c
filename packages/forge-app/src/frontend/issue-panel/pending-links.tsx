import { List, ListItem, SectionMessage, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { PanelAnswer } from '../../answers'
import { useLanguage } from '../shared/language'

/** Test cases whose link comes into effect once the ticket has been read. */
export function PendingLinks({ links }: { readonly links: PanelAnswer['pendingLinks'] }): ReactNode {
  const { count } = useLanguage()
  if (links.length === 0) return null
  return (
    <SectionMessage appearance="information">
      <Stack space="space.050">
        <Text>{count('panel.pendingLinks', links.length)}</Text>
        <List type="unordered">
          {links.map(({ testCaseId, title }) => (
            <ListItem key={testCaseId}>{title}</ListItem>
          ))}
        </List>
      </Stack>
    </SectionMessage>
  )
}
