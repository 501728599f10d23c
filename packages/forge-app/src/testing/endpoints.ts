import type {
  AdminAnswer,
  AdminBackfillBody,
  ApproveBody,
  AssessBody,
  BackfillBody,
  BreakdownAnswer,
  CandidatesAnswer,
  ClaimBody,
  ConnectBody,
  CoverageAnswer,
  DecideBody,
  ForgeProblem,
  GadgetAnswer,
  GadgetProjectsAnswer,
  LinkBody,
  MatrixAnswer,
  MaturityAnswer,
  NewTestCaseBody,
  PanelAnswer,
  ProposeBody,
  RecommendationItem,
  RecommendationsAnswer,
  SettingsAnswer,
  SettingsBody,
  SyncState,
  UserRulesBody,
  VerdictAnswer,
} from '../answers'

/** Every endpoint that the screens ask: what it is sent, and what it answers. */
interface Endpoints {
  'GET /forge/issue': [undefined, PanelAnswer]
  'GET /forge/issue/verdict': [undefined, VerdictAnswer]
  'GET /forge/issue/candidates': [undefined, CandidatesAnswer]
  'POST /forge/issue/links': [LinkBody, PanelAnswer]
  'DELETE /forge/issue/links/:id': [undefined, PanelAnswer]
  'POST /forge/issue/test-cases': [NewTestCaseBody, PanelAnswer]
  'POST /forge/issue/approvals': [ApproveBody, PanelAnswer]
  'POST /forge/issue/proposals': [ProposeBody, PanelAnswer]
  'GET /forge/project/coverage': [undefined, CoverageAnswer]
  'GET /forge/project/breakdown': [undefined, BreakdownAnswer]
  'GET /forge/project/matrix': [undefined, MatrixAnswer]
  'GET /forge/project/maturity': [undefined, MaturityAnswer]
  'POST /forge/project/assessments': [AssessBody, MaturityAnswer]
  'GET /forge/project/recommendations': [undefined, RecommendationsAnswer]
  'POST /forge/project/recommendations/:id': [DecideBody, RecommendationItem]
  'GET /forge/project/settings': [undefined, SettingsAnswer]
  'PUT /forge/project/settings': [SettingsBody, SettingsAnswer]
  'POST /forge/project/connection': [ConnectBody, SettingsAnswer]
  'DELETE /forge/project/connection': [undefined, SettingsAnswer]
  'POST /forge/project/backfill': [BackfillBody, SyncState]
  'GET /forge/admin': [undefined, AdminAnswer]
  'PUT /forge/admin/users': [UserRulesBody, AdminAnswer]
  'POST /forge/admin/backfill': [AdminBackfillBody, AdminAnswer]
  'POST /forge/admin/claim': [ClaimBody, AdminAnswer]
  'GET /forge/gadget': [undefined, GadgetAnswer]
  'GET /forge/gadget/projects': [undefined, GadgetProjectsAnswer]
}

/** A question that reached the server. */
export interface Call<Body = unknown> {
  readonly endpoint: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

/** Something else than an answer. */
export type Failure =
  | { readonly failure: 'problem'; readonly status: number; readonly body: unknown }
  /** The bridge throws: what Jira says if no answer came, or none that it passes on. */
  | { readonly failure: 'rejected'; readonly message: string }
  /** The bridge hands over Jira's own error in the place of an answer. */
  | { readonly failure: 'jira'; readonly error: object }

type Reply<Answer> = Answer | Failure
type Replies<Body, Answer> = Reply<Answer> | ((call: Call<Body>) => Reply<Answer> | Promise<Reply<Answer>>)

/** What the server does about some of its endpoints: answers always the same, or as it is asked. */
export type Server = { readonly [Name in keyof Endpoints]?: Replies<Endpoints[Name][0], Endpoints[Name][1]> }

/** A problem as the server tells it. */
export function problem(code: string, detail = `Detail of ${code}.`, status = 400): Failure {
  const body: ForgeProblem = { status, code, title: `Title of ${code}`, detail, requestId: 'request-1' }
  return { failure: 'problem', status, body }
}

/** The server is not there, in Jira's words. */
export const unreachable: Failure = {
  failure: 'rejected',
  message: 'Invalid response from remote - remote network error',
}

export function isFailure(reply: unknown): reply is Failure {
  return typeof reply === 'object' && reply !== null && 'failure' in reply
}

/** Finds who answers: `/forge/issue/links/7` is answered by `/forge/issue/links/:id`. */
export function endpointOf(method: string, path: string): string {
  return `${method} ${path.replace(/\/\d+$/, '/:id')}`
}

/** An answer that comes when the test says so. */
export interface Held<Answer> {
  readonly promise: Promise<Reply<Answer>>
  readonly answer: (reply: Reply<Answer>) => void
}

export function held<Answer>(): Held<Answer> {
  let answer: (reply: Reply<Answer>) => void = () => undefined
  const promise = new Promise<Reply<Answer>>((resolve) => {
    answer = resolve
  })
  return { promise, answer }
}
