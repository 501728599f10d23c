import { report } from '../world.js'
import { mergeAttempts, resourceAttempts } from './resources.js'
import type { Attempts } from './types.js'

const ticketFile = () => new Blob(['{"key":"NEW-1","fields":{"summary":"new","status":{"name":"Open"}}}'])
const testCaseFile = () => new Blob(['title\nnew\n'])
const exported = () => new Blob(['{"kind":"project","version":1,"name":"new"}\n{"kind":"end","records":0}\n'])

/** Attempts on projects, documents, imports, settings and the audit log. */
export const system: Attempts = mergeAttempts(
  resourceAttempts(
    'documents',
    (tenant) => tenant.documentId,
    { title: 'a plan', type: 'plan', content: 'text' },
    { content: 'taken over' },
  ),
  resourceAttempts('documents.folders', (tenant) => tenant.folderId, { name: 'a folder' }, { name: 'taken' }),
  {
    'projects.create': [
      {
        what: 'one of their name',
        run: ({ projects }, { name }) => projects.create({ name }),
        comesTo: 'refused',
        adminMay: true,
      },
    ],
    'projects.createMany': [
      {
        what: 'one of their name',
        run: ({ projects }, { name }) => projects.createMany([{ name }]),
        comesTo: 'refused',
        adminMay: true,
      },
    ],
    'projects.get': [{ what: 'theirs', run: ({ projects }, { projectId }) => projects.get(projectId) }],
    'projects.getByName': [{ what: 'theirs', run: ({ projects }, { name }) => projects.getByName(name) }],
    'projects.list': [
      { what: 'theirs', run: ({ projects }, { name }) => projects.list({ name }), comesTo: 'nothing' },
    ],
    'projects.update': [
      { what: 'theirs', run: ({ projects }, { projectId }) => projects.update(projectId, { name: 'Ours' }) },
    ],
    'projects.delete': [{ what: 'theirs', run: ({ projects }, { projectId }) => projects.delete(projectId) }],
    'projects.grantAccess': [
      {
        what: 'to their project, to ourselves',
        run: ({ projects }, { projectId }, _, me) => projects.grantAccess({ projectId, userId: me }),
        adminMay: true,
      },
      {
        what: 'to their project, to their user',
        run: ({ projects }, { projectId, keeperId }) => projects.grantAccess({ projectId, userId: keeperId }),
        adminMay: true,
      },
      {
        what: 'to our project, to their user',
        run: ({ projects }, { keeperId }, { projectId }) =>
          projects.grantAccess({ projectId, userId: keeperId }),
        adminMay: true,
      },
    ],
    'projects.revokeAccess': [
      {
        what: 'to their project, from their user',
        run: ({ projects }, { projectId, keeperId }) =>
          projects.revokeAccess({ projectId, userId: keeperId }),
        adminMay: true,
      },
      {
        what: 'to our project, from their user',
        run: ({ projects }, { keeperId }, { projectId }) =>
          projects.revokeAccess({ projectId, userId: keeperId }),
      },
    ],
    'projects.listAccess': [
      { what: 'to their project', run: ({ projects }, { projectId }) => projects.listAccess({ projectId }) },
      {
        what: 'to our project, of their user',
        run: ({ projects }, { keeperId }, { projectId }) =>
          projects.listAccess({ projectId, userId: keeperId }),
        comesTo: 'nothing',
      },
    ],
    'documents.create': [
      {
        what: 'in their folder',
        run: ({ documents }, { folderId }, { projectId }) =>
          documents.create({ projectId, folderId, title: 'a plan', type: 'plan', content: 'text' }),
      },
    ],
    'documents.update': [
      {
        what: 'ours to be in their folder',
        run: ({ documents }, { folderId }, { documentId }) => documents.update(documentId, { folderId }),
      },
    ],
    'documents.list': [
      {
        what: 'ours in their folder',
        run: ({ documents }, { folderId }, { projectId }) => documents.list({ projectId, folderId }),
        comesTo: 'nothing',
      },
    ],
    'documents.versions': [
      { what: 'in their project', run: ({ documents }, { projectId }) => documents.versions({ projectId }) },
      {
        what: 'of their document, in ours',
        run: ({ documents }, { documentId }, { projectId }) => documents.versions({ projectId, documentId }),
        comesTo: 'nothing',
      },
    ],
    'documents.folders.create': [
      {
        what: 'in their folder',
        run: ({ documents }, { folderId }, { projectId }) =>
          documents.folders.create({ projectId, name: 'a folder', parentId: folderId }),
      },
    ],
    'documents.folders.update': [
      {
        what: 'ours to be in theirs',
        run: ({ documents }, theirs, own) =>
          documents.folders.update(own.folderId, { parentId: theirs.folderId }),
      },
    ],
    'imports.tickets': [
      {
        what: 'into their project',
        run: ({ imports }, { projectId }) => imports.tickets({ projectId, files: [ticketFile()] }),
      },
    ],
    'imports.testCases': [
      {
        what: 'into their project',
        run: ({ imports }, { projectId }) => imports.testCases({ projectId, files: [testCaseFile()] }),
      },
    ],
    'imports.project': [
      {
        what: 'into their project',
        run: ({ imports }, { projectId }) => imports.project({ projectId, file: exported() }),
      },
    ],
    'exports.project': [
      {
        what: 'theirs',
        run: async ({ exports }, { projectId }) => {
          const pieces: unknown[] = []
          for await (const piece of exports.project({ projectId })) pieces.push(piece)
          return pieces
        },
      },
    ],
    'imports.results': [
      {
        what: 'into their project',
        run: ({ imports }, { projectId }) => imports.results({ projectId, files: [report('a', 'b')] }),
      },
      {
        what: 'into their cycle',
        run: ({ imports }, { cycleId }, { projectId }) =>
          imports.results({ projectId, cycle: cycleId, files: [report('a', 'b')] }),
      },
    ],
    'settings.get': [
      {
        what: 'a secret',
        run: ({ settings }, { name }) => settings.get(`secret of ${name}`),
        adminMay: true,
      },
    ],
    'settings.list': [
      {
        what: 'a secret',
        run: ({ settings }, { name }) => settings.list({ key: `secret of ${name}` }),
        comesTo: 'nothing',
        adminMay: true,
      },
    ],
    'settings.set': [
      {
        what: 'a secret',
        run: ({ settings }, { name }) => settings.set({ key: `secret of ${name}`, value: 'known' }),
        comesTo: 'refused',
        adminMay: true,
      },
    ],
    'audit.list': [
      {
        what: 'of their project',
        run: ({ audit }, { projectId }) => audit.list({ projectId }),
        comesTo: 'nothing',
      },
      {
        what: 'of their user',
        run: ({ audit }, { keeperId }) => audit.list({ actorId: keeperId }),
        comesTo: 'nothing',
        adminMay: true,
      },
      {
        what: 'of their test case',
        run: ({ audit }, { testCaseId }) => audit.list({ tableName: 'test_cases', rowId: testCaseId }),
        comesTo: 'nothing',
      },
    ],
  },
)
