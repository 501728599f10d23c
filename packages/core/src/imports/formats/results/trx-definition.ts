import { CappedText } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { attributeList, listElement, textElement, type XmlElement } from '../reading/xml-tree.js'
import { fileName } from './dotnet-values.js'
import { attributeText } from './junit-values.js'
import { TestDraft } from './test-draft.js'
import type { TrxJoin } from './trx-join.js'

/** A `<UnitTest>` or another kind of definition, which joins its results at its end. */
export function trxDefinition(join: TrxJoin, attributes: XmlAttributes): XmlElement {
  const draft = new TestDraft()
  let className: string | undefined
  draft.addProperty('Priority', attributes.priority)
  return {
    child(name, inner) {
      switch (name) {
        case 'TestMethod':
          className = classOf(inner.className)
          return undefined
        case 'TestCategory':
          return attributeList('TestCategoryItem', (item) => draft.addTag(item.TestCategory))
        case 'Owners':
          return attributeList('Owner', (owner) => draft.addProperty('Owner', owner.name))
        case 'Properties':
          return listElement((kind) => (kind === 'Property' ? propertyElement(draft) : undefined))
        case 'Description':
          return valueElement(draft, 'Description')
        case 'Workitems':
        case 'WorkItemIDs':
          return listElement(() => valueElement(draft, 'WorkItem'))
        default:
          return undefined
      }
    },
    end() {
      const storage = attributeText(attributes.storage)
      const suite = storage === undefined ? [] : [fileName(storage)]
      const { tags, properties } = draft
      join.define(attributeText(attributes.id) ?? '', { className, suite, tags, properties })
    },
  }
}

/** Older reports add the assembly to the class: `Shop.CartTest, Shop, Version=1.0.0.0`. */
function classOf(className: string | undefined): string | undefined {
  return attributeText(className?.split(',', 1)[0])
}

function propertyElement(draft: TestDraft): XmlElement {
  const key = new CappedText()
  const value = new CappedText()
  return {
    child(name) {
      if (name === 'Key') return textElement(key)
      return name === 'Value' ? textElement(value) : undefined
    },
    end: () => draft.addProperty(key.toString(), value.toString()),
  }
}

function valueElement(draft: TestDraft, name: string): XmlElement {
  const value = new CappedText()
  return textElement(value, () => draft.addProperty(name, value.toString()))
}
