import type { OpenAPIHono } from '@hono/zod-openapi'
import { PermissionError, ValidationError } from '../../errors.js'
import type { ForgeAccess, ForgeAsker, ForgeInstallation, JiraProjectRef } from '../../forge/types.js'
import { digest } from '../../identity/secrets.js'
import type { Services } from '../../services.js'
import type { Environment, RequestContext } from '../environment.js'
import { answerOnce } from '../idempotent.js'
import { HttpError } from '../problems.js'
import { respond } from '../respond.js'
import { readBody } from '../route.js'
import type { Invocation, InvocationVerifier } from './invocation.js'

/** The part of the application that the Jira app calls. */
export type ForgeApp = OpenAPIHono<Environment>

/** A call of the app that was verified. */
export interface ForgeVisit {
  readonly context: RequestContext
  readonly invocation: Invocation
  readonly installation: ForgeInstallation
  /** As the system: what it may be used for, the token decides. */
  readonly forge: Services['forge']
}

/** A look at a project that is connected, on behalf of somebody who may. */
export interface ProjectVisit extends ForgeVisit {
  readonly access: ForgeAccess
  /** On their behalf. */
  readonly services: Services
  readonly projectId: number
  readonly jiraProject: JiraProjectRef
}

export interface IssueVisit extends ProjectVisit {
  readonly issue: { readonly id: string; readonly key: string }
}

/** Verifies a call, and notes it. @throws HttpError `unauthenticated`, which says that the token is not good. */
async function receive(context: RequestContext, verify: InvocationVerifier): Promise<ForgeVisit> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
  const invocation = bearer === undefined ? undefined : await verify(bearer)
  if (invocation === undefined) throw new HttpError('unauthenticated', 'The invocation token is not good.')
  const { app, context: about } = invocation
  const { forge } = context.get('server').host.system
  const installation = await forge.receive({
    installationId: app.installationId,
    appId: app.id,
    appVersion: app.appVersion ?? app.version ?? 'unknown',
    environment: app.environment?.type ?? 'unknown',
    apiBaseUrl: app.apiBaseUrl,
    cloudId: about?.cloudId,
    siteUrl: about?.siteUrl,
    systemToken: context.req.header('x-forge-oauth-system'),
    isPage: invocation.principal !== undefined,
  })
  return { context, invocation, installation, forge }
}

/** The account that asks. @throws PermissionError where nobody does, such as in a call of a function. */
export function askerOf({ context, invocation, installation }: ForgeVisit): ForgeAsker {
  const { principal: accountId } = invocation
  if (accountId === undefined) throw new PermissionError('This call is on behalf of no account of Jira.')
  return { installation, accountId, userToken: context.req.header('x-forge-oauth-user') }
}

/**
 * That it is Jira or a function of the app that calls. Whoever looks at a page can have that ask for anything.
 *
 * @throws PermissionError for a call of a page.
 */
export function requireNoPage({ invocation: { principal, context } }: ForgeVisit): void {
  if (principal !== undefined && context?.extension?.type?.startsWith('jira:') === true) {
    throw new PermissionError('This is not for pages of the app to ask for.')
  }
}

/** The project of Jira that the page is about. @throws ValidationError where it is about none. */
export function jiraProjectOf({ invocation }: ForgeVisit): JiraProjectRef {
  const project = invocation.context?.extension?.project
  if (project !== undefined) return project
  throw new ValidationError('The invocation token says nothing of a project in Jira.')
}

/** A look at the project that the page is about. */
export async function visitProject(visit: ForgeVisit): Promise<ProjectVisit> {
  return await visitJiraProject(visit, jiraProjectOf(visit))
}

/** A look at a project of Jira, whatever the page is about: what may be seen there is asked all the same. */
export async function visitJiraProject(
  visit: ForgeVisit,
  jiraProject: JiraProjectRef,
): Promise<ProjectVisit> {
  const access = await visit.forge.access(askerOf(visit), jiraProject)
  const services = visit.context.get('server').host.as(access.actor)
  return { ...visit, access, services, projectId: access.project.projectId, jiraProject }
}

/** A look at the ticket that the page is about. */
export async function visitIssue(visit: ForgeVisit): Promise<IssueVisit> {
  const issue = visit.invocation.context?.extension?.issue
  if (issue === undefined) throw new ValidationError('The invocation token says nothing of an issue in Jira.')
  return { ...(await visitProject(visit)), issue }
}

/** Adds an endpoint. Every answer is JSON, as the platform wants it, also where there is nothing to say. */
export function endpoint(
  app: ForgeApp,
  verify: InvocationVerifier,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  answer: (visit: ForgeVisit) => Promise<unknown>,
): void {
  app.on(method, `/forge${path}`, async (context) => {
    const result = (await answer(await receive(context, verify))) ?? {}
    return respond(context, result)
  })
}

export async function bodyOf({ context }: ForgeVisit): Promise<object> {
  return await readBody(context)
}

/**
 * Does something that changes a project, once: the same request with the same token is answered as before. A page names
 * its requests, so that one whose answer was lost can be sent again with another token.
 */
export async function changeOnce(
  visit: ProjectVisit,
  body: unknown,
  work: (services: Services) => Promise<unknown>,
): Promise<Response> {
  const { context, access } = visit
  const named = context.req.header('idempotency-key')
  const token = context.req.header('authorization') ?? ''
  const key = named ?? `forge:${digest(JSON.stringify([token, context.req.method, context.req.url, body]))}`
  const caller = { actor: access.actor, via: 'host' } as const
  return await answerOnce(
    context,
    caller,
    body,
    async (services) => respond(context, await work(services)),
    key,
  )
}

/** Which of a list a request names in its path or query. */
export function numberOf(text: string | undefined, what: string): number {
  if (text !== undefined && /^\d{1,9}$/.test(text)) return Number(text)
  throw new ValidationError([{ path: what, message: 'must be a number' }])
}
