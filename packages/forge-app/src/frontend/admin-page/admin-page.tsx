import { Stack } from '@forge/react'
import type { ReactNode } from 'react'
import type { AdminAnswer } from '../../answers'
import { Screen } from '../shared/screen'
import { type Ready, useAnswer } from '../shared/use-answer'
import { usePolling } from '../shared/use-polling'
import { Claimable } from './claimable'
import { Connection } from './connection'
import { Events } from './events'
import { Projects } from './projects'
import { UserRulesForm } from './user-rules-form'

/** How the app on this site and the server get on, for those who administer Jira. */
export function AdminPage(): ReactNode {
  const answered = useAnswer<AdminAnswer>('/forge/admin')
  return <Screen answered={answered}>{(ready) => <Admin ready={ready} />}</Screen>
}

function Admin({ ready }: { readonly ready: Ready<AdminAnswer> }): ReactNode {
  const { answer, replace } = ready
  usePolling(
    answer.projects.some(({ sync }) => sync.state === 'running'),
    ready,
  )
  return (
    <Stack space="space.400">
      <Connection ready={ready} />
      <Claimable claimable={answer.claimable} replace={replace} />
      <Projects projects={answer.projects} replace={replace} />
      <Events events={answer.events} />
      <UserRulesForm users={answer.users} replace={replace} />
    </Stack>
  )
}
