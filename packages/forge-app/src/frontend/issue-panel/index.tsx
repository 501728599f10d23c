import ForgeReconciler from '@forge/react'
import { App } from '../shared/app'
import { IssuePanel } from './issue-panel'

ForgeReconciler.render(
  <App>
    <IssuePanel />
  </App>,
)
