import { charts } from '../charts/index.js'
import type { Component } from '../draw.js'
import { buttons } from './buttons.js'
import { fields } from './fields.js'
import { forms } from './forms.js'
import { layout } from './layout.js'
import { messages } from './messages.js'
import { modals } from './modal.js'
import { overlays } from './overlays.js'
import { Select } from './select.js'
import { status } from './status.js'
import { DynamicTable } from './table.js'
import { tabs } from './tabs.js'
import { texts } from './texts.js'

/** Every component that the preview can draw, by the name that UI Kit gives it. */
export const components: Readonly<Partial<Record<string, Component>>> = {
  ...layout,
  ...texts,
  ...status,
  ...buttons,
  ...messages,
  ...tabs,
  ...modals,
  ...overlays,
  ...forms,
  ...fields,
  ...charts,
  Select,
  DynamicTable,
}
