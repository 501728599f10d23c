import { isObject, type JsonObject } from '../reading/fields.js'
import { type JsonPath, readJsonParts, type Visit } from '../reading/json-parts.js'
import { shapeOf } from '../reading/json-shape.js'
import {
  looseList,
  looseMoment,
  looseNumber,
  looseObject,
  looseObjects,
  looseText,
} from '../reading/json-values.js'
import { type Place, refuseAt } from '../reading/refusal.js'
import { detach } from '../reading/text.js'
import type { TextSource } from '../reading/text-source.js'
import { annotationLimit } from './annotations.js'
import { newAttachment, newResult, newStep, PropertyList, toAttachments, toTags } from './new-result.js'
import type { ResultAttachment, ResultStatus, ResultStep, TestResult } from './result.js'

/** Whether a text begins like a result of Allure 2. */
export function looksLikeAllure(head: string): boolean {
  const shape = shapeOf(head)
  const hasId = shape.has('uuid') || shape.has('historyId')
  const hasMore = ['status', 'labels', 'fullName', 'stage'].some((name) => shape.has(name))
  return hasId && hasMore && !shape.has('children')
}

/**
 * Reads results of Allure 2: the documents `*-result.json` of a folder, one after the other in the order of
 * their start. Those with the same `historyId`, or else the same identity, are attempts of one test. `broken` is
 * errored; `unknown` is skipped, since nobody can say how it went. Attachments are named as in the folder.
 *
 * The identity is `class > name`: the class is the label `testClass`, or what stands before the `#` of the full
 * name (as for pytest), or the labels of the suites joined by blanks. It is the class name of the JUnit reports of
 * JUnit, TestNG and pytest. Where more than the name stands behind the `#`, as for JavaScript, it is the name.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, a document is no result,
 *   or has a status that is not known.
 */
export async function* readAllure(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const attempts = new Map<string, number>()
  let hasAny = false
  for await (const { value, row } of readJsonParts(source, visit)) {
    hasAny = true
    const place = { file: source.name, row }
    if (!isObject(value)) refuseAt(place, wanted)
    // Allure also writes containers, which hold the fixtures around tests.
    if (Array.isArray(value.children)) continue
    const result = toResult(value, place)
    const key = detach(looseText(value.historyId) ?? result.identity)
    const attempt = (attempts.get(key) ?? 0) + 1
    attempts.set(key, attempt)
    yield { ...result, attempt }
  }
  if (!hasAny) refuseAt({ file: source.name, row: 1 }, wanted)
}

const wanted = 'it has to be a result of Allure 2: { uuid, name, status, labels, ... }'

function visit(_path: JsonPath): Visit {
  return 'take'
}

const statuses: Readonly<Record<string, ResultStatus | undefined>> = {
  passed: 'passed',
  failed: 'failed',
  broken: 'errored',
  skipped: 'skipped',
  unknown: 'skipped',
}

function toResult(document: JsonObject, place: Place): TestResult {
  const labels = looseObjects(document.labels).slice(0, annotationLimit)
  const valuesOf = (name: string): readonly string[] =>
    labels
      .filter((label) => label.name === name)
      .map((label) => looseText(label.value))
      .filter((value) => value !== undefined)
  const suite = [...valuesOf('parentSuite'), ...valuesOf('suite'), ...valuesOf('subSuite')]
  const story = looseObject(document.statusDetails)
  const start = looseNumber(document.start)
  const fullName = looseText(document.fullName)
  const name = looseText(document.name) ?? fullName
  return newResult({
    name,
    identity: identityOf(fullName, name),
    className: valuesOf('testClass')[0] ?? classOf(fullName) ?? orUndefined(suite.join(' ')),
    suite,
    status: statusOf(document, place),
    durationSeconds: durationOf(document),
    startedAt: looseMoment(start),
    message: looseText(story.message),
    details: looseText(story.trace) ?? looseText(story.message),
    properties: propertiesOf(document, labels),
    tags: toTags(valuesOf('tag')),
    steps: stepsOf(document.steps),
    attachments: toAttachments(attachmentsOf(document, 0)),
    row: place.row,
  })
}

