/** Files that are wrong, each in one way, and what is said of them. */
import { gzipSync } from 'node:zlib'

export type Kind = 'tickets' | 'test-cases' | 'results'

/** What a file may try to reach. */
interface Outside {
  readonly file: string
  readonly url: string
}

export interface BadFile {
  readonly kind: Kind
  readonly name: string
  readonly content: string | Uint8Array | ((outside: Outside) => string)
  /** The whole of the line, behind the file's path. */
  readonly says: RegExp
}

export const ticket = (fields: object): string =>
  JSON.stringify({ key: 'SHOP-1', summary: 's', status: 'Open', ...fields })
const manyTickets = Array.from({ length: 2000 }, (_, index) => ticket({ key: `SHOP-${index}` })).join('\n')
export const report = (content: string): string =>
  `<testsuite name="s"><testcase classname="Pay" name="first"/>${content}</testsuite>`
const entity = (declaration: string): string =>
  `<?xml version="1.0"?>\n<!DOCTYPE testsuite [${declaration}]>\n${report('<testcase name="&e;"><system-out>&e;</system-out></testcase>')}`
const laughs = Array.from(
  { length: 12 },
  (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
).join('')

export const badFiles: Readonly<Record<string, BadFile>> = {
  'a gzip file that was cut off': {
    kind: 'tickets',
    name: 'issues.ndjson.gz',
    content: gzipSync(manyTickets).subarray(0, -2000),
    says: /^: the gzip data is cut off; copy or /,
  },
  'a gzip file with a flipped bit': {
    kind: 'tickets',
    name: 'flipped.ndjson.gz',
    content: flipped(gzipSync(manyTickets)),
    says: /^: the gzip data is damaged; copy or /,
  },
  'malformed JSON on line 1,501': {
    kind: 'tickets',
    name: 'malformed.ndjson',
    content: manyTickets.replace('"SHOP-1500"', '"SHOP-1500'),
    says: /^, row 1501: .*JSON/,
  },
  'a ticket without a key': {
    kind: 'tickets',
    name: 'keyless.json',
    content: `[${ticket({})}, ${ticket({ key: undefined })}]`,
    says: /^, row 2: key: is missing; every ticket has one, such as ABC-1$/,
  },
  'a ticket without a summary': {
    kind: 'tickets',
    name: 'summaryless.csv',
    content: 'Issue key,Summary,Status\nSHOP-1,s,Open\nSHOP-2,,Open\n',
    says: /^, row 3: summary: is missing; export the summary too$/,
  },
  'a description of 5 MB': {
    kind: 'tickets',
    name: 'long.json',
    content: `[${ticket({})}, ${ticket({ key: 'SHOP-2', description: 'x'.repeat(5_000_000) })}]`,
    says: /^, row 2: description: has 5,?000,?000 characters; .*1,?000,?000/,
  },
  'an id of a wrong type': {
    kind: 'tickets',
    name: 'odd-id.json',
    content: `[${ticket({ id: { of: 'what' } })}]`,
    says: /^, row 1: jiraId: /,
  },
  'a key of a wrong type': {
    kind: 'tickets',
    name: 'odd-key.json',
    content: `[${ticket({ key: ['SHOP-1'] })}]`,
    says: /^, row 1: key: /,
  },
  'a file that holds something else': {
    kind: 'tickets',
    name: 'picture.json',
    content: Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256),
    says: /^: .*format/,
  },
  'test cases without a title': {
    kind: 'test-cases',
    name: 'titleless.json',
    content: '[{"externalId":"a","title":"a"},{"externalId":"b"}]',
    says: /^, row 2: title: /,
  },
  'a table that is broken in row 3': {
    kind: 'test-cases',
    name: 'broken.csv',
    content: 'external_id,title\na,works\nb,"is not "closed\nc,works\n',
    says: /^, row 3: is not well-formed CSV/,
  },
  'Gherkin that is none in line 4': {
    kind: 'test-cases',
    name: 'broken.feature',
    content: 'Feature: Pay\n  Scenario: by card\n    Given a card\n    Whenever I pay\n',
    says: /^, row 4: /,
  },
  'a report that was cut off in the middle': {
    kind: 'results',
    name: 'cut.xml',
    content: report('<testcase name="second"><failure>and th').replace('</testsuite>', ''),
    says: /^.*(cut off|ends)/,
  },
  'a report whose tags do not match': {
    kind: 'results',
    name: 'crossed.xml',
    content: report('<testcase name="second"></failure>'),
    says: /^.*XML/,
  },
  'a report without content': { kind: 'results', name: 'empty.xml', content: '', says: /^: .*empty/ },
  'entities that grow to a billion laughs': {
    kind: 'results',
    name: 'laughs.xml',
    content: entity(`<!ENTITY l0 "ha">${laughs}<!ENTITY e "&l12;">`),
    says: /^.*entit/,
  },
  'an entity that is a file of this machine': {
    kind: 'results',
    name: 'file-entity.xml',
    content: ({ file }) => entity(`<!ENTITY e SYSTEM "file://${file}">`),
    says: /^.*entit/,
  },
  'an entity that is an address': {
    kind: 'results',
    name: 'web-entity.xml',
    content: ({ url }) => entity(`<!ENTITY e SYSTEM "${url}/entity">`),
    says: /^.*entit/,
  },
  'a parameter entity that is an address': {
    kind: 'results',
    name: 'parameter-entity.xml',
    content: ({ url }) => entity(`<!ENTITY % p SYSTEM "${url}/parameter">%p;`),
    says: /^.*entit/,
  },
  'a document type that is an address': {
    kind: 'results',
    name: 'doctype.xml',
    content: ({ url }) => `<!DOCTYPE testsuite SYSTEM "${url}/junit.dtd">${report('')}`,
    says: /^, row 1: refers to an external document type, which is not read for safety; remove the <!DOCTYPE>$/,
  },
}

function flipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => (index === bytes.length - 6 ? byte ^ 1 : byte))
}
