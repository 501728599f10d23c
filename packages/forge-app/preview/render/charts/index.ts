import type { Component } from '../draw.js'
import { barCharts } from './bars.js'
import { lineCharts } from './line.js'
import { roundCharts } from './round.js'

/** Charts, by the names that UI Kit gives them. */
export const charts: Readonly<Record<string, Component>> = { ...barCharts, ...lineCharts, ...roundCharts }
