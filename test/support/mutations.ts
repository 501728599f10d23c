/** Damage to files, the same in every run: what a disk, a network, a careless tool or an attacker may do. */
import { createRandom } from './random.js'

/** Random numbers that are the same for the same seed. */
export class Random {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = createRandom(seed)
  }

  /** From 0 up to, but not including, the limit. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit)
  }

  pick<Item>(list: readonly Item[]): Item {
    const item = list[this.below(list.length)]
    if (item === undefined) throw new RangeError('there is nothing to pick from')
    return item
  }
}

type Mutation = (bytes: Buffer, random: Random) => Buffer

/**
 * Half of the time what is said changes and the file stays whole, as far as that can be told without knowing
 * its language; otherwise the file itself is damaged.
 *
 * @param hostile What is put into a damaged file.
 */
export function mutate(bytes: Buffer, random: Random, hostile: readonly Buffer[]): Buffer {
  const insert: Mutation = (text) => replace(text, random.below(text.length + 1), 0, random.pick(hostile))
  const choice = random.below(2) === 0 ? changes : [...damages, insert, insert]
  let mutated = bytes
  for (let left = 1 + random.below(4); left > 0; left--) mutated = random.pick(choice)(mutated, random)
  return mutated
}

/** Values that readers trip over. */
const values = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999',
  '1,2.3,4',
  '00:99:99.9999999999',
  '2026-02-30T25:61:61Z',
  '99999-01-01',
  'true',
  'null',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  'file:///etc/passwd',
  '\u0001\u001b[31m\u2028\u202e',
  '\ud83d\udc4b'.repeat(20),
  'x'.repeat(700),
  '.'.repeat(100),
  '('.repeat(100),
  '&amp;'.repeat(10),
]

const changeValue: Mutation = (bytes, random) => {
  const text = bytes.toString()
  const quoted = [...text.matchAll(/"[^"<>&{}[\]\n]*"|(?<=>)[^<>&]+(?=<)|\b\d+\b/g)]
  const found = quoted.length === 0 ? undefined : random.pick(quoted)
  if (found === undefined) return bytes
  const [old] = found
  const value = random.pick(values)
  const isQuoted = old.startsWith('"')
  const after = text.slice(found.index + old.length)
  return Buffer.from(`${text.slice(0, found.index)}${isQuoted ? `"${value}"` : value}${after}`)
}

/** Everywhere at once, so that what opens still closes. */
const renameWord: Mutation = (bytes, random) => {
  const text = bytes.toString()
  const words = text.match(/[A-Za-z][\w-]*/g) ?? []
  return words.length === 0
    ? bytes
    : Buffer.from(text.replaceAll(random.pick(words), random.pick(words)).slice(0, 50_000))
}

const dropAttribute: Mutation = (bytes, random) => {
  const text = bytes.toString()
  const attributes = [...text.matchAll(/ [\w-]+="[^"]*"|"[\w-]+": ?(?:"[^"]*"|[\d.]+), ?/g)]
  if (attributes.length === 0) return bytes
  const { index, 0: attribute } = random.pick(attributes)
  return Buffer.from(text.slice(0, index) + text.slice(index + attribute.length))
}

/** Whole lines, or whole elements that have nothing in them. */
const repeatLine: Mutation = (bytes, random) => {
  const text = bytes.toString()
  const lines = [...text.matchAll(/<[^<>]*\/>|^.+\n/gm)]
  if (lines.length === 0) return bytes
  const { index, 0: line } = random.pick(lines)
  return Buffer.from(text.slice(0, index) + line.repeat(random.below(4)) + text.slice(index + line.length))
}

const changes: readonly Mutation[] = [changeValue, changeValue, renameWord, dropAttribute, repeatLine]

const flipBits: Mutation = (bytes, random) => {
  const flipped = Buffer.from(bytes)
  for (let left = 1 + random.below(5); left > 0 && flipped.length > 0; left--) {
    const at = random.below(flipped.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8))
  }
  return flipped
}

const cutEnd: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1))

const cutStart: Mutation = (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 200) + 1))

const deletePiece: Mutation = (bytes, random) => {
  const { from, length } = pieceOf(bytes, random)
  return replace(bytes, from, length, Buffer.alloc(0))
}

const repeatPiece: Mutation = (bytes, random) => {
  const { from, length } = pieceOf(bytes, random)
  const piece = bytes.subarray(from, from + length)
  return replace(bytes, from, 0, Buffer.concat(Array(1 + random.below(20)).fill(piece)))
}

const movePiece: Mutation = (bytes, random) => {
  const { from, length } = pieceOf(bytes, random)
  const piece = Buffer.from(bytes.subarray(from, from + length))
  const rest = replace(bytes, from, length, Buffer.alloc(0))
  return replace(rest, random.below(rest.length + 1), 0, piece)
}

/** At marks of the language, so that what comes out is well-formed more often. */
const swapElements: Mutation = (bytes, random) => {
  const pieces = bytes.toString('latin1').split(/(?<=[>}\n])/)
  const one = random.below(pieces.length)
  const other = random.below(pieces.length)
  const [first = '', second = ''] = [pieces[one], pieces[other]]
  pieces[one] = second
  pieces[other] = first
  return Buffer.from(pieces.join(''), 'latin1')
}

const damages: readonly Mutation[] = [
  flipBits,
  cutEnd,
  cutStart,
  deletePiece,
  repeatPiece,
  movePiece,
  swapElements,
]

function pieceOf(bytes: Buffer, random: Random): { readonly from: number; readonly length: number } {
  return { from: random.below(bytes.length + 1), length: random.below(Math.min(bytes.length, 100) + 1) }
}

function replace(bytes: Buffer, from: number, length: number, by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, from), by, bytes.subarray(from + length)])
}

/** Pieces that break readers, whatever they read. */
export function hostilePieces(canaryPath: string, canaryUrl: string): readonly Buffer[] {
  return [
    `<!DOCTYPE a [<!ENTITY x SYSTEM "file://${canaryPath}">]>`,
    `<!DOCTYPE a [<!ENTITY % x SYSTEM "${canaryUrl}"> %x;]>`,
    `<!DOCTYPE a SYSTEM "${canaryUrl}">`,
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    '&x;&c;&nbsp;&#0;&#xD800;&#x110000;&#27;',
    `<xi:include href="file://${canaryPath}" parse="text"/>`,
    `<?xml-stylesheet href="${canaryUrl}"?>`,
    '<?xml version="1.0" encoding="utf-7"?>',
    '<?xml version="1.0" encoding="utf-16"?>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '<a>'.repeat(300),
    '</a>'.repeat(5),
    `<a ${'b'.repeat(1_100)}="c">`,
    ` name="${'x'.repeat(3_000)}"`,
    ` a="" b="" ${Array.from({ length: 40 }, (_, index) => `c${index}=""`).join(' ')}`,
    ' hasOwnProperty="1" constructor="2" __proto__="3"',
    '[['.repeat(200),
    '['.repeat(1_500),
    '{"a":'.repeat(600),
    ',"__proto__":{"status":"passed"},"constructor":null,',
    ',"duration":1e999,"start":-1e308,"line":0.5,"time":"NaN",',
    '"\\ud800\\u0000"',
    '"'.repeat(3),
    'null',
    '\n\n',
    '\u2028\r\r\n',
    ...[
      [0],
      [0xff, 0xfe],
      [0xfe, 0xff],
      [0xef, 0xbb, 0xbf],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0x1f, 0x8b, 8, 0],
      [0x1b, 0x5b],
    ].map((bytes) => Buffer.from(bytes)),
  ].map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))
}
