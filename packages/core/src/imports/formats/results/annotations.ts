import { wordToStatus } from './junit-values.js'
import type { ResultAttachment, ResultProperty, ResultStep } from './result.js'

/** The most properties, steps and attachments, of each, that a result keeps. */
export const annotationLimit = 1_000
/** The most characters that one of them keeps. */
export const annotationLength = 16_384

const attachmentName = /^attachment\d*$/i
const stepName = /^step\d*(?:\[(\w+)\])?$/i
const stepField = /<test-step-subfield\s+name="([^"]{0,100})"\s*>([\s\S]*?)<\/test-step-subfield>/g

/**
 * The properties of one test, sorted by the conventions that tools share: `attachment`, `attachment2`,
 * `step`, `step3` and `step[failure]` mean what they say, any other name is a property.
 */
export class Annotations {
  readonly properties: ResultProperty[] = []
  readonly steps: ResultStep[] = []
  readonly attachments: ResultAttachment[] = []

  /** Takes in one property; beyond {@link annotationLimit} of a kind it is passed over. */
  add(name: string, value: string): void {
    const step = stepName.exec(name)
    if (step !== null) {
      keep(this.steps, toStep(value, step[1]))
    } else if (attachmentName.test(name)) {
      this.attach(value)
    } else {
      keep(this.properties, { name, value })
    }
  }

  /** Takes in a path once, though a report may name it both as a property and in the output. */
  attach(path: string, about: Omit<ResultAttachment, 'path'> = {}): void {
    const known = path === '' || this.attachments.some((attachment) => attachment.path === path)
    if (!known) keep(this.attachments, { path, ...about })
  }
}

function keep<Item>(list: Item[], item: Item): void {
  if (list.length < annotationLimit) list.push(item)
}

function toStep(value: string, word: string | undefined): ResultStep {
  const fields = new Map<string, string>()
  if (value.includes('<test-step-subfield')) {
    for (const [, name = '', text = ''] of value.matchAll(stepField)) {
      fields.set(name.toLowerCase(), text.trim())
    }
  }
  return {
    text: fields.get('step') ?? value,
    expected: fields.get('expected'),
    status: wordToStatus(word),
  }
}
