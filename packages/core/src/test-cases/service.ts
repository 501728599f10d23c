import { z } from 'zod'
import { isSystem, userIdOf } from '../actor.js'
import { requireRows } from '../database/missing-rows.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError, PermissionError } from '../errors.js'
import { type NewRow, ResourceService } from '../resource-service.js'
import { testSuites } from '../schema/test-management.js'
import { id, parse } from '../validation.js'
import { approveTestCases, lockTestCases, testCaseRepository, titleContains } from './repository.js'
import {
  type CreateTestCase,
  createTestCase,
  type ListTestCases,
  type TestCase,
  testCaseFilters,
  type UpdateTestCase,
  updateTestCase,
} from './types.js'

/** What to test and how. */
export class TestCases extends ResourceService<TestCase, CreateTestCase, UpdateTestCase, ListTestCases> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'test case',
      repository: testCaseRepository,
      projectOwned: true,
      create: createTestCase,
      update: updateTestCase,
      filters: testCaseFilters,
      conditions: { search: titleContains },
    })
  }

  /**
   * Approves what a model wrote, all or none, so that it counts for coverage from now on.
   *
   * @throws PermissionError for the system: only a person approves.
   */
  async approve(ids: readonly number[]): Promise<void> {
    const wanted = [...new Set(parse(z.array(id), ids, 'ids'))]
    const { actor } = this.runner
    if (isSystem(actor)) throw new PermissionError('Only a person approves test cases; act as a user.')
    await this.runner.run(async (transaction) => {
      // Checked before anything is changed: a caller's own transaction may go on after the error.
      const found = new Set(await lockTestCases(transaction, wanted))
      const missing = wanted.find((testCaseId) => !found.has(testCaseId))
      if (missing === undefined) return await approveTestCases(transaction, wanted, actor.userId)
      if ((await testCaseRepository.find(transaction, missing)) === undefined) {
        throw new NotFoundError('test case', missing)
      }
      throw new PermissionError(`You may read the test case ${missing} but not approve it.`)
    })
  }

  protected override async insert(
    transaction: Transaction,
    rows: readonly NewRow[],
  ): Promise<readonly TestCase[]> {
    const userId = userIdOf(this.runner.actor)
    await requireSuites(transaction, Number(rows[0]?.projectId), rows)
    return await super.insert(
      transaction,
      rows.map((row) => ({ ...row, userId })),
    )
  }

  protected override async change(
    transaction: Transaction,
    rowId: number,
    fields: NewRow,
    expected?: Date,
  ): Promise<TestCase> {
    if (typeof fields.suiteId === 'number') {
      const { projectId } = await this.find(transaction, rowId)
      await requireSuites(transaction, projectId, [fields])
    }
    return await super.change(transaction, rowId, fields, expected)
  }
}

async function requireSuites(
  transaction: Transaction,
  projectId: number,
  rows: readonly NewRow[],
): Promise<void> {
  const ids = rows.map((row) => row.suiteId)
  await requireRows(transaction, 'test suite', testSuites, projectId, ids)
}
