import type { TestResult } from './formats/results/result.js'

/** Names under which tools note the id of a test case. */
const idNames =
  /^(atmosfera|test[-_ .]?case|test[-_ .]?case[-_ .]?(id|key)|test[-_ .]?(id|key)|testrail|testrail[-_ .]?id|zephyr|xray|xray[-_ .]?id|qase[-_ .]?id|as_id|allure_?id|tms|tc)$/i
const namedTag = /^@?([\p{L}_ .-]{1,40})[:=](.+)$/u
const bareTag = /^@?([\p{L}][\p{L}\p{N}_-]{0,60}\d)$/u
const candidateLimit = 20

/**
 * The ids of test cases that a result names in its properties, tags and annotations, likeliest first: external ids, and
 * after `atmosfera` ids of ours, as `#12`.
 */
export function idsIn({ properties, tags }: Pick<TestResult, 'properties' | 'tags'>): readonly string[] {
  const ids = new Set<string>()
  const add = (text: string): void => {
    const id = text.trim()
    if (id !== '' && id.length <= 500 && ids.size < candidateLimit) ids.add(id)
  }
  const addNamed = (name: string, value: string): void => {
    if (!idNames.test(name)) return
    add(name.toLowerCase() === 'atmosfera' && /^\d+$/.test(value.trim()) ? `#${value.trim()}` : value)
  }
  for (const { name, value } of properties) addNamed(name.trim(), value)
  const bare: string[] = []
  for (const tag of tags) {
    const named = namedTag.exec(tag)
    if (named !== null) addNamed(named[1]?.trim() ?? '', named[2] ?? '')
    const id = bareTag.exec(tag.trim())?.[1]
    if (id !== undefined) bare.push(id)
  }
  // A tag such as `C123` says nothing of itself; it counts where a test case has it for its external id.
  bare.forEach(add)
  return [...ids]
}
