import { z } from '@hono/zod-openapi'
import { idParameter, several } from './parameters.js'

const texts = several(z.string()).optional()

/** Which runs count, as addresses say it. */
export const runScopeParameters = {
  environments: texts.openapi({ description: 'The empty string stands for runs without an environment.' }),
  versions: texts,
  cycleIds: several(idParameter).optional(),
  asOf: z.string().optional().openapi({ description: 'A moment, or a day, which means its end in UTC.' }),
}

/** What coverage is asked about, as addresses say it. Within one list any value will do; between lists all must hold. */
export const scopeParameters = {
  ...runScopeParameters,
  issueTypes: texts,
  components: texts,
  labels: texts,
  fixVersions: texts,
  priorities: texts,
  statuses: texts,
  parents: texts,
  createdSince: z.string().optional(),
}
