import { parseDate } from '../reading/dates.js'
import { isObject, type JsonObject } from '../reading/fields.js'
import { type JsonPath, readJsonParts, type Visit } from '../reading/json-parts.js'
import { shapeOf } from '../reading/json-shape.js'
import {
  looseLine,
  looseList,
  looseNumber,
  looseObject,
  looseObjects,
  looseSeconds,
  looseText,
  looseTexts,
} from '../reading/json-values.js'
import { type Place, refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import { annotationLimit } from './annotations.js'
import { type CucumberStatus, toCucumberStatus, toResultStatus, worstStatus } from './cucumber-status.js'
import { inlineAttachment, joinTexts, newResult, newStep, toAttachments, toTags } from './new-result.js'
import type { ResultAttachment, ResultStatus, ResultStep, TestResult } from './result.js'

/** Whether a text begins like a report of Cucumber's `json` formatter: a list of features. */
export function looksLikeCucumberJson(head: string): boolean {
  const shape = shapeOf(head)
  return shape.has('[].elements') || (shape.has('[].keyword') && shape.has('[].uri'))
}

/**
 * Reads a report of Cucumber's `json` formatter, as Cucumber of Java, Ruby and JavaScript and Behave write it:
 * a list of features, with a result for each scenario and each row of an outline. One feature is in memory at
 * a time. The steps of a background that is reported beside the scenarios count for the scenario after it.
 *
 * The status is the worst of steps and hooks by Cucumber's own severity, see {@link toResultStatus}.
 *
 * The identity is `feature > scenario`, which is what the scenarios of a `.feature` file have; the report does
 * not name rules. The rows of an outline share one, unless its name has a placeholder in it.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, is no list of features,
 *   or a step has a status that is not known.
 */
export async function* readCucumberJson(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  for await (const { kind, path, value, row } of readJsonParts(source, visit)) {
    const place = { file: source.name, row }
    if (kind === 'value' && path.length === 1) {
      if (!isObject(value)) refuseAt(place, `has a feature that is no object; ${wanted}`)
      yield* resultsOf(value, place)
    } else if (kind !== 'list' && kind !== 'end') {
      refuseAt(place, wanted)
    }
  }
}

const wanted = 'it has to be the JSON of Cucumber: a list of features with elements'

function visit(path: JsonPath): Visit {
  return path.length === 0 ? 'enter' : 'take'
}

function* resultsOf(feature: JsonObject, place: Place): Generator<TestResult, void, undefined> {
  let background: readonly JsonObject[] = []
  for (const element of looseList(feature.elements)) {
    if (!isObject(element)) refuseAt(place, 'has a scenario that is no object')
    if (element.type === 'background') {
      background = looseObjects(element.steps)
    } else {
      yield toResult(feature, element, background, place)
      background = []
    }
  }
}

function toResult(
  feature: JsonObject,
  scenario: JsonObject,
  background: readonly JsonObject[],
  place: Place,
): TestResult {
  const className = looseText(feature.name)
  const steps = [...background, ...looseObjects(scenario.steps)]
  const executions = [
    ...looseObjects(scenario.before).map((hook) => toExecution(hook, 'Before hook', place)),
    ...steps.flatMap((step) => [
      ...looseObjects(step.before).map((hook) => toExecution(hook, 'BeforeStep hook', place)),
      toExecution(step, undefined, place),
      ...looseObjects(step.after).map((hook) => toExecution(hook, 'AfterStep hook', place)),
    ]),
    ...looseObjects(scenario.after).map((hook) => toExecution(hook, 'After hook', place)),
  ]
  const worst = worstStatus(executions.map(({ status }) => status))
  const status = behaveStatus(scenario.status) ?? toResultStatus(worst)
  // Behave gives seconds, the others nanoseconds.
  const perSecond = typeof scenario.status === 'string' ? 1 : 1e9
  const durations = executions
    .map(({ duration }) => looseNumber(duration))
    .filter((each) => each !== undefined)
  const errors = executions.map(({ error }) => error).filter((error) => error !== undefined)
  return newResult({
    name: looseText(scenario.name),
    className,
    suite: className === undefined ? [] : [className],
    status,
    durationSeconds:
      durations.length === 0
        ? undefined
        : looseSeconds(
            durations.reduce((sum, duration) => sum + duration, 0),
            perSecond,
          ),
    startedAt: parseDate(looseText(scenario.start_timestamp) ?? ''),
    message: status === 'passed' || errors.length > 0 ? undefined : reasonOf(executions, worst),
    details: status === 'passed' ? undefined : joinTexts(errors),
    file: looseText(feature.uri) ?? looseText(scenario.location)?.replace(/:\d+$/, ''),
    line: looseLine(scenario.line),
    tags: toTags([...tagsOf(feature), ...tagsOf(scenario)]),
    steps: executions
      .filter(isShown)
      .slice(0, annotationLimit)
      .map((execution) => toStep(execution, perSecond)),
    attachments: toAttachments(executions.flatMap(({ attachments }) => attachments)),
    output: joinTexts(
      executions.flatMap(({ output }) => output),
      '\n',
    ),
    row: place.row,
  })
}

/** A step or a hook that was run, or should have been. */
interface Execution {
  readonly text: string
  readonly isHook: boolean
  readonly status: CucumberStatus
  readonly duration: unknown
  readonly error: string | undefined
  readonly output: readonly string[]
  readonly attachments: readonly (ResultAttachment | undefined)[]
}

function toExecution(step: JsonObject, hook: string | undefined, place: Place): Execution {
  const result = looseObject(step.result)
  const text = `${looseText(step.keyword) ?? ''} ${looseText(step.name) ?? ''}`.trim()
  return {
    text: hook ?? (text === '' ? '(unnamed)' : text),
    isHook: hook !== undefined || step.hidden === true,
    status: statusOf(result.status, place),
    duration: result.duration,
    error: looseText(result.error_message) ?? joinTexts(looseTexts(result.error_message), '\n'),
    output: looseTexts(step.output),
    attachments: looseObjects(step.embeddings).map(({ data, mime_type, media, name }) =>
      typeof data === 'string'
        ? inlineAttachment(data, name, mime_type ?? looseObject(media).type)
        : undefined,
    ),
  }
}

/** A step that was not reached has no result at all, in some versions. */
function statusOf(word: unknown, place: Place): CucumberStatus {
  if (word === undefined || word === 'untested') return 'skipped'
  const status = toCucumberStatus(word) ?? (word === 'error' ? 'failed' : undefined)
  if (status !== undefined) return status
  const shown = JSON.stringify(looseText(word)?.slice(0, 40) ?? '')
  return refuseAt(place, `has a step with the status ${shown}, which is none of Cucumber's`)
}

/** Behave says of scenarios themselves whether they failed or broke. */
function behaveStatus(word: unknown): ResultStatus | undefined {
  return typeof word === 'string' && /^(?:error|hook_error|cleanup_error)$/.test(word) ? 'errored' : undefined
}

function reasonOf(executions: readonly Execution[], worst: CucumberStatus): string | undefined {
  const step = executions.find(({ status }) => status === worst)
  return step === undefined || worst === 'skipped' ? undefined : `${step.text}: ${worst}`
}

/** Hooks are shown where they did something else than pass. */
function isShown({ isHook, status, error }: Execution): boolean {
  return !isHook || error !== undefined || (status !== 'passed' && status !== 'unknown')
}

function toStep({ text, status, duration, error }: Execution, perSecond: number): ResultStep {
  return newStep({
    text,
    status: toResultStatus(status),
    durationSeconds: looseSeconds(duration, perSecond),
    message: error ?? (['undefined', 'ambiguous', 'pending'].includes(status) ? status : undefined),
  })
}

function tagsOf(element: JsonObject): readonly (string | undefined)[] {
  return looseList(element.tags).map((tag) =>
    (looseText(tag) ?? looseText(looseObject(tag).name))?.replace(/^@/, ''),
  )
}
