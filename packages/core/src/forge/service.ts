import { userIdOf } from '../actor.js'
import type { Runner } from '../database/transaction.js'
import { AtmosferaError } from '../errors.js'
import { baseUrlOf } from '../jira/connections.js'
import { parse } from '../validation.js'
import { ForgeAdministration } from './administration.js'
import { hashOfCode, newCode } from './connecting.js'
import { findWork, forgetForgeEvents, storeForgeEvent } from './event-rows.js'
import {
  findInstallation,
  markUninstalled,
  purgeInstallations,
  type StoredInstallation,
  upsertInstallation,
} from './installation-rows.js'
import { admit, permissionMissing } from './people.js'
import { checkPermissions, ownPermissions } from './permissions.js'
import { insertCode, listForgeProjects, updateForgeProject } from './project-rows.js'
import type { JiraPermissions } from './state.js'
import { expiryOf, keptAs, sealToken } from './tokens.js'
import { type ForgeOthers, type ForgeSetup, ForgeTools, graceMs } from './tools.js'
import {
  accountId as accountIdSchema,
  type ForgeAccess,
  type ForgeAsker,
  type ForgeCall,
  type ForgeCode,
  type ForgeInstallation,
  type ForgeProject,
  type ForgeWork,
  forgeCall,
  forgePayload,
  type JiraProjectRef,
  jiraProjectRef,
  ofProject,
} from './types.js'
import { eventTypeOf, identifierOf, lookForOrphans, routeEvents } from './work.js'

const minuteMs = 60_000
const codeLifetimeMs = 15 * minuteMs

/**
 * The Jira app's side of things: where it is installed, which project of Jira is which of ours, whose account is whose,
 * and what Jira told. All of it but making codes is for the server alone, which has verified who calls.
 */
export class Forge {
  /** For those who administer Jira. */
  readonly administration: ForgeAdministration
  readonly #tools: ForgeTools

  constructor(runner: Runner, setup: ForgeSetup, others: ForgeOthers) {
    this.#tools = new ForgeTools(runner, setup, others)
    this.administration = new ForgeAdministration(this, this.#tools)
  }

  /**
   * A code, for who administers a project of Jira to connect it to this one: good once, for 15 minutes.
   *
   * @throws PermissionError for who does not manage the project.
   */
  async createCode(query: { readonly projectId: number }): Promise<ForgeCode> {
    const { projectId } = parse(ofProject, query)
    const code = newCode()
    const expiresAt = new Date(this.#tools.now().getTime() + codeLifetimeMs)
    const createdBy = userIdOf(this.#tools.runner.actor)
    await this.#tools.runner.run(
      (transaction) => insertCode(transaction, { projectId, hash: hashOfCode(code), createdBy, expiresAt }),
      { need: { projectId, level: 'manage' } },
    )
    return { code, expiresAt }
  }

  /**
   * Notes that the app called, and the token that came along. An installation is known from its first call on.
   *
   * @throws AtmosferaError `jira_not_connected` for one that was uninstalled.
   */
  async receive(input: ForgeCall): Promise<ForgeInstallation> {
    this.#tools.requireSystem()
    const { isPage, ...given } = parse(forgeCall, input, 'call', ['systemToken'])
    const now = this.#tools.now()
    const known = await this.#tools.runner.run((transaction) =>
      findInstallation(transaction, given.installationId),
    )
    const isHeld = known !== undefined && keptAs(known, this.#tools.keeper) !== 'missing'
    const call: ForgeCall = isPage && isHeld ? { ...given, systemToken: undefined } : given
    const installation =
      known !== undefined && this.#isUpToDate(known, call, now) ? known : await this.#note(call, now)
    if (installation.uninstalledAt !== null) {
      throw new AtmosferaError('jira_not_connected', 'This installation of the app was uninstalled.')
    }
    if (call.systemToken !== undefined) {
      const held = { token: call.systemToken, expiresAt: expiryOf(call.systemToken) }
      this.#tools.state.tokens.set(installation.id, held)
    }
    return shown(installation)
  }

  /** Whether a call brings nothing that has to be written down: not every look at a panel is a write. */
  #isUpToDate(known: StoredInstallation, call: ForgeCall, now: Date): boolean {
    const isKept = call.systemToken === undefined || keptAs(known, this.#tools.keeper) !== 'missing'
    return (
      isKept &&
      now.getTime() - known.lastCalledAt.getTime() < minuteMs &&
      known.appVersion === call.appVersion &&
      known.apiBaseUrl === call.apiBaseUrl &&
      (known.cloudId !== null || call.cloudId === undefined)
    )
  }

  async #note(call: ForgeCall, now: Date): Promise<StoredInstallation> {
    const { encryption, jira } = this.#tools.setup
    const { systemToken: token, installationId } = call
    const sealed =
      token === undefined
        ? { encrypted: null, expiresAt: null }
        : { encrypted: sealToken(installationId, token, encryption), expiresAt: expiryOf(token) }
    const apiBaseUrl = baseUrlOf(call.apiBaseUrl, jira)
    return await this.#tools.runner.run((transaction) =>
      upsertInstallation(transaction, { ...call, apiBaseUrl }, sealed, now),
    )
  }

