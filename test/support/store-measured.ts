import type { TestDatabase } from './engines.js'
import { type MeasuredProject, people } from './maturity-project.js'
import { insertRows, reserveIds } from './rows.js'

/** Stores what is to be measured, with ids counted on from the project's own. Returns that. */
export async function storeMeasured(database: TestDatabase, project: MeasuredProject): Promise<number> {
  const base = reserveIds()
  const project_id = base
  const id = (number: number | null) => (number === null ? null : base + number)
  const testCaseOf = new Map(project.items.map((item) => [item.id, item.testCaseId]))
  const [dimension] = await database.query<{ id: number }>(
    'SELECT min(id) AS id FROM atmosfera.maturity_dimensions WHERE project_id IS NULL',
  )
  await insertRows(database, {
    projects: [{ id: base, name: `Project ${base}` }],
    users: Array.from({ length: people }, (_, index) => ({
      id: id(index + 1),
      username: `person-${base}-${index}`,
      password_hash: 'none',
      full_name: 'A person',
      email: `person-${base}-${index}@example.org`,
      role: 'user',
    })),
    jira_tickets: project.tickets.map((ticket) => ({
      id: id(ticket.id),
      project_id,
      jira_key: `SHOP-${ticket.id}`,
      summary: 'A ticket',
      status: 'Open',
      issue_type: ticket.issueType,
      priority: ticket.priority,
      resolution: ticket.resolution,
      fix_versions: [],
      created_date: ticket.createdDate,
      created_at: ticket.createdAt,
      updated_date: ticket.updatedDate,
      updated_at: ticket.updatedAt,
      deleted_at: ticket.deletedAt,
    })),
    test_cases: project.testCases.map((testCase) => ({
      id: id(testCase.id),
      project_id,
      title: `Test ${testCase.id}`,
      status: testCase.status,
      ai_generated: testCase.aiGenerated,
      user_id: id(testCase.author),
      approved_by: id(testCase.approvedBy),
      approved_at: testCase.approvedAt,
      automatable: testCase.automatable,
      automation_status: testCase.automationStatus,
      created_at: testCase.createdAt,
    })),
    test_case_jira_links: project.links.map((link, index) => ({
      id: id(index + 1),
      project_id,
      test_case_id: id(link.testCaseId),
      jira_ticket_id: id(link.ticketId),
      origin: 'manual',
      created_at: link.createdAt,
    })),
    test_cycles: project.cycles.map((cycle) => ({
      id: id(cycle.id),
      project_id,
      name: `Cycle ${cycle.id}`,
      status: cycle.status,
      testing_mode: cycle.testingMode,
      created_at: cycle.createdAt,
      end_date: cycle.endDate,
      updated_at: cycle.updatedAt,
    })),
    test_cycle_items: project.items.map((item) => ({
      id: id(item.id),
      project_id,
      cycle_id: id(item.cycleId),
      test_case_id: id(item.testCaseId),
      status: item.status,
      assigned_user_id: id(item.assignee),
    })),
    test_runs: project.runs.map((run) => ({
      id: id(run.id),
      project_id,
      cycle_item_id: id(run.itemId),
      test_case_id: id(testCaseOf.get(run.itemId) ?? null),
      status: run.status,
      environment: run.environment,
      version: run.version,
      executed_at: run.executedAt,
      executed_by: id(run.executedBy),
      attempt: run.attempt,
      duration: run.duration,
      duration_ms: run.durationMs,
      defects: run.defects,
    })),
    recommendations: project.recommendations.map((recommendation, index) => ({
      id: id(index + 1),
      project_id,
      title: 'A recommendation',
      status: recommendation.status,
      created_at: recommendation.createdAt,
    })),
    assessments: project.assessments.map((date, index) => ({
      id: id(index + 1),
      project_id,
      dimension_id: dimension?.id,
      current_level: 2,
      assessment_date: date,
    })),
  })
  return base
}
