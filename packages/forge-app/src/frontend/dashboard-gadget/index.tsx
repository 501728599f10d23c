import ForgeReconciler from '@forge/react'
import { App } from '../shared/app'
import { Gadget } from './gadget'

ForgeReconciler.render(
  <App>
    <Gadget />
  </App>,
)
