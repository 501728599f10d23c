import type { CoverageScope } from '../../packages/core/src/coverage/scope.js'
import type { GeneratedProject } from './coverage-project.js'
import type { TestDatabase } from './engines.js'
import { insertRows, reserveIds } from './rows.js'

/** A generated project in the database, with the ids that it has there. */
export interface StoredProject extends GeneratedProject {
  readonly projectId: number
  /** A scope with cycles by their ids, where the generator knows only their numbers. */
  scope(generated: CoverageScope): CoverageScope
}

/**
 * Stores a generated project. `microseconds` are added to the moment of each run in turn: PostgreSQL keeps
 * them, a `Date` does not.
 */
export async function storeProject(
  database: TestDatabase,
  project: GeneratedProject,
  microseconds: readonly number[] = [],
): Promise<StoredProject> {
  const base = reserveIds()
  const stored = renumber(project, base)
  const project_id = base
  const itemId = ({ testCaseId, cycleId }: { testCaseId: number; cycleId: number }) =>
    base + 100 + (cycleId - base) * 20 + (testCaseId - base)
  const items = new Map(stored.runs.map((run) => [itemId(run), run]))
  await insertRows(database, {
    projects: [{ id: base, name: `Project ${base}` }],
    jira_tickets: stored.tickets.map((ticket) => ({
      id: ticket.id,
      project_id,
      jira_key: ticket.key,
      issue_type: ticket.issueType,
      summary: `About ${ticket.key}`,
      priority: ticket.priority,
      status: ticket.status,
      resolution: ticket.resolution,
      components: ticket.components,
      labels: ticket.labels,
      fix_versions: ticket.fixVersions,
      parent_key: ticket.parentKey,
      created_date: ticket.createdDate,
      deleted_at: ticket.deletedAt,
    })),
    test_cases: stored.testCases.map((testCase) => ({
      id: testCase.id,
      project_id,
      title: `Test ${testCase.id - base}`,
      status: testCase.status,
      ai_generated: testCase.aiGenerated,
      approved_at: testCase.approved ? new Date('2026-03-05') : null,
    })),
    test_cycles: Array.from({ length: project.cycles }, (_, index) => ({
      id: base + index + 1,
      project_id,
      name: `Cycle ${index + 1}`,
    })),
    imports: Array.from({ length: project.imports }, (_, index) => ({
      id: base + index + 1,
      project_id,
      kind: 'results',
      file_name: `report-${index + 1}.xml`,
      sha256: String(index),
      target: '',
      summary: {},
    })),
    test_cycle_items: [...items].map(([id, run]) => ({
      id,
      project_id,
      cycle_id: run.cycleId,
      test_case_id: run.testCaseId,
    })),
    test_runs: stored.runs.map((run, index) => ({
      id: run.id,
      project_id,
      test_case_id: run.testCaseId,
      cycle_item_id: itemId(run),
      status: run.status,
      environment: run.environment,
      version: run.version,
      executed_at: withMicroseconds(run.executedAt, microseconds[index] ?? 0),
      attempt: run.attempt,
      import_id: run.importId,
      // Whole seconds are what other programs write.
      duration: run.durationMs === 60_000 ? 60 : null,
      duration_ms: run.durationMs === 60_000 ? null : run.durationMs,
      defects: run.defects,
    })),
    test_case_jira_links: stored.links.map((link, index) => ({
      id: base + index + 1,
      project_id,
      test_case_id: link.testCaseId,
      jira_ticket_id: link.ticketId,
      created_at: link.createdAt,
      origin: 'manual',
    })),
    pending_links: stored.pendingLinks.map((link, index) => ({
      id: base + index + 1,
      project_id,
      test_case_id: link.testCaseId,
      jira_key: link.key,
      link_type: 'covers',
      origin: 'manual',
    })),
  })
  return {
    ...stored,
    projectId: base,
    scope: (generated) =>
      generated.cycleIds === undefined
        ? generated
        : { ...generated, cycleIds: generated.cycleIds.map((cycle) => base + cycle) },
  }
}

function renumber(project: GeneratedProject, base: number): GeneratedProject {
  return {
    ...project,
    tickets: project.tickets.map((ticket) => ({ ...ticket, id: base + ticket.id })),
    testCases: project.testCases.map((testCase) => ({ ...testCase, id: base + testCase.id })),
    links: project.links.map(({ testCaseId, ticketId, createdAt }) => ({
      testCaseId: base + testCaseId,
      ticketId: base + ticketId,
      createdAt,
    })),
    pendingLinks: project.pendingLinks.map((link) => ({ ...link, testCaseId: base + link.testCaseId })),
    runs: project.runs.map((run) => ({
      ...run,
      importId: run.importId === null ? null : base + run.importId,
      id: base + run.id,
      testCaseId: base + run.testCaseId,
      cycleId: base + run.cycleId,
    })),
  }
}

function withMicroseconds(moment: Date | null, microseconds: number): string | null {
  return moment === null ? null : moment.toISOString().replace('Z', String(microseconds).padStart(3, '0'))
}
