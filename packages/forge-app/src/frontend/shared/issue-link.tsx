import { Link, Text } from '@forge/react'
import type { ReactNode } from 'react'

/** Opens an issue beside the page. */
export function IssueLink({ issueKey }: { readonly issueKey: string }): ReactNode {
  return (
    <Text>
      <Link href={`/browse/${encodeURIComponent(issueKey)}`} openNewTab>
        {issueKey}
      </Link>
    </Text>
  )
}
