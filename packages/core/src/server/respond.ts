import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { RequestContext } from './environment.js'

/** An answer as JSON, with an ETag; 204 where there is nothing to say, and 304 where the caller has it already. */
export function respond(context: RequestContext, result: unknown, status: 200 | 201 | 202 = 200): Response {
  if (result instanceof Response) return result
  if (result === undefined) return context.body(null, 204)
  const text = JSON.stringify(result)
  const isRead = context.req.method === 'GET'
  const etag = taggedVersion(result) ?? (isRead ? contentTag(text) : undefined)
  if (etag === undefined) return context.body(text, status, { 'content-type': 'application/json' })
  if (isRead && isKnown(context, etag)) return context.body(null, 304, { etag })
  return context.body(text, status, { 'content-type': 'application/json', etag })
}

function isKnown(context: RequestContext, etag: string): boolean {
  const known = context.req.header('if-none-match')?.split(',') ?? []
  return known.some((one) => one.trim().replace(/^W\//, '') === etag)
}

/** The version that an ETag of ours stands for. */
export function versionOf(tag: string): Date | undefined {
  const milliseconds = /^(?:W\/)?"v(\d{1,15})"$/.exec(tag.trim())?.[1]
  return milliseconds === undefined ? undefined : new Date(Number(milliseconds))
}

/** Rows with a version are told apart by it, which is also what the optimistic lock compares. */
function taggedVersion(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null) return undefined
  const updatedAt: unknown = Reflect.get(result, 'updatedAt')
  return updatedAt instanceof Date ? `"v${updatedAt.getTime()}"` : undefined
}

function contentTag(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/**
 * An answer that is written as it is read, whatever its size. It begins when there is something to say, so that what is
 * wrong with the question is still answered as a problem.
 */
export async function sendBytes(
  context: RequestContext,
  pieces: AsyncIterable<Uint8Array | string>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const reader = pieces[Symbol.asyncIterator]()
  const first = await reader.next()
  const stream = Readable.toWeb(Readable.from(encoded(first, reader))) as ReadableStream<Uint8Array>
  return context.body(stream, 200, { ...headers })
}

async function* encoded(
  first: IteratorResult<Uint8Array | string, unknown>,
  rest: AsyncIterator<Uint8Array | string>,
): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder()
  try {
    for (let piece = first; piece.done !== true; piece = await rest.next()) {
      yield typeof piece.value === 'string' ? encoder.encode(piece.value) : piece.value
    }
  } finally {
    await rest.return?.()
  }
}
