import { z } from 'zod'
import { userIdOf } from '../actor.js'
import { missingRows } from '../database/missing-rows.js'
import type { Runner } from '../database/transaction.js'
import { NotFoundError, ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage } from '../resource-service.js'
import { testCases } from '../schema/test-management.js'
import { parse } from '../validation.js'
import { linkByKey, linkRepository, pendingLinkRepository, unlinkByKey } from './repository.js'
import {
  type CreateLink,
  createLink,
  type Link,
  type LinkResult,
  type ListLinks,
  type ListPendingLinks,
  linkFilters,
  type PendingLink,
  pendingLinkFilters,
  removeLink,
} from './types.js'

/** Which test case covers which ticket. */
export class Links {
  readonly #runner: Runner

  constructor(runner: Runner) {
    this.#runner = runner
  }

  /** Links a test case to a ticket by its key. A key that no ticket has is kept until one arrives. */
  async link(input: CreateLink): Promise<LinkResult> {
    return await this.linkMany([input])
  }

  /** Links all or none, in one statement. They belong to one project. */
  async linkMany(inputs: readonly CreateLink[]): Promise<LinkResult> {
    const links = parse(z.array(createLink), inputs)
    const projectId = links[0]?.projectId
    if (projectId === undefined) return { linked: 0, pending: 0, unchanged: 0 }
    if (links.some((link) => link.projectId !== projectId)) {
      throw new ValidationError([{ path: 'projectId', message: 'must be the same for all' }])
    }
    return await this.#runner.run(
      async (transaction) => {
        const ids = [...new Set(links.map((link) => link.testCaseId))]
        const [missing] = await missingRows(transaction, testCases, projectId, ids)
        if (missing !== undefined) throw new NotFoundError('test case', missing)
        const { linked, pending } = await linkByKey(
          transaction,
          projectId,
          links,
          userIdOf(this.#runner.actor),
        )
        const wanted = new Set(links.map((link) => `${link.testCaseId} ${link.key}`)).size
        return { linked, pending, unchanged: wanted - linked - pending }
      },
      { need: { projectId, level: 'write' } },
    )
  }

  /** Takes a link away, also one that waits for its ticket. */
  async unlink(input: {
    readonly projectId: number
    readonly testCaseId: number
    readonly key: string
  }): Promise<void> {
    const { projectId, testCaseId, key } = parse(removeLink, input)
    await this.#runner.run(
      async (transaction) => {
        if (await unlinkByKey(transaction, projectId, testCaseId, key)) return
        throw new NotFoundError('link', `${testCaseId} → ${key}`)
      },
      { need: { projectId, level: 'write' } },
    )
  }

  async list(options: ListLinks): Promise<Page<Link>> {
    const listed = { repository: linkRepository, projectOwned: true, filters: linkFilters }
    return await listPage(this.#runner, listed, options)
  }

  /** Links to keys that no ticket has yet. */
  async listPending(options: ListPendingLinks): Promise<Page<PendingLink>> {
    const listed = { repository: pendingLinkRepository, projectOwned: true, filters: pendingLinkFilters }
    return await listPage(this.#runner, listed, options)
  }
}
