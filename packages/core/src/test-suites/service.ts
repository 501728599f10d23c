import type { Runner } from '../database/transaction.js'
import { ResourceService } from '../resource-service.js'
import { testSuiteRepository } from './repository.js'
import {
  type CreateTestSuite,
  createTestSuite,
  type ListTestSuites,
  type TestSuite,
  testSuiteFilters,
  type UpdateTestSuite,
  updateTestSuite,
} from './types.js'

/** Groups of test cases. Deleting one keeps its test cases, without a suite. */
export class TestSuites extends ResourceService<TestSuite, CreateTestSuite, UpdateTestSuite, ListTestSuites> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'test suite',
      repository: testSuiteRepository,
      projectOwned: true,
      create: createTestSuite,
      update: updateTestSuite,
      filters: testSuiteFilters,
    })
  }
}
