import { CappedText } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { listElement, textElement, type XmlElement } from '../reading/xml-tree.js'
import { annotationLimit } from './annotations.js'
import { attributeText, parseLine } from './junit-values.js'
import type { TestResult } from './result.js'
import { type Log, RobotStatus } from './robot-status.js'
import { robotStep } from './robot-step.js'
import { type Place, TestDraft } from './test-draft.js'

/** The suite that a test is in. */
export interface RobotSuitePlace {
  readonly place: Place
  readonly path: string | undefined
  readonly source: string | undefined
}

/** A `<test>`, whose result is added at its end. */
export function robotTest(
  results: TestResult[],
  suite: RobotSuitePlace,
  attributes: XmlAttributes,
  line: number,
): XmlElement {
  const draft = new TestDraft()
  const status = new RobotStatus()
  const log: Log = (level, text) => draft.output.add(`${level}: ${text}\n`)
  return {
    child(name, inner) {
      switch (name) {
        case 'status':
          return status.element(inner)
        case 'tag':
          return tagElement(draft)
        case 'tags':
          return listElement((kind) => (kind === 'tag' ? tagElement(draft) : undefined))
        case 'doc':
          return docElement(draft)
        case 'timeout':
        case 'msg':
          return undefined
        default:
          return robotStep(name, inner, log, (step) => {
            const { steps } = draft.annotations
            if (steps.length < annotationLimit) steps.push(step)
          })
      }
    },
    end() {
      const told = status.status ?? 'failed'
      if (told !== 'passed') draft.details.add(status.message ?? '')
      const result = draft.finish(
        {
          name: attributeText(attributes.name) ?? '(unnamed)',
          className: suite.path,
          status: told,
          durationSeconds: status.durationSeconds,
          startedAt: status.startedAt,
          file: suite.source,
          line: parseLine(attributes.line),
          row: line,
        },
        suite.place,
      )
      results.push(result)
    },
  }
}

function tagElement(draft: TestDraft): XmlElement {
  const text = new CappedText()
  return textElement(text, () => draft.addTag(text.toString()))
}

function docElement(draft: TestDraft): XmlElement {
  const text = new CappedText()
  return textElement(text, () => draft.addProperty('documentation', text.toString()))
}
