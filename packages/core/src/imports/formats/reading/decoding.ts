import { ValidationError } from '../../../errors.js'

/** How many bytes from the start of a file {@link createDecoder} wants to see: an XML declaration fits. */
export const sniffLength = 512

/** Turns bytes into text piece by piece; the pieces may be cut inside a character. */
export interface Decoder {
  decode(bytes: Uint8Array): string
  /** What is left at the end: a replacement character where the last character is incomplete. */
  end(): string
}

/**
 * Chooses the encoding by byte order mark, then by the XML declaration, then UTF-8. A byte order mark is
 * not part of the text. Bytes that the encoding does not allow become U+FFFD: a report is not lost because
 * a test printed binary data.
 *
 * @param start The first bytes of the file, at least {@link sniffLength} unless it is shorter.
 * @param file For messages.
 * @throws ValidationError when an XML declaration names an encoding that is not known.
 */
export function createDecoder(start: Uint8Array, file: string): Decoder {
  const encoding = detectEncoding(start)
  if (encoding === 'utf-8') return new Utf8Decoder()
  try {
    const decoder = new TextDecoder(encoding)
    return {
      decode: (bytes) => decoder.decode(bytes, { stream: true }),
      end: () => decoder.decode(),
    }
  } catch (cause) {
    const message = `declares the encoding ${JSON.stringify(encoding)}, which is not known; save it as UTF-8`
    throw new ValidationError([{ path: '', message, file, row: 1 }], { cause })
  }
}

function detectEncoding(start: Uint8Array): string {
  const [a, b, c, d] = start
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return 'utf-16be'
  const declared = declaredEncoding(Buffer.from(start.subarray(0, sniffLength)).toString('latin1'))
  // The declaration was read as single bytes, so one that says UTF-16 is wrong (.NET writes such files).
  return declared === undefined || /^utf-?(8|16)/i.test(declared) ? 'utf-8' : declared
}

function declaredEncoding(start: string): string | undefined {
  return /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'<>]+)["']/.exec(start)?.[1]
}

/**
 * UTF-8, several times faster than the platform's streaming decoder, and always the same text however the
 * bytes are cut: an incomplete character at the end of a piece waits for the next one.
 */
class Utf8Decoder implements Decoder {
  #atStart = true
  #pending: Buffer = Buffer.alloc(0)

  decode(bytes: Uint8Array): string {
    let buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (this.#pending.length > 0) buffer = Buffer.concat([this.#pending, buffer])
    const end = buffer.length - incompleteTail(buffer)
    this.#pending = buffer.subarray(end)
    if (!this.#atStart || end === 0) return buffer.toString('utf8', 0, end)
    this.#atStart = false
    const hasMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf
    return buffer.toString('utf8', hasMark ? 3 : 0, end)
  }

  end(): string {
    return this.#pending.toString('utf8')
  }
}

/** How many bytes at the end belong to a character whose last byte is still to come. */
function incompleteTail(buffer: Buffer): number {
  for (let back = 1; back <= 3 && back <= buffer.length; back++) {
    const byte = buffer[buffer.length - back] ?? 0
    if ((byte & 0b1100_0000) === 0b1000_0000) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}
