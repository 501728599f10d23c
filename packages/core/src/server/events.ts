import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { ImportProgress } from '../imports/types.js'
import type { RequestContext } from './environment.js'
import { tellProblem } from './told-problem.js'

/** Tells how far something is, at most a few times a second. */
export type Tell = (progress: Readonly<Record<string, unknown>>) => void

/** How far an import is, as it is told. */
export function tellImport(tell: Tell): (progress: ImportProgress) => void {
  return ({ file, bytesRead, totalBytes }) => tell({ file, bytesRead, totalBytes: totalBytes ?? null })
}

/** Whether the caller wants to be told while it goes on. */
export function wantsEvents(context: RequestContext): boolean {
  return /\btext\/event-stream\b/i.test(context.req.header('accept') ?? '')
}

/** How often progress is told at the most, in milliseconds. */
const interval = 100

/**
 * Does something that takes a while and tells about it by server-sent events: `progress` as it goes on, and in the end
 * either `result`, with what would have been the answer, or `problem`. Whoever goes away does not stop it.
 */
export function withEvents(context: RequestContext, work: (tell: Tell) => Promise<unknown>): Response {
  return streamSSE(context, async (stream) => {
    const write = writerFor(stream)
    const beat = setInterval(() => void stream.write(': still at it\n\n'), 15_000)
    let last = 0
    try {
      const result = await work((progress) => {
        const now = performance.now()
        if (now - last < interval) return
        last = now
        void write('progress', progress)
      })
      await write('result', result)
    } catch (error) {
      await write('problem', tellProblem(error, context).problem)
    } finally {
      clearInterval(beat)
    }
  })
}

/** Events one after the other, in their order. */
function writerFor(stream: SSEStreamingApi): (event: string, data: unknown) => Promise<void> {
  let queue = Promise.resolve()
  return async (event, data) => {
    queue = queue.then(() => stream.writeSSE({ event, data: JSON.stringify(data ?? null) }))
    await queue
  }
}
