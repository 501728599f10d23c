import type { Transaction } from '../database/transaction.js'
import { ConflictError, NotFoundError } from '../errors.js'
import { allIssues } from '../jira/jql.js'
import type { JiraStatus, JiraSync } from '../jira/types.js'
import { parse } from '../validation.js'
import { countAccounts } from './account-rows.js'
import { connectProject, disconnectProject, projectOfCode } from './connecting.js'
import { countForgeEvents } from './event-rows.js'
import {
  getInstallation,
  handOver,
  listClaimable,
  markUninstalled,
  type StoredInstallation,
  updateRules,
} from './installation-rows.js'
import { countIssues } from './permissions.js'
import { updateForgeProject } from './project-rows.js'
import { keptAs } from './tokens.js'
import { type ForgeTools, graceMs, silenceMs } from './tools.js'
import {
  type ClaimableInstallation,
  connectForge,
  type ForgeAsker,
  type ForgeInstallation,
  type ForgeProject,
  type ForgeStatus,
  type ForgeUserRules,
  forgeIssueTypes,
  forgeUserRules,
  type JiraProjectRef,
  jiraProjectRef,
} from './types.js'

/** What the service does that this part of it works with. */
interface ForgeCore {
  projects(installation: ForgeInstallation): Promise<readonly ForgeProject[]>
  project(installation: ForgeInstallation, wanted: JiraProjectRef): Promise<ForgeProject | undefined>
  requireAdministrator(asker: ForgeAsker, jiraProjectId?: string): Promise<void>
  begin(what: 'reconcile', installation: ForgeInstallation): void
}

/** What those do who administer Jira, or a project of it. */
export class ForgeAdministration {
  readonly #forge: ForgeCore
  readonly #tools: ForgeTools

  constructor(forge: ForgeCore, tools: ForgeTools) {
    this.#forge = forge
    this.#tools = tools
  }

  /**
   * Connects a project of Jira to a new one of ours or to one that a code is for, and begins to read its issues.
   *
   * @throws AtmosferaError `jira_permission_missing` for an account that does not administer the project.
   * @throws ConflictError where it is connected already; ValidationError for a code that is not good.
   */
  async connect(
    asker: ForgeAsker,
    wanted: JiraProjectRef,
    input: { readonly name: string } | { readonly code: string },
  ): Promise<ForgeProject> {
    await this.#forge.requireAdministrator(asker, wanted.id)
    const { installation } = asker
    const jiraProject = parse(jiraProjectRef, wanted, 'project')
    const how = parse(connectForge, input)
    if ((await this.#forge.project(installation, jiraProject)) !== undefined) {
      throw new ConflictError(`The Jira project ${jiraProject.key} is connected already.`)
    }
    await this.#tools.runner.run(async (transaction) => {
      const projectId =
        'code' in how
          ? await projectOfCode(transaction, how.code, this.#tools.now())
          : (await this.#tools.others.projectsWithin(transaction).create({ name: how.name })).id
      await connectProject(transaction, installation, projectId, jiraProject)
    })
    const connected = await this.#forge.project(installation, jiraProject)
    if (connected === undefined) throw new NotFoundError('project', jiraProject.key)
    await this.backfill(installation, connected)
    return connected
  }

  /** Ends that a project of Jira is one of ours. Tickets stay, as does everything else. */
  async disconnect(asker: ForgeAsker, jiraProject: JiraProjectRef): Promise<void> {
    await this.#forge.requireAdministrator(asker, jiraProject.id)
    await this.#tools.runner.run((transaction) =>
      disconnectProject(transaction, asker.installation, jiraProject.id),
    )
  }

