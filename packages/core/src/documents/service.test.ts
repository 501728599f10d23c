import { describe, expect, it } from 'vitest'
import { engines, postgresEngines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

const text = { title: 'Plan', type: 'test-plan', content: 'Test it.' }

describe.each(engines)('Documents on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const versionsOf = async (projectId: number, documentId: number) =>
    (await opened.system.documents.versions({ projectId, documentId })).items

  it('start as drafts of version 1, by whoever wrote them', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    expect(await writer.documents.create({ projectId, ...text })).toEqual({
      id: expect.any(Number),
      projectId,
      ...text,
      tags: [],
      folderId: null,
      aiGenerated: false,
      version: 1,
      status: 'draft',
      createdBy: writer.userId,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('keep what title, content and status were before each change, and who changed them', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const { id } = await writer.documents.create({ projectId, ...text })
    expect(await writer.documents.update(id, { content: 'Test it well.' })).toMatchObject({ version: 2 })
    expect(await opened.system.documents.update(id, { title: 'The plan', status: 'final' })).toMatchObject({
      title: 'The plan',
      content: 'Test it well.',
      version: 3,
    })
    expect(await versionsOf(projectId, id)).toEqual([
      {
        id: expect.any(Number),
        projectId,
        documentId: id,
        version: 1,
        title: 'Plan',
        content: 'Test it.',
        status: 'draft',
        createdBy: writer.userId,
        createdAt: expect.any(Date),
      },
      expect.objectContaining({ version: 2, content: 'Test it well.', status: 'draft', createdBy: null }),
    ])
  })

  it('have no new version where none of these has changed', async () => {
    const projectId = await opened.newProject()
    const { documents } = opened.system
    const { id, updatedAt } = await documents.create({ projectId, ...text })
    await documents.update(id, { content: text.content, title: undefined, status: 'draft' })
    expect(await documents.update(id, { tags: ['a'], type: 'other' })).toMatchObject({
      version: 1,
      tags: ['a'],
    })
    await expect(documents.update(id, { content: 'Too late.', updatedAt })).rejects.toMatchObject({
      code: 'conflict',
      current: { version: 1, content: text.content },
    })
    expect(await versionsOf(projectId, id)).toEqual([])
  })

  it('lose their versions with themselves, and show them to nobody else', async () => {
    const projectId = await opened.newProject()
    const stranger = await opened.member(await opened.newProject(), 'manage')
    const { documents } = opened.system
    const { id } = await documents.create({ projectId, ...text })
    await documents.update(id, { content: 'a' })
    await expect(stranger.documents.versions({ projectId, documentId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const own = await stranger.projects.list()
    const elsewhere = { projectId: own.items[0]?.id ?? 0, documentId: id }
    expect((await stranger.documents.versions(elsewhere)).items).toEqual([])
    await documents.delete(id)
    expect(await versionsOf(projectId, id)).toEqual([])
  })

  it('are found by each of their filters', async () => {
    const projectId = await opened.newProject()
    const { documents } = opened.system
    const folder = await documents.folders.create({ projectId, name: 'Plans' })
    await documents.createMany([
      { projectId, ...text, title: 'a', folderId: folder.id },
      { projectId, ...text, title: 'b', type: 'report', status: 'final' },
    ])
    const found = async (filters: object) =>
      (await documents.list({ projectId, ...filters })).items.map((document) => document.title).join('')
    expect(await found({ type: 'report' })).toBe('b')
    expect(await found({ type: ['report', 'test-plan'], sort: '-title' })).toBe('ba')
    expect(await found({ status: 'draft' })).toBe('a')
    expect(await found({ folderId: folder.id })).toBe('a')
    expect(await found({ sort: 'updatedAt' })).toBe('ab')
    const { items } = await documents.versions({ projectId, sort: '-version' })
    expect(items).toEqual([])
  })

  it.each([
    ['title', 'x'.repeat(201)],
    ['type', 'x'.repeat(51)],
    ['content', undefined],
    ['status', ''],
    ['tags', 'a, b'],
    ['folderId', '1'],
  ])('refuse a %s that does not fit', async (field, value) => {
    const projectId = await opened.newProject()
    const { documents } = opened.system
    await expect(documents.create({ projectId, ...text, [field]: value })).rejects.toMatchObject({
      issues: [{ path: field }],
    })
  })

  it('are read, and not changed, by those who may only read', async () => {
    const projectId = await opened.newProject()
    const reader = await opened.member(projectId, 'read')
    const { id } = await opened.system.documents.create({ projectId, ...text })
    await expect(reader.documents.update(id, { content: 'x' })).rejects.toMatchObject({
      code: 'permission_denied',
      message: `You may read the document ${id} but not change it.`,
    })
    expect(await versionsOf(projectId, id)).toEqual([])
  })
})

describe.each(engines)('Folders on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('nest, and never in themselves', async () => {
    const projectId = await opened.newProject()
    const { folders } = opened.system.documents
    const a = await folders.create({ projectId, name: 'a' })
    const b = await folders.create({ projectId, name: 'b', parentId: a.id })
    const c = await folders.create({ projectId, name: 'c', parentId: b.id })
    const circle = { message: 'parentId: is the folder itself, or one inside of it' }
    for (const parentId of [a.id, b.id, c.id]) {
      await expect(folders.update(a.id, { parentId })).rejects.toMatchObject(circle)
    }
    expect(await folders.update(c.id, { parentId: a.id })).toMatchObject({ parentId: a.id })
    expect(await folders.update(b.id, { parentId: c.id })).toMatchObject({ parentId: c.id })
    expect(await folders.update(b.id, { parentId: null })).toMatchObject({ parentId: null })
    const found = async (filters: object) =>
      (await folders.list({ projectId, ...filters })).items.map((folder) => folder.name).join('')
    expect(await found({ parentId: a.id })).toBe('c')
    expect(await found({ parentId: [a.id, b.id], sort: '-name' })).toBe('c')
    expect(await found({ sort: '-name' })).toBe('cba')
  })

  it('keep their documents when they are deleted, with the folders inside', async () => {
    const projectId = await opened.newProject()
    const { documents } = await opened.member(projectId, 'write')
    const outer = await documents.folders.create({ projectId, name: 'a' })
    const inner = await documents.folders.create({ projectId, name: 'b', parentId: outer.id })
    const filed = await documents.create({ projectId, ...text, folderId: inner.id })
    await documents.folders.delete(outer.id)
    expect((await documents.folders.list({ projectId })).items).toEqual([])
    expect(await documents.get(filed.id)).toMatchObject({ folderId: null, projectId, content: text.content })
  })

  it('are of the same project as what is in them, for the system as well', async () => {
    const projectId = await opened.newProject()
    const { documents } = opened.system
    const foreign = await documents.folders.create({ projectId: await opened.newProject(), name: 'a' })
    const own = await documents.folders.create({ projectId, name: 'a' })
    const filed = await documents.create({ projectId, ...text, folderId: own.id })
    const missing = { code: 'not_found', resource: 'folder' }
    for (const folderId of [foreign.id, 2_147_483_647]) {
      await expect(documents.create({ projectId, ...text, folderId })).rejects.toMatchObject(missing)
      await expect(documents.update(filed.id, { folderId })).rejects.toMatchObject(missing)
      await expect(
        documents.folders.create({ projectId, name: 'b', parentId: folderId }),
      ).rejects.toMatchObject(missing)
      await expect(documents.folders.update(own.id, { parentId: folderId })).rejects.toMatchObject(missing)
    }
    expect(await documents.get(filed.id)).toMatchObject({ folderId: own.id, version: 1 })
  })
})

describe.each(postgresEngines)('At the same time on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('changes of one document are numbered one after the other', async () => {
    const projectId = await opened.newProject()
    const { documents } = opened.system
    const { id } = await documents.create({ projectId, ...text })
    const contents = Array.from({ length: 20 }, (_, index) => `content ${index}`)
    await Promise.all(contents.map((content) => documents.update(id, { content })))
    const { items } = await documents.versions({ projectId, documentId: id, sort: 'version' })
    expect(items.map((version) => version.version)).toEqual(contents.map((_, index) => index + 1))
    const last = await documents.get(id)
    expect(last.version).toBe(21)
    const said = [...items.map((version) => version.content), last.content]
    expect(said.toSorted()).toEqual([...contents, text.content].toSorted())
  })

  it('two folders do not end up inside each other', async () => {
    const projectId = await opened.newProject()
    const { folders } = opened.system.documents
    for (let round = 0; round < 15; round++) {
      const [a, b] = await folders.createMany(['a', 'b'].map((name) => ({ projectId, name })))
      if (a === undefined || b === undefined) throw new Error('not made')
      const outcomes = await Promise.allSettled([
        folders.update(a.id, { parentId: b.id }),
        folders.update(b.id, { parentId: a.id }),
      ])
      expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const parents = [(await folders.get(a.id)).parentId, (await folders.get(b.id)).parentId]
      expect(parents).toContain(null)
    }
  })
})
