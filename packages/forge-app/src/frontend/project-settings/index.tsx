import ForgeReconciler from '@forge/react'
import { App } from '../shared/app'
import { ProjectSettings } from './project-settings'

ForgeReconciler.render(
  <App>
    <ProjectSettings />
  </App>,
)