  /** Which types of tickets count in the app. The caller has made sure that the account may say so. */
  async setIssueTypes(
    installation: ForgeInstallation,
    { jiraProject }: ForgeProject,
    input: readonly string[],
  ): Promise<void> {
    this.#tools.requireSystem()
    const issueTypes = [...new Set(parse(forgeIssueTypes, input, 'issueTypes'))]
    await this.#tools.runner.run((transaction) =>
      updateForgeProject(transaction, installation.id, jiraProject.id, { issueTypes }),
    )
  }

  /**
   * Begins to read all issues of a project, or goes on where that was interrupted. Resolves once it runs; where it
   * cannot begin, its story says why.
   */
  async backfill(installation: ForgeInstallation, { projectId, jiraProject }: ForgeProject): Promise<void> {
    this.#tools.requireSystem()
    const expectedIssues = await this.#count(installation, projectId)
    await this.#tools.runner.run((transaction) =>
      updateForgeProject(transaction, installation.id, jiraProject.id, { expectedIssues }),
    )
    await new Promise<void>((begun) => {
      const onProgress = (_: JiraSync): void => begun()
      const run = async (): Promise<void> => {
        try {
          await this.#tools.others.jira.sync({ projectId, mode: 'full', onProgress })
        } catch (error) {
          this.#tools.warn('Issues are not read', error)
        }
        begun()
      }
      this.#tools.state.begin(run())
    })
  }

  async #count(installation: ForgeInstallation, projectId: number): Promise<number | null> {
    try {
      const { projectKeys } = await this.#tools.others.jira.connection({ projectId })
      return (await countIssues(this.#tools.transport(installation), allIssues(projectKeys))) ?? null
    } catch {
      // It is there for a bar to fill, no more.
      return null
    }
  }

  /** How an installation stands. */
  async status(installation: ForgeInstallation): Promise<ForgeStatus> {
    const projects = await this.#forge.projects(installation)
    const read = await this.#tools.runner.run(async (transaction) => {
      const stored = await getInstallation(transaction, installation.id)
      if (stored === undefined) throw new NotFoundError('installation', installation.id)
      return {
        stored,
        known: await countAccounts(transaction, installation.id),
        events: await countForgeEvents(transaction, installation.id),
        claimable: await this.#claimable(transaction, stored),
      }
    })
    const { createUsers, matchByEmail } = read.stored
    const withJira: (ForgeProject & { jira: JiraStatus | null })[] = []
    for (const project of projects) withJira.push({ ...project, jira: await this.#jiraStatus(project) })
    return {
      token: keptAs(read.stored, this.#tools.keeper),
      users: { createUsers, matchByEmail, known: read.known },
      projects: withJira,
      events: read.events,
      claimable: read.claimable,
    }
  }

  async #jiraStatus({ projectId }: ForgeProject): Promise<JiraStatus | null> {
    try {
      return await this.#tools.others.jira.status({ projectId })
    } catch (error) {
      if (error instanceof NotFoundError) return null
      throw error
    }
  }

  /** How Jira accounts become our users from now on. */
  async setRules(installation: ForgeInstallation, input: ForgeUserRules): Promise<void> {
    this.#tools.requireSystem()
    const rules = parse(forgeUserRules, input)
    await this.#tools.runner.run((transaction) => updateRules(transaction, installation.id, rules))
    this.#tools.state.accesses.clear()
  }

  /**
   * Takes over what an earlier installation on the same site left: its projects and whose accounts are whose.
   *
   * @throws AtmosferaError `jira_permission_missing` for an account that does not administer Jira.
   * @throws NotFoundError where there is none such that can be claimed, whoever it belongs to.
   */
  async claim(asker: ForgeAsker, wanted: number): Promise<void> {
    await this.#forge.requireAdministrator(asker)
    const { installation } = asker
    await this.#tools.runner.run(async (transaction) => {
      const claimable = await this.#claimable(transaction, installation)
      const found = claimable.find(({ id }) => id === wanted)
      if (found === undefined) throw new NotFoundError('installation', wanted)
      await handOver(transaction, found.id, installation)
      await markUninstalled(transaction, found.id, this.#tools.now())
    })
    this.#tools.state.accesses.clear()
    this.#forge.begin('reconcile', installation)
  }

  async #claimable(
    transaction: Transaction,
    installation: ForgeInstallation | StoredInstallation,
  ): Promise<readonly ClaimableInstallation[]> {
    if (installation.cloudId === null) return []
    const silentSince = new Date(this.#tools.now().getTime() - silenceMs)
    return await listClaimable(transaction, installation, silentSince, graceMs)
  }
}
