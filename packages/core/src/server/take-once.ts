import type { Services } from '../services.js'
import type { Caller, RequestContext } from './environment.js'
import { answerOnce } from './idempotent.js'
import { respond } from './respond.js'
import { type UploadedFile, withUploads } from './uploads.js'

/** Takes files and answers once, as `answerOnce` does. Files are told apart by what is in them, as bodies are. */
export async function takeOnce(
  context: RequestContext,
  caller: Caller,
  work: (services: Services, files: readonly UploadedFile[]) => Promise<unknown>,
  status: 200 | 201 = 200,
): Promise<Response> {
  return await withUploads(context, async (files) => {
    const content = files.map(({ name, sha256 }) => [name, sha256])
    return await answerOnce(context, caller, content, async (services) =>
      respond(context, await work(services, files), status),
    )
  })
}
