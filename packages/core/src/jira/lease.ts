import type { Runner, Transaction } from '../database/transaction.js'
import { ConflictError } from '../errors.js'
import type { JiraSyncType } from '../schema/allowed-values.js'
import { isAlive } from './running.js'
import {
  endSync,
  findRunningSync,
  type Holder,
  insertSync,
  listSyncs,
  lockSyncs,
  readWatermark,
  recordStep,
  type StoredSync,
  takeOverSync,
} from './sync-rows.js'

/** For how long an interrupted synchronisation is worth going on with, in milliseconds. */
const resumableFor = 24 * 3_600_000
const heartbeatMs = 15_000

export interface WantedSync {
  readonly projectId: number
  readonly type: JiraSyncType
  readonly scope: string
  readonly holder: Holder
}

/** A synchronisation that has begun, and from where an incremental one reads. */
export interface BegunSync {
  readonly sync: StoredSync
  readonly watermark: Date | null
}

/**
 * Begins a synchronisation, or goes on with one that was interrupted. Where nothing has been read before, an
 * incremental one is full.
 *
 * @throws ConflictError naming who runs one of this project already.
 */
export async function beginSync(transaction: Transaction, wanted: WantedSync): Promise<BegunSync> {
  const { projectId, scope, holder } = wanted
  await lockSyncs(transaction, projectId)
  const running = await findRunningSync(transaction, projectId)
  if (running !== undefined && isAlive(running)) throw alreadyRunning(running)
  const watermark = await readWatermark(transaction, projectId, scope)
  const type = wanted.type === 'incremental' && watermark === null ? 'full' : wanted.type
  const [last] = running === undefined ? await listSyncs(transaction, projectId, 1) : [running]
  if (last !== undefined && isResumable(last, type, scope)) {
    await takeOverSync(transaction, projectId, last.id, holder)
  } else {
    if (running?.holder != null) {
      const error = 'It was interrupted, and another kind of synchronisation followed.'
      await endSync(transaction, projectId, running.id, running.holder, { error })
    }
    await insertSync(transaction, { projectId, type, scope, holder })
  }
  const sync = await findRunningSync(transaction, projectId)
  if (sync === undefined) throw new Error('a synchronisation that was begun is not there')
  return { sync, watermark }
}

/** A full one reads all that an incremental one would. */
function isResumable(sync: StoredSync, type: JiraSyncType, scope: string): boolean {
  const isInterrupted = sync.status === 'in_progress' || sync.status === 'failed'
  const isFresh = Date.now() - sync.startedAt.getTime() < resumableFor
  const fits = sync.type === type || (sync.type === 'full' && type === 'incremental')
  return (
    isInterrupted && sync.checkpoint !== null && isFresh && fits && type !== 'manual' && sync.scope === scope
  )
}

function alreadyRunning({ holder, startedAt, heartbeatAt }: StoredSync): ConflictError {
  const who = holder === null ? 'somebody' : `process ${holder.pid} on ${holder.host}`
  const heard = heartbeatAt === null ? '' : `, last heard of ${heartbeatAt.toISOString()}`
  return new ConflictError(
    `A synchronisation of this project is running: ${who} began it ${startedAt.toISOString()}${heard}. Wait for it to end.`,
  )
}

/** Runs a synchronisation with a sign of life now and then, and writes down how it ended where it fails. */
export async function whileHeld(
  runner: Runner,
  { id: syncId, projectId }: StoredSync,
  holder: Holder,
  work: () => Promise<StoredSync>,
): Promise<StoredSync> {
  const heartbeat = setInterval(() => {
    runner
      .run((transaction) => recordStep(transaction, projectId, syncId, holder, {}))
      // The step that comes next says what is wrong.
      .catch(() => undefined)
  }, heartbeatMs)
  heartbeat.unref()
  try {
    return await work()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    await runner
      .run((transaction) => endSync(transaction, projectId, syncId, holder, { error: message }))
      // Without the database it stays as it is, and the next one finds that nobody runs it.
      .catch(() => undefined)
    throw error
  } finally {
    clearInterval(heartbeat)
  }
}
