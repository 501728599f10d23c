import { attributeList, listElement, type XmlElement } from '../reading/xml-tree.js'
import { attributeText } from './junit-values.js'

/** How many methods, and how many groups of each, are kept. */
const methodLimit = 200_000
const groupLimit = 1_000

/** The groups of a suite, which TestNG lists before its tests: which methods are in each. */
export class TestNGGroups {
  readonly #groups = new Map<string, string[]>()

  /** `<groups>`: takes in the groups. */
  element(): XmlElement {
    return listElement((name, attributes) => {
      const group = attributeText(attributes.name)
      if (name !== 'group' || group === undefined) return undefined
      return attributeList('method', (method) => this.#add(keyOf(method.class, method.name), group))
    })
  }

  of(className: string | undefined, method: string | undefined): readonly string[] {
    return this.#groups.get(keyOf(className, method)) ?? []
  }

  #add(key: string, group: string): void {
    const groups = this.#groups.get(key)
    if (groups === undefined) {
      if (this.#groups.size < methodLimit) this.#groups.set(key, [group])
    } else if (groups.length < groupLimit) {
      groups.push(group)
    }
  }
}

function keyOf(className: string | undefined, method: string | undefined): string {
  return `${className?.trim() ?? ''}\n${method?.trim() ?? ''}`
}
