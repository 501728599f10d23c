import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

describe.each(engines)('Recommendations on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const aDimension = async () => {
    const [row] = await opened.database.query<{ id: number }>(
      'SELECT min(id) AS id FROM atmosfera.maturity_dimensions WHERE project_id IS NULL',
    )
    return row?.id ?? 0
  }

  it('need a title and a project; the rest has defaults', async () => {
    const projectId = await opened.newProject()
    expect(await opened.system.recommendations.create({ projectId, title: 'Automate it' })).toEqual({
      id: expect.any(Number),
      projectId,
      title: 'Automate it',
      description: null,
      category: null,
      priority: 'medium',
      dimensionId: null,
      status: 'active',
      aiConfidence: null,
      implementationEffort: null,
      expectedImpact: null,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('keep a confidence from 0 to 1, to two decimals', async () => {
    const projectId = await opened.newProject()
    const { recommendations } = opened.system
    const confidences = [0, 0.5, 1, 0.126]
    const created = await recommendations.createMany(
      confidences.map((aiConfidence) => ({ projectId, title: 'a', aiConfidence })),
    )
    expect(created.map((one) => one.aiConfidence)).toEqual([0, 0.5, 1, 0.13])
    const [first] = created
    expect(await recommendations.update(first?.id ?? 0, { aiConfidence: 0.25 })).toMatchObject({
      aiConfidence: 0.25,
    })
    for (const aiConfidence of [-0.1, 1.1, Number.NaN, '0.5']) {
      await expect(
        recommendations.create({ projectId, title: 'a', aiConfidence: aiConfidence as number }),
      ).rejects.toMatchObject({ issues: [{ path: 'aiConfidence' }] })
    }
  })

  it('raise a dimension of the model that the project uses, and none of another project', async () => {
    const projectId = await opened.newProject()
    const { recommendations } = opened.system
    const dimensionId = await aDimension()
    const created = await recommendations.create({ projectId, title: 'a', dimensionId })
    expect(created).toMatchObject({ dimensionId })
    const [foreign] = await opened.database.query<{ id: number }>(
      `WITH model AS (INSERT INTO atmosfera.maturity_models (name, project_id) VALUES ('Theirs', $1) RETURNING id, project_id)
        INSERT INTO atmosfera.maturity_dimensions (name, weight, model_id, project_id) SELECT 'Theirs', 1, id, project_id FROM model RETURNING id`,
      [await opened.newProject()],
    )
    for (const id of [foreign?.id ?? 0, 2_147_483_647]) {
      const missing = { code: 'not_found', resource: 'dimension' }
      await expect(recommendations.create({ projectId, title: 'a', dimensionId: id })).rejects.toMatchObject(
        missing,
      )
      await expect(recommendations.update(created.id, { dimensionId: id })).rejects.toMatchObject(missing)
    }
  })

  it('are found by each of their filters', async () => {
    const projectId = await opened.newProject()
    const { recommendations } = opened.system
    const dimensionId = await aDimension()
    await recommendations.createMany([
      { projectId, title: 'a', status: 'done', category: 'people', dimensionId },
      { projectId, title: 'b', priority: 'high', category: 'tools' },
    ])
    const found = async (filters: object) =>
      (await recommendations.list({ projectId, ...filters })).items.map((one) => one.title).join('')
    expect(await found({ status: 'active' })).toBe('b')
    expect(await found({ priority: ['high', 'medium'] })).toBe('ab')
    expect(await found({ category: 'people' })).toBe('a')
    expect(await found({ dimensionId })).toBe('a')
    expect(await found({ sort: '-id' })).toBe('ba')
    expect(await found({ sort: 'updatedAt' })).toBe('ab')
  })

  it.each([
    ['title', 'x'.repeat(201)],
    ['category', 'x'.repeat(51)],
    ['priority', 'x'.repeat(21)],
    ['status', ''],
    ['implementationEffort', 'x'.repeat(21)],
    ['expectedImpact', 'x'.repeat(21)],
    ['dimensionId', -1],
  ])('refuse a %s that does not fit', async (field, value) => {
    const projectId = await opened.newProject()
    const refused = opened.system.recommendations.create({ projectId, title: 'a', [field]: value })
    await expect(refused).rejects.toMatchObject({ issues: [{ path: field }] })
  })
})
