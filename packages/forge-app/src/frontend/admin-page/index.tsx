import ForgeReconciler from '@forge/react'
import { App } from '../shared/app'
import { AdminPage } from './admin-page'

ForgeReconciler.render(
  <App>
    <AdminPage />
  </App>,
)
