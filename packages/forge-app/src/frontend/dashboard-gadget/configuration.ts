import type { GadgetConfiguration } from '../../answers'

/** A configuration as far as somebody has chosen. */
export interface ChosenConfiguration {
  readonly jiraProjectId: string | null
  readonly show: GadgetConfiguration['show']
}

/** Reads what Jira kept of a gadget, which is nothing at first. */
export function configurationIn(kept: unknown): ChosenConfiguration {
  const { jiraProjectId, show }: Partial<Record<keyof GadgetConfiguration, unknown>> =
    typeof kept === 'object' && kept !== null ? kept : {}
  return {
    jiraProjectId: typeof jiraProjectId === 'string' ? jiraProjectId : null,
    show: show === 'maturity' ? 'maturity' : 'coverage',
  }
}
