import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

const now = new Date('2026-03-01T12:00:00.250Z')

describe.each(engines)('Metrics on $name', (engine) => {
  const opened = useAtmosfera(engine, { clock: () => now })

  it('need a name and a value; they were measured now unless they say when', async () => {
    const projectId = await opened.newProject()
    expect(await opened.system.metrics.create({ projectId, name: 'Lead time', value: 12.5 })).toEqual({
      id: expect.any(Number),
      projectId,
      name: 'Lead time',
      value: 12.5,
      unit: null,
      category: null,
      dimensionId: null,
      recordedAt: now,
      createdAt: expect.any(Date),
    })
    const dated = await opened.system.metrics.create({
      projectId,
      name: 'a',
      value: 1,
      recordedAt: '2020-02-29',
    })
    expect(dated.recordedAt).toEqual(new Date('2020-02-29'))
  })

  it.each([
    [0, 0],
    [-0.00001, 0],
    [0.12345, 0.1235],
    [1e-9, 0],
    [-999_999.9999, -999_999.9999],
    [999_999.9999, 999_999.9999],
  ])('keep %d as %d: four decimals', async (value, kept) => {
    const projectId = await opened.newProject()
    const created = await opened.system.metrics.create({ projectId, name: 'a', value })
    expect(created.value).toBeCloseTo(kept, 10)
    const updated = await opened.system.metrics.update(created.id, { value })
    expect(updated.value).toBeCloseTo(kept, 10)
  })

  it.each([1_000_000, -1_000_000, 999_999.99999, Number.NaN, Number.POSITIVE_INFINITY, '12'])(
    'refuse the value %s',
    async (value) => {
      const projectId = await opened.newProject()
      await expect(
        opened.system.metrics.create({ projectId, name: 'a', value: value as number }),
      ).rejects.toMatchObject({ issues: [{ path: 'value' }] })
    },
  )

  it('are found by each of their filters, and sorted by when they were measured', async () => {
    const projectId = await opened.newProject()
    const { metrics } = opened.system
    await metrics.createMany([
      { projectId, name: 'a', value: 1, category: 'speed', recordedAt: '2026-02-02' },
      { projectId, name: 'b', value: 2, unit: 'hours', recordedAt: '2026-02-01' },
    ])
    const found = async (filters: object) =>
      (await metrics.list({ projectId, ...filters })).items.map((metric) => metric.name).join('')
    expect(await found({ name: 'a' })).toBe('a')
    expect(await found({ name: ['a', 'b'], sort: 'recordedAt' })).toBe('ba')
    expect(await found({ sort: '-recordedAt' })).toBe('ab')
    expect(await found({ category: 'speed' })).toBe('a')
    expect(await found({ dimensionId: 1 })).toBe('')
  })

  it('have no versions, so that nothing can be based on one', async () => {
    const projectId = await opened.newProject()
    const { id } = await opened.system.metrics.create({ projectId, name: 'a', value: 1 })
    const refused = { message: 'there is no "updatedAt" here' }
    await expect(opened.system.metrics.update(id, { value: 2, updatedAt: now })).rejects.toMatchObject(
      refused,
    )
    await expect(opened.system.metrics.delete(id, { updatedAt: now })).rejects.toMatchObject(refused)
  })
})
