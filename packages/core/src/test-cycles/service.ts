import { userIdOf } from '../actor.js'
import { percentage } from '../coverage/verdict.js'
import { missingRows } from '../database/missing-rows.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError, PermissionError } from '../errors.js'
import type { Page } from '../pagination.js'
import { findSingle, listPage, type NewRow, ResourceService, rowIdOf } from '../resource-service.js'
import { testCases, testSuites } from '../schema/test-management.js'
import { id, parse } from '../validation.js'
import {
  addItems,
  hasAccess,
  readExecutions,
  testCycleItemRepository,
  testCycleRepository,
} from './repository.js'
import {
  type AddTestCycleItems,
  addTestCycleItems,
  type CreateTestCycle,
  type CycleExecutionQuery,
  type CycleExecutions,
  createTestCycle,
  cycleExecutionQuery,
  type ListTestCycleItems,
  type ListTestCycles,
  type TestCycle,
  type TestCycleItem,
  testCycleFilters,
  testCycleItemFilters,
  type UpdateTestCycle,
  updateTestCycle,
} from './types.js'

/** Periods and campaigns of execution, and the test cases in them. */
export class TestCycles extends ResourceService<TestCycle, CreateTestCycle, UpdateTestCycle, ListTestCycles> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'test cycle',
      repository: testCycleRepository,
      projectOwned: true,
      create: createTestCycle,
      update: updateTestCycle,
      filters: testCycleFilters,
    })
  }

  /**
   * Adds test cases to a cycle; those that are in it already stay as they are.
   *
   * @returns how many were added.
   * @throws NotFoundError for a test case, suite or user that the project does not have; nothing is added.
   */
  async addItems(cycleId: number, items: AddTestCycleItems): Promise<number> {
    const wanted = this.rowId(cycleId)
    const given = parse(addTestCycleItems, items)
    return await this.runner.run(async (transaction) => {
      const cycle = await this.find(transaction, wanted)
      const [testCase] = await missingRows(transaction, testCases, cycle.projectId, given.testCaseIds)
      if (testCase !== undefined) throw new NotFoundError('test case', testCase)
      const [suite] = await missingRows(transaction, testSuites, cycle.projectId, given.suiteIds)
      if (suite !== undefined) throw new NotFoundError('test suite', suite)
      await requireAssignable(transaction, given.assignedUserId, cycle.projectId)
      return await addItems(transaction, cycle, given)
    })
  }

  /** One test case in a cycle. */
  async getItem(itemId: number): Promise<TestCycleItem> {
    const wanted = rowIdOf('cycle item', itemId)
    return await findSingle(this.runner, { label: 'cycle item', repository: testCycleItemRepository }, wanted)
  }

  /** A page of the test cases in cycles. */
  async listItems(options: ListTestCycleItems): Promise<Page<TestCycleItem>> {
    return await listPage(
      this.runner,
      { repository: testCycleItemRepository, projectOwned: true, filters: testCycleItemFilters },
      options,
    )
  }

  /** How far the newest cycles are: their test cases by the status of the newest run there. */
  async executions(query: CycleExecutionQuery): Promise<CycleExecutions> {
    const { projectId, ...wanted } = parse(cycleExecutionQuery, query)
    const { total, items } = await this.runner.run(
      (transaction) => readExecutions(transaction, { projectId, ...wanted }),
      { need: { projectId, level: 'read' } },
    )
    const passedOf = ({ statuses }: (typeof items)[number]): number =>
      statuses.find(({ status }) => status === 'passed')?.count ?? 0
    return {
      total,
      items: items.map((cycle) => ({ ...cycle, passRate: percentage(passedOf(cycle), cycle.total) })),
    }
  }

  /** Gives an item to somebody of the project, or to nobody. */
  async assign(itemId: number, userId: number | null): Promise<TestCycleItem> {
    const wanted = rowIdOf('cycle item', itemId)
    const assignedUserId = parse(id.nullable(), userId, 'userId')
    return await this.runner.run(async (transaction) => {
      const item = await testCycleItemRepository.find(transaction, wanted)
      if (item === undefined) throw new NotFoundError('cycle item', wanted)
      await requireAssignable(transaction, assignedUserId, item.projectId)
      const updated = await testCycleItemRepository.update(transaction, wanted, { assignedUserId })
      if (updated === undefined)
        throw new PermissionError(`You may read the cycle item ${wanted} but not change it.`)
      return updated
    })
  }

  /** Takes a test case out of a cycle, with its runs there. */
  async removeItem(itemId: number): Promise<void> {
    const wanted = rowIdOf('cycle item', itemId)
    await this.runner.run(async (transaction) => {
      if (await testCycleItemRepository.remove(transaction, wanted)) return
      if ((await testCycleItemRepository.find(transaction, wanted)) === undefined) {
        throw new NotFoundError('cycle item', wanted)
      }
      throw new PermissionError(`You may read the cycle item ${wanted} but not remove it.`)
    })
  }

  protected override async insert(
    transaction: Transaction,
    rows: readonly NewRow[],
  ): Promise<readonly TestCycle[]> {
    const userId = userIdOf(this.runner.actor)
    return await super.insert(
      transaction,
      rows.map((row) => ({ ...row, userId })),
    )
  }
}

/** Work goes to people who can see it. */
async function requireAssignable(
  transaction: Transaction,
  userId: number | null,
  projectId: number,
): Promise<void> {
  if (userId !== null && !(await hasAccess(transaction, userId, projectId)))
    throw new NotFoundError('user', userId)
}
