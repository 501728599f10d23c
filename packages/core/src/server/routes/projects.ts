import { z } from '@hono/zod-openapi'
import { createProject, updateProject } from '../../projects/types.js'
import { accessLevels, projectTypes } from '../../schema/allowed-values.js'
import { idParameter, listParameters, several } from '../parameters.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { project, projectAccess } from '../schemas/project.js'

const tag = 'Projects'
const one = { projectId: idParameter }

/** Projects, and who has access to them. */
export function addProjects(api: Api): void {
  route(
    api,
    {
      id: 'listProjects',
      method: 'get',
      path: '/projects',
      tag,
      summary: 'Lists the projects that you have access to.',
      verb: 'read',
      query: {
        ...listParameters,
        name: several(z.string()).optional(),
        status: several(z.string()).optional(),
        projectType: several(z.enum(projectTypes)).optional(),
        sort: z.enum(['id', '-id', 'name', '-name', 'updatedAt', '-updatedAt']).optional(),
      },
      response: pageOf(project, 'ProjectPage'),
    },
    async ({ services, query }) => await services.projects.list(query),
  )
  route(
    api,
    {
      id: 'createProject',
      method: 'post',
      path: '/projects',
      tag,
      summary: 'Creates a project, which you then manage.',
      verb: 'manage',
      body: createProject,
      response: project,
      status: 201,
      once: true,
    },
    async ({ services, body }) => await services.projects.create(body),
  )
  route(
    api,
    {
      id: 'getProject',
      method: 'get',
      path: '/projects/{projectId}',
      tag,
      summary: 'Reads a project.',
      verb: 'read',
      params: one,
      response: project,
    },
    async ({ services, params }) => await services.projects.get(params.projectId),
  )
  route(
    api,
    {
      id: 'updateProject',
      method: 'patch',
      path: '/projects/{projectId}',
      tag,
      summary: 'Changes the fields given, and no others.',
      verb: 'manage',
      params: one,
      body: updateProject.omit({ updatedAt: true }),
      response: project,
      guarded: true,
    },
    async ({ services, params, body, expected }) =>
      await services.projects.update(params.projectId, { ...body, ...expected }),
  )
  route(
    api,
    {
      id: 'deleteProject',
      method: 'delete',
      path: '/projects/{projectId}',
      tag,
      summary: 'Deletes a project with everything in it.',
      verb: 'manage',
      params: one,
      guarded: true,
    },
    async ({ services, params, expected }) => await services.projects.delete(params.projectId, expected),
  )
  route(
    api,
    {
      id: 'listProjectAccess',
      method: 'get',
      path: '/projects/{projectId}/access',
      tag,
      summary: 'Lists who has access: everyone for those who manage the project, themselves for others.',
      verb: 'read',
      params: one,
      query: {
        ...listParameters,
        userId: several(idParameter).optional(),
        accessLevel: several(z.enum(accessLevels)).optional(),
      },
      response: pageOf(projectAccess, 'ProjectAccessPage'),
    },
    async ({ services, params, query }) => await services.projects.listAccess({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'grantProjectAccess',
      method: 'put',
      path: '/projects/{projectId}/access/{userId}',
      tag,
      summary: 'Gives somebody access, or changes its level.',
      verb: 'manage',
      params: { ...one, userId: idParameter },
      body: z.strictObject({ accessLevel: z.enum(accessLevels) }),
      response: projectAccess,
    },
    async ({ services, params, body }) => await services.projects.grantAccess({ ...body, ...params }),
  )
  route(
    api,
    {
      id: 'revokeProjectAccess',
      method: 'delete',
      path: '/projects/{projectId}/access/{userId}',
      tag,
      summary: "Takes somebody's access away.",
      verb: 'manage',
      params: { ...one, userId: idParameter },
    },
    async ({ services, params }) => await services.projects.revokeAccess(params),
  )
}
