import { router } from '@forge/bridge'
import { Button } from '@forge/react'
import type { ReactNode } from 'react'
import { useLanguage } from './language'
import { usePlace } from './place'

/** The way to the page where a project is connected; nothing where no project is shown. */
export function OpenProjectSettings(): ReactNode {
  const { say } = useLanguage()
  const { projectKey } = usePlace()
  if (projectKey === null) return null
  const open = (): void => {
    void router.navigate({ target: 'module', moduleKey: 'atmosfera-project-settings', projectKey })
  }
  return (
    <Button appearance="primary" onClick={open}>
      {say('action.openProjectSettings')}
    </Button>
  )
}