function statusOf({ status, name, uuid }: JsonObject, place: Place): ResultStatus {
  const word = status === undefined || status === null ? 'unknown' : looseText(status)
  const known = word !== undefined && Object.hasOwn(statuses, word) ? statuses[word] : undefined
  if (known === undefined)
    refuseAt(
      place,
      `has a result with the status ${JSON.stringify(word?.slice(0, 40) ?? '')}, which is none of Allure's`,
    )
  if (name === undefined && uuid === undefined) refuseAt(place, wanted)
  return known
}

function classOf(fullName: string | undefined): string | undefined {
  const end = fullName?.indexOf('#') ?? -1
  return fullName === undefined || end <= 0 ? undefined : fullName.slice(0, end)
}

/** Titles around the name, without which two tests of one file could not be told apart. */
function identityOf(fullName: string | undefined, name: string | undefined): string | undefined {
  const className = classOf(fullName)
  const ownName = className === undefined ? undefined : fullName?.slice(className.length + 1)
  const isLonger = name !== undefined && ownName !== name && ownName?.endsWith(name) === true
  return isLonger ? `${className} > ${ownName}` : undefined
}

function durationOf({ start, stop }: JsonObject): number | undefined {
  const from = looseNumber(start)
  const to = looseNumber(stop)
  return from === undefined || to === undefined || to < from ? undefined : (to - from) / 1_000
}

/** Labels, links and parameters; what the report hides stays hidden. */
function propertiesOf(document: JsonObject, labels: readonly JsonObject[]): PropertyList['all'] {
  const properties = new PropertyList()
  for (const { name, value } of labels) {
    const label = looseText(name)
    if (label !== undefined && label !== 'tag') properties.add(label, value)
  }
  for (const { type, name, url } of looseObjects(document.links)) {
    properties.add(looseText(type) ?? 'link', looseText(name) ?? url)
  }
  for (const { name, value, mode } of looseObjects(document.parameters)) {
    const isOpen = mode !== 'hidden' && mode !== 'masked'
    if (isOpen) properties.add(`parameter:${looseText(name) ?? ''}`, value)
  }
  for (const name of ['fullName', 'testCaseId', 'historyId']) properties.add(name, document[name])
  const { flaky } = looseObject(document.statusDetails)
  if (flaky === true) properties.add('flaky', true)
  return properties.all
}

/** Steps and the steps in them, one after the other, each with the names of those around it. */
function stepsOf(steps: unknown): readonly ResultStep[] {
  const all: ResultStep[] = []
  const add = (list: unknown, around: string): void => {
    for (const step of looseObjects(list)) {
      if (all.length >= annotationLimit) return
      const text = `${around}${looseText(step.name) ?? '(unnamed)'}`
      const word = looseText(step.status) ?? ''
      all.push(
        newStep({
          text,
          status: Object.hasOwn(statuses, word) ? statuses[word] : undefined,
          durationSeconds: durationOf(step),
          message: looseText(looseObject(step.statusDetails).message),
        }),
      )
      add(step.steps, `${text} › `)
    }
  }
  add(steps, '')
  return all
}

/** The attachments of a test and of its steps. Documents are not nested so deep that this could overflow. */
function attachmentsOf(document: JsonObject, count: number): (ResultAttachment | undefined)[] {
  if (count > annotationLimit) return []
  const own = looseObjects(document.attachments).map(({ source, name, type }) =>
    newAttachment(source, name, type),
  )
  const inner = looseList(document.steps).flatMap((step) =>
    attachmentsOf(looseObject(step), count + own.length),
  )
  return [...own, ...inner]
}

function orUndefined(text: string): string | undefined {
  return text === '' ? undefined : text
}
