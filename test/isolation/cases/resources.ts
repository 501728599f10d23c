/** Attempts with the six verbs that most services share. */

import { encodeCursor } from '../../../packages/core/src/pagination.js'
import type { Services } from '../../../packages/core/src/services.js'
import type { Tenant } from '../world.js'
import type { Attempts } from './types.js'

interface ResourceMethods {
  create(input: unknown): Promise<unknown>
  createMany(inputs: readonly unknown[]): Promise<unknown>
  get(id: number): Promise<unknown>
  list(options: unknown): Promise<unknown>
  update(id: number, changes: unknown): Promise<unknown>
  delete(id: number): Promise<unknown>
}

/**
 * @param path where the service is: `documents.folders`
 * @param id which of a tenant's ids is one of this kind
 * @param fields what else it takes to make one
 * @param change a change that would be acceptable
 */
export function resourceAttempts(
  path: string,
  id: (tenant: Tenant) => number,
  fields: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): Attempts {
  const of = (services: Services) =>
    path
      .split('.')
      .reduce<unknown>((part, name) => Reflect.get(part as object, name), services) as ResourceMethods
  return {
    [`${path}.create`]: [
      {
        what: 'into their project',
        run: (services, { projectId }) => of(services).create({ projectId, ...fields }),
      },
    ],
    [`${path}.createMany`]: [
      {
        what: 'into their project',
        run: (services, { projectId }) => of(services).createMany([{ projectId, ...fields }]),
      },
      {
        what: 'into ours and theirs at once',
        run: (services, { projectId }, own) =>
          of(services).createMany([
            { projectId: own.projectId, ...fields },
            { projectId, ...fields },
          ]),
        comesTo: 'invalid',
      },
    ],
    [`${path}.get`]: [{ what: 'theirs', run: (services, theirs) => of(services).get(id(theirs)) }],
    [`${path}.list`]: [
      { what: 'in their project', run: (services, { projectId }) => of(services).list({ projectId }) },
      {
        what: 'behind a cursor that was made in their project',
        run: (services, theirs, { projectId }) =>
          of(services).list({ projectId, cursor: encodeCursor({ sort: 'id', value: null, id: id(theirs) }) }),
        comesTo: 'nothing',
      },
    ],
    [`${path}.update`]: [
      { what: 'theirs', run: (services, theirs) => of(services).update(id(theirs), change) },
      { what: 'nothing of theirs', run: (services, theirs) => of(services).update(id(theirs), {}) },
    ],
    [`${path}.delete`]: [{ what: 'theirs', run: (services, theirs) => of(services).delete(id(theirs)) }],
  }
}

/** Several sets of attempts as one; those of one method add up. */
export function mergeAttempts(...sets: readonly Attempts[]): Attempts {
  const merged = new Map<string, Attempts[string]>()
  for (const [method, attempts] of sets.flatMap((set) => Object.entries(set))) {
    merged.set(method, [...(merged.get(method) ?? []), ...attempts])
  }
  return Object.fromEntries(merged)
}
