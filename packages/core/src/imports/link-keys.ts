import type { TestResult } from './formats/results/result.js'
import { keysOf, mentionedKeys, projectOfKey } from './formats/test-cases/issue-keys.js'

const onlyKey = /^@?([A-Z][A-Z0-9_]+-[1-9]\d{0,9})$/
/** Names under which tools note the ticket that a test is about. */
const keyNames =
  /^(jira|issues?|tickets?|keys?|requirements?|story|stories|bugs?|links?|tms|jira[-_ ]?keys?|xray[-_ ]?requirements?)$/i
/** `jira:SHOP-1`, `@issue=SHOP-1`, as tags. */
const namedTag = /^@?([\p{L}_ -]{1,40})[:=](.*)$/u
const keyLimit = 50

/**
 * The keys of tickets that a result names: in its tags and properties, and in its name and those around it where the
 * key is one of a known project, for `COVID-19` looks like a key too.
 *
 * @param isProject whether there are tickets with keys of this Jira project
 */
export function keysIn(
  result: Pick<TestResult, 'name' | 'className' | 'suite' | 'tags' | 'properties'>,
  isProject: (projectKey: string) => boolean,
): readonly string[] {
  const named = [result.name, result.className ?? '', ...result.suite].flatMap(mentionedKeys)
  const tagged = result.tags.flatMap((tag) => {
    const match = namedTag.exec(tag)
    if (match !== null && keyNames.test(match[1]?.trim() ?? '')) return keysOf(match[2] ?? '')
    const key = onlyKey.exec(tag.trim())?.[1]
    return key === undefined ? [] : [key]
  })
  const noted = result.properties
    .filter(({ name }) => keyNames.test(name.trim()))
    .flatMap(({ value }) => keysOf(value))
  const keys = [...named.filter((key) => isProject(projectOfKey(key))), ...tagged, ...noted]
  return [...new Set(keys)].filter((key) => key.length <= keyLimit)
}
