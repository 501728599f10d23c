import { userIdOf } from '../actor.js'
import { type Runner, requireAccess, type Transaction } from '../database/transaction.js'
import { NotFoundError, ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage, type NewRow, ResourceService } from '../resource-service.js'
import { name, parse } from '../validation.js'
import {
  accessRepository,
  canSeeUser,
  deleteAccess,
  nextProjectIds,
  projectRepository,
  readStanding,
  upsertAccess,
} from './repository.js'
import {
  accessFilters,
  type CreateProject,
  createProject,
  type GrantAccess,
  grantAccess,
  type ListAccess,
  type ListProjects,
  type Project,
  type ProjectAccess,
  projectFilters,
  revokeAccess,
  type UpdateProject,
  updateProject,
} from './types.js'

/**
 * The tenants. Administrators and managers make them; whoever makes one manages it. Changing or deleting one
 * takes the access level `manage`, or the role `manager` together with `write`.
 */
export class Projects extends ResourceService<Project, CreateProject, UpdateProject, ListProjects> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'project',
      repository: projectRepository,
      projectOwned: false,
      create: createProject,
      update: updateProject,
      filters: projectFilters,
    })
  }

  override async list(options: ListProjects = {}): Promise<Page<Project>> {
    return await super.list(options)
  }

  /**
   * The only project of that name which the actor can see.
   *
   * @throws NotFoundError where there is none, ValidationError where there are several.
   */
  async getByName(wanted: string): Promise<Project> {
    const projectName = parse(name(100), wanted, 'name')
    const { items } = await this.list({ name: projectName, limit: 10 })
    const [project, ...others] = items
    if (project === undefined) throw new NotFoundError('project', projectName)
    if (others.length > 0) {
      const ids = items.map((item) => item.id).join(', ')
      throw new ValidationError([
        {
          path: 'name',
          message: `${JSON.stringify(projectName)} is the name of several projects; use an id: ${ids}`,
        },
      ])
    }
    return project
  }

  /** Gives somebody access to a project, or changes its level. */
  async grantAccess(input: GrantAccess): Promise<ProjectAccess> {
    const access = parse(grantAccess, input)
    return await this.runner.run(async (transaction) => {
      await requireManagement(transaction, access.projectId)
      if (!(await canSeeUser(transaction, access.userId))) throw new NotFoundError('user', access.userId)
      const accessId = await upsertAccess(transaction, access, userIdOf(this.runner.actor))
      const granted = accessId === undefined ? undefined : await accessRepository.find(transaction, accessId)
      if (granted === undefined) throw new NotFoundError('project', access.projectId)
      return granted
    })
  }

  /** Takes somebody's access away. */
  async revokeAccess(input: { readonly projectId: number; readonly userId: number }): Promise<void> {
    const { projectId, userId } = parse(revokeAccess, input)
    await this.runner.run(async (transaction) => {
      await requireManagement(transaction, projectId)
      if (!(await deleteAccess(transaction, projectId, userId))) throw new NotFoundError('access', userId)
    })
  }

  /** Who has access to a project. Those who manage it see everyone, others themselves. */
  async listAccess(options: ListAccess): Promise<Page<ProjectAccess>> {
    const listed = { repository: accessRepository, projectOwned: true, filters: accessFilters }
    return await listPage(this.runner, listed, options)
  }

  protected override async insert(
    transaction: Transaction,
    rows: readonly NewRow[],
  ): Promise<readonly Project[]> {
    const ids = await nextProjectIds(transaction, rows.length)
    const numbered = rows.map((row, index) => ({ ...row, id: ids[index] }))
    await projectRepository.insertUnseen(transaction, numbered)
    return await projectRepository.findMany(transaction, ids)
  }
}

/** Administrators give and take access to any project; for others it has to be there, and theirs to manage. */
async function requireManagement(transaction: Transaction, projectId: number): Promise<void> {
  const { role, access } = await readStanding(transaction, projectId)
  if (role !== 'admin') requireAccess(access, { projectId, level: 'manage' })
}
