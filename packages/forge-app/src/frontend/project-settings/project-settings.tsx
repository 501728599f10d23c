import type { ReactNode } from 'react'
import type { SettingsAnswer } from '../../answers'
import { Screen } from '../shared/screen'
import { useAnswer } from '../shared/use-answer'
import { Connect } from './connect'
import { Connected } from './connected'

/** Which project of the server this Jira project is, and how its tickets count. */
export function ProjectSettings(): ReactNode {
  const answered = useAnswer<SettingsAnswer>('/forge/project/settings')
  return (
    <Screen answered={answered}>
      {(ready) =>
        ready.answer.connected === null ? (
          <Connect jiraProject={ready.answer.jiraProject} replace={ready.replace} />
        ) : (
          <Connected connected={ready.answer.connected} ready={ready} />
        )
      }
    </Screen>
  )
}
