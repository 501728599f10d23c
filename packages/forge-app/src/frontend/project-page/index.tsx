import ForgeReconciler from '@forge/react'
import { App } from '../shared/app'
import { ProjectPage } from './project-page'

ForgeReconciler.render(
  <App>
    <ProjectPage />
  </App>,
)
