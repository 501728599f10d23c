import { parseDate } from '../reading/dates.js'
import { CappedText } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { attributeList, listElement, textElement, type XmlElement } from '../reading/xml-tree.js'
import { exceptionOf, splitFullName, withoutClass } from './dotnet-values.js'
import { attributeText, parseSeconds } from './junit-values.js'
import type { ResultStatus, TestResult } from './result.js'
import { type Place, TestDraft } from './test-draft.js'

/**
 * A `<test-case>` of NUnit 2 or 3, which adds its result at its end.
 *
 * @param namespace That which the suites around it make up, where they say what they are.
 */
export function nunitCase(
  results: TestResult[],
  place: Place,
  namespace: string | undefined,
  attributes: XmlAttributes,
  line: number,
): XmlElement {
  const draft = new TestDraft()
  const reason = new CappedText()
  let hasFailed = false
  draft.addProperty('Description', attributes.description)
  draft.addProperty('site', attributes.site)
  if (attributes.asserts !== '0') draft.addProperty('asserts', attributes.asserts)

  return {
    child(name) {
      switch (name) {
        case 'failure':
          hasFailed = true
          return listElement((inner) => {
            if (inner === 'message') return textElement(draft.message)
            return inner === 'stack-trace' ? textElement(draft.details) : undefined
          })
        case 'reason':
          return listElement((inner) => (inner === 'message' ? textElement(reason) : undefined))
        case 'output':
          return textElement(draft.output)
        case 'properties':
          return attributeList('property', (property) => addProperty(draft, property))
        case 'categories':
          return attributeList('category', (category) => draft.addTag(category.name))
        case 'attachments':
          return listElement((inner) => (inner === 'attachment' ? attachment(draft) : undefined))
        default:
          return undefined
      }
    },
    end() {
      const status = statusOf(attributes, hasFailed)
      // A reason to pass is none that anybody asks for.
      if (!hasFailed && (status !== 'passed' || isWarning(attributes))) draft.message.add(reason.toString())
      if (status === 'failed' || status === 'errored') {
        draft.type = exceptionOf(draft.message.toString()) ?? attributeText(attributes.label)
      }
      const told = {
        ...nameOf(attributes, namespace, place),
        status,
        durationSeconds: parseSeconds(attributes.duration ?? attributes.time),
        startedAt: parseDate(attributes['start-time'] ?? ''),
        row: line,
      }
      results.push(draft.finish(told, place))
    },
  }
}

function addProperty(draft: TestDraft, { name, value }: XmlAttributes): void {
  if (name === 'Category') draft.addTag(value)
  // Names with an underscore are NUnit's own.
  else if (name?.startsWith('_') === false) draft.addProperty(name, value)
}

function attachment(draft: TestDraft): XmlElement {
  const path = new CappedText()
  const description = new CappedText()
  return {
    child(name) {
      if (name === 'filePath') return textElement(path)
      return name === 'description' ? textElement(description) : undefined
    },
    end() {
      draft.attach(path.toString(), description.toString())
    },
  }
}

const words: ReadonlyMap<string, ResultStatus> = new Map([
  ['passed', 'passed'],
  ['success', 'passed'],
  ['warning', 'passed'],
  ['failed', 'failed'],
  ['failure', 'failed'],
  ['error', 'errored'],
  ['cancelled', 'errored'],
  ['ignored', 'skipped'],
  ['inconclusive', 'skipped'],
  ['notrunnable', 'skipped'],
  ['skipped', 'skipped'],
])

/** NUnit 2.5 and later says it in `result`; before that there were only `executed` and `success`. */
function statusOf(attributes: XmlAttributes, hasFailed: boolean): ResultStatus {
  const word = words.get(attributes.result?.toLowerCase() ?? '')
  if (hasFailed) return word === 'errored' ? 'errored' : 'failed'
  if (attributes.executed?.toLowerCase() === 'false') return 'skipped'
  if (word !== undefined) return word
  const runState = words.get(attributes.runstate?.toLowerCase() ?? '')
  if (runState === 'skipped') return 'skipped'
  return attributes.success?.toLowerCase() === 'false' ? 'failed' : 'passed'
}

function isWarning({ result }: XmlAttributes): boolean {
  return result?.toLowerCase() === 'warning'
}

/**
 * NUnit 3 has the name, the full name and the class; NUnit 2 has only the full name, and before 2.5 often
 * just the name, where the suite stands for the class.
 */
function nameOf(
  attributes: XmlAttributes,
  namespace: string | undefined,
  place: Place,
): { readonly name: string; readonly className: string | undefined } {
  const name = attributeText(attributes.name) ?? '(unnamed)'
  const fullName = attributeText(attributes.fullname)
  if (fullName?.endsWith(`.${name}`) && fullName.length > name.length + 1) {
    return { name, className: fullName.slice(0, -name.length - 1) }
  }
  const className = attributeText(attributes.classname)
  if (className !== undefined) return { name, className }
  const inNamespace = withoutClass(name, namespace)
  if (inNamespace !== name) return { name: inNamespace, className: namespace }
  const split = splitFullName(name)
  return split.className === undefined ? { name, className: place.suite.at(-1) } : split
}
