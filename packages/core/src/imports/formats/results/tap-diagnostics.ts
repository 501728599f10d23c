import { looseLine, looseSeconds, looseText } from '../reading/json-values.js'
import type { TestResult } from './result.js'

/** What the YAML below a test point says, as far as tools agree on it. */
export interface TapDiagnostics
  extends Pick<TestResult, 'message' | 'details' | 'type' | 'file' | 'line' | 'durationSeconds'> {
  /** Whether the tool says that the test broke before it could tell. */
  readonly isBroken: boolean
  /** Whether that is why the tests in it broke, rather than a consequence of what is around it. */
  readonly isCause: boolean
}

const fieldLine = /^([ ]*)([A-Za-z_][\w-]{0,99}):(?: +(.*))?$/
/** What Node's test runner calls a failure that is none of the test's own expectations. */
const broken =
  /^(?:hookFailed|testTimeoutFailure|cancelledByParent|uncaughtException|unhandledRejection|testAborted)$/

/**
 * Reads the few fields that matter out of the YAML of a test point, without being a reader of YAML: lines of
 * `name: value`, with quotes or a block of text.
 */
export function readDiagnostics(yaml: string): TapDiagnostics {
  const fields = fieldsOf(yaml)
  const [, file, line] = /^(.{1,1000}?):(\d{1,9})(?::\d{1,9})?$/.exec(
    fields.get('location') ?? fields.get('at') ?? '',
  ) ?? [
    undefined,
    fields.get('file') ?? fields.get('fileName'),
    fields.get('line') ?? fields.get('lineNumber'),
  ]
  const message = looseText(fields.get('message')) ?? looseText(fields.get('error'))
  const failure = fields.get('failureType') ?? ''
  const isBroken = broken.test(failure)
  const stack = looseText(fields.get('stack'))
  return {
    message,
    details: stack === undefined ? looseText(yaml) : message === undefined ? stack : `${message}\n${stack}`,
    type: looseText(fields.get('name')) ?? looseText(fields.get('code')),
    file: looseText(file),
    line: looseLine(line),
    durationSeconds: looseSeconds(fields.get('duration_ms'), 1_000),
    isBroken,
    isCause: isBroken && failure !== 'cancelledByParent',
  }
}

/** The first value of each name, at whatever depth. */
function fieldsOf(yaml: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const lines = yaml.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', name, value = ''] = fieldLine.exec(lines[at] ?? '') ?? []
    if (name === undefined) continue
    if (/^[|>][+-]?\d?$/.test(value.trim())) {
      const block: string[] = []
      while (at + 1 < lines.length && isDeeper(lines[at + 1] ?? '', indent.length)) {
        at++
        block.push(lines[at] ?? '')
      }
      if (!fields.has(name)) fields.set(name, withoutIndent(block))
    } else if (!fields.has(name) && value.trim() !== '') {
      fields.set(name, unquote(value.trim()))
    }
  }
  return fields
}

function isDeeper(line: string, indent: number): boolean {
  return line.trim() === '' || line.search(/\S/) > indent
}

function withoutIndent(lines: readonly string[]): string {
  const indent = lines[0]?.search(/\S/) ?? 0
  return lines.map((line) => line.slice(Math.max(indent, 0))).join('\n')
}

function unquote(value: string): string {
  if (/^'.*'$/s.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  if (!/^".*"$/s.test(value)) return value
  try {
    return String(JSON.parse(value))
  } catch {
    return value.slice(1, -1)
  }
}