  /**
   * Stores what Jira told, as it came, for {@link work} to work on. False where the same came before.
   */
  async storeEvent(installation: ForgeInstallation, input: unknown): Promise<boolean> {
    this.#tools.requireSystem()
    const payload = parse(forgePayload, input, 'event')
    const now = this.#tools.now()
    const event = eventTypeOf(payload) ?? 'unknown'
    return await this.#tools.runner.run(async (transaction) => {
      return await storeForgeEvent(transaction, installation.id, identifierOf(payload, now), event, payload)
    })
  }

  /** Ends an installation: it opens nothing from now on, and what it leaves waits to be claimed. */
  async uninstall(installation: ForgeInstallation): Promise<void> {
    this.#tools.requireSystem()
    this.#tools.state.tokens.delete(installation.id)
    await this.#tools.runner.run((transaction) =>
      markUninstalled(transaction, installation.id, this.#tools.now()),
    )
  }

  /**
   * Works on what is stored and due, of one installation or of all: events go to the projects that they are news for,
   * whose issues are then looked up. What fails waits for the next time.
   */
  async work(installation?: ForgeInstallation): Promise<ForgeWork> {
    this.#tools.requireSystem()
    const done = { routed: 0, processed: 0, failed: 0 }
    const find = () => this.#tools.runner.run((transaction) => findWork(transaction, installation?.id))
    for (const { installation: rowId } of await find())
      done.routed += await routeEvents(this.#tools.runner, rowId)
    for (const { projectIds } of await find()) {
      for (const projectId of projectIds) {
        try {
          const { processed, failed } = await this.#tools.others.jira.processWebhooks({ projectId })
          done.processed += processed
          done.failed += failed
        } catch (error) {
          this.#tools.warn('News of Jira wait', error)
        }
      }
    }
    return done
  }

  /**
   * Finds what events missed: reads what changed in each connected project, looks up the tickets below deleted ones,
   * and goes on with what was interrupted. Installations that were uninstalled long enough ago are forgotten.
   */
  async reconcile(installation: ForgeInstallation): Promise<void> {
    this.#tools.requireSystem()
    const now = this.#tools.now()
    for (const { projectId } of await this.projects(installation)) {
      try {
        await lookForOrphans(this.#tools.runner, projectId, now)
        await this.#tools.others.jira.sync({ projectId })
        await lookForOrphans(this.#tools.runner, projectId, now)
      } catch (error) {
        // Somebody else synchronises it right now, or Jira is not there; the next hour comes.
        this.#tools.warn('A project is not reconciled with Jira', error)
      }
    }
    await this.work(installation)
    await this.#tools.runner.run(async (transaction) => {
      await forgetForgeEvents(transaction)
      await purgeInstallations(transaction, new Date(now.getTime() - graceMs))
    })
  }

  /** Has {@link work} or {@link reconcile} done while nobody waits for it. */
  begin(what: 'work' | 'reconcile', installation: ForgeInstallation): void {
    this.#tools.requireSystem()
    this.#tools.begin(`${what} ${installation.id}`, 'Work for the Jira app waits', async () => {
      await this[what](installation)
    })
  }

  /** Waits for what was begun. */
  async settled(): Promise<void> {
    this.#tools.requireSystem()
    await this.#tools.state.settle()
  }

  /** Every connected project of an installation, by key. */
  async projects(installation: ForgeInstallation): Promise<readonly ForgeProject[]> {
    this.#tools.requireSystem()
    return await this.#tools.runner.run((transaction) => listForgeProjects(transaction, installation.id))
  }

  /** Which of ours a project of Jira is; undefined where it is none. A key that has changed is noted. */
  async project(installation: ForgeInstallation, wanted: JiraProjectRef): Promise<ForgeProject | undefined> {
    this.#tools.requireSystem()
    const jiraProject = parse(jiraProjectRef, wanted, 'project')
    return await this.#tools.runner.run(async (transaction) => {
      const [found] = await listForgeProjects(transaction, installation.id, jiraProject.id)
      if (found === undefined || found.jiraProject.key === jiraProject.key) return found
      await updateForgeProject(transaction, installation.id, jiraProject.id, { key: jiraProject.key })
      return { ...found, jiraProject }
    })
  }

  /**
   * What an account may do in a project of Jira that is connected, and as which of our users.
   *
   * @throws AtmosferaError `jira_not_connected`, `jira_permission_missing`, `jira_account_unknown`.
   */
  async access(asker: ForgeAsker, jiraProject: JiraProjectRef): Promise<ForgeAccess> {
    const { installation } = asker
    const project = await this.project(installation, jiraProject)
    if (project === undefined) {
      throw new AtmosferaError(
        'jira_not_connected',
        `The Jira project ${jiraProject.key} is not connected. Somebody who administers it connects it in its settings, under Apps.`,
      )
    }
    const accountId = parse(accountIdSchema, asker.accountId, 'accountId')
    const key = `${installation.id} ${accountId} ${jiraProject.id} ${project.projectId}`
    const found = await this.#tools.state.accesses.get(key, this.#tools.now(), async () => {
      const permissions = await this.permissions(asker, jiraProject.id)
      const transport = this.#tools.transport(installation)
      const people = { runner: this.#tools.runner, ...this.#tools.others }
      const { projectId } = project
      return await admit(people, { installation, accountId, projectId, permissions, transport })
    })
    return { project, ...found }
  }

  /** What Jira allows an account, in a project and altogether; no older than a minute. */
  async permissions(asker: ForgeAsker, jiraProjectId?: string): Promise<JiraPermissions> {
    this.#tools.requireSystem()
    const { installation, accountId, userToken } = asker
    const key = `${installation.id} ${accountId} ${jiraProjectId ?? ''}`
    return await this.#tools.state.permissions.get(key, this.#tools.now(), async () => {
      return userToken === undefined
        ? await checkPermissions(this.#tools.transport(installation), accountId, jiraProjectId)
        : await ownPermissions(this.#tools.transport(installation, userToken), jiraProjectId)
    })
  }

  /**
   * That an account administers a project of Jira, or all of it.
   *
   * @throws AtmosferaError `jira_permission_missing`
   */
  async requireAdministrator(asker: ForgeAsker, jiraProjectId?: string): Promise<void> {
    const { administer, administerProject } = await this.permissions(asker, jiraProjectId)
    if (administer || administerProject) return
    throw permissionMissing(
      `This is for those who administer ${jiraProjectId === undefined ? 'Jira' : 'the project in Jira'}.`,
    )
  }
}

/** Without its token, which is nobody's business. */
function shown({
  systemToken: _,
  tokenExpiresAt: __,
  ...installation
}: StoredInstallation): ForgeInstallation {
  return installation
}
