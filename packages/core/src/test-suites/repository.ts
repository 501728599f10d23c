import { tableRepository } from '../database/table-repository.js'
import { testSuites } from '../schema/test-management.js'
import type { TestSuite } from './types.js'

export const testSuiteRepository = tableRepository<TestSuite>(testSuites, {
  sorts: { name: testSuites.name, updatedAt: testSuites.updatedAt },
  filters: {
    status: testSuites.status,
    priority: testSuites.priority,
    projectArea: testSuites.projectArea,
    name: testSuites.name,
  },
})
