import type { JsonObject } from '../reading/fields.js'
import { looseLine, looseList, looseObject, looseObjects, looseText } from '../reading/json-values.js'
import { toTags } from './new-result.js'
import type { ResultProperty } from './result.js'

/** A scenario, or a row of an outline, as it is to be run. */
export interface Pickle {
  readonly name: string | undefined
  /** Feature, rule and scenario, as far as they have names. */
  readonly identity: string | undefined
  readonly suite: readonly string[]
  readonly file: string | undefined
  readonly line: number | undefined
  readonly tags: readonly string[]
  readonly properties: readonly ResultProperty[]
  /** The text of each step by its id. */
  readonly steps: ReadonlyMap<string, string>
}

/** What a node of a feature's syntax tree says to the pickles made of it. */
interface Node {
  readonly suite: readonly string[]
  readonly name: string | undefined
  readonly line: number | undefined
  /** Which row of which table it is, from 1. */
  readonly example?: string
}

const nothing: readonly never[] = Object.freeze([])

/** The features and pickles of a run, by the ids under which later messages refer to them. */
export class Pickles {
  readonly #scenarios = new Map<string, Node>()
  readonly #examples = new Map<string, Node>()
  /** The keyword of each step. */
  readonly #keywords = new Map<string, string>()
  readonly #pickles = new Map<string, Pickle>()

  get(id: string): Pickle | undefined {
    return this.#pickles.get(id)
  }

  addDocument(document: JsonObject): void {
    const feature = looseObject(document.feature)
    const name = looseText(feature.name)
    const suite = name === undefined ? nothing : [name]
    for (const child of looseObjects(feature.children)) {
      this.#addChild(child, suite)
      const rule = looseObject(child.rule)
      const ruleName = looseText(rule.name)
      const inRule = ruleName === undefined ? suite : [...suite, ruleName]
      for (const inner of looseObjects(rule.children)) this.#addChild(inner, inRule)
    }
  }

  addPickle(message: JsonObject): void {
    const id = looseText(message.id)
    if (id === undefined) return
    const nodeIds = looseList(message.astNodeIds).map((node) => looseText(node) ?? '')
    const scenario = find(this.#scenarios, nodeIds)
    const example = find(this.#examples, nodeIds)
    const steps = looseObjects(message.steps).map(
      (step) => [looseText(step.id) ?? '', this.#textOf(step)] as const,
    )
    const name = looseText(message.name)
    const suite = scenario?.suite ?? nothing
    this.#pickles.set(id, {
      name,
      identity: [...suite, scenario?.name ?? name ?? '(unnamed)'].join(' > '),
      suite,
      file: looseText(message.uri),
      line: example?.line ?? scenario?.line ?? looseLine(looseObject(message.location).line),
      tags: toTags(looseObjects(message.tags).map((tag) => looseText(tag.name)?.replace(/^@/, ''))),
      properties: example?.example === undefined ? nothing : [{ name: 'example', value: example.example }],
      steps: new Map(steps),
    })
  }

  #addChild(child: JsonObject, suite: readonly string[]): void {
    this.#addSteps(looseObject(child.background))
    const scenario = looseObject(child.scenario)
    const id = looseText(scenario.id)
    if (id === undefined) return
    this.#addSteps(scenario)
    this.#scenarios.set(id, { suite, name: looseText(scenario.name), line: lineOf(scenario) })
    for (const [table, examples] of looseObjects(scenario.examples).entries()) {
      for (const [row, cells] of looseObjects(examples.tableBody).entries()) {
        const node = { suite, name: undefined, line: lineOf(cells), example: `#${table + 1}.${row + 1}` }
        this.#examples.set(looseText(cells.id) ?? '', node)
      }
    }
  }

  #addSteps(around: JsonObject): void {
    for (const step of looseObjects(around.steps)) {
      this.#keywords.set(looseText(step.id) ?? '', looseText(step.keyword) ?? '')
    }
  }

  #textOf(step: JsonObject): string {
    const nodeIds = looseList(step.astNodeIds).map((node) => looseText(node) ?? '')
    const text = `${find(this.#keywords, nodeIds) ?? ''} ${looseText(step.text) ?? ''}`.trim()
    return text === '' ? '(unnamed)' : text
  }
}

function find<Value>(map: ReadonlyMap<string, Value>, ids: readonly string[]): Value | undefined {
  const id = ids.find((each) => map.has(each))
  return id === undefined ? undefined : map.get(id)
}

function lineOf(node: JsonObject): number | undefined {
  return looseLine(looseObject(node.location).line)
}
