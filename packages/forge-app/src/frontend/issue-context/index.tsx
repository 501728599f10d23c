import ForgeReconciler from '@forge/react'
import { App } from '../shared/app'
import { IssueContext } from './issue-context'

ForgeReconciler.render(
  <App>
    <IssueContext />
  </App>,
)
