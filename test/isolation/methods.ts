/** Which methods the services have, by what they are rather than by a list, so that a new one is noticed. */
import type { Services } from '../../packages/core/src/services.js'

/** `protected` in TypeScript, which nothing remembers at run time. */
const internals = ['constructor', 'change', 'find', 'insert', 'rowId', 'runner']

/** Every public method, such as `testCases.approve` and `documents.folders.create`. */
export function methodsOf(services: Services): readonly string[] {
  return Object.entries(services).flatMap(([name, service]) => methodsBelow(name, service as object))
}

function methodsBelow(path: string, service: object): readonly string[] {
  const found = new Set<string>()
  for (
    let type: object | null = service;
    type !== null && type !== Object.prototype;
    type = Object.getPrototypeOf(type) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(type)) if (!internals.includes(name)) found.add(name)
  }
  return [...found].flatMap((name) => {
    const member: unknown = Reflect.get(service, name)
    const below = `${path}.${name}`
    return typeof member === 'object' && member !== null ? methodsBelow(below, member) : [below]
  })
}
