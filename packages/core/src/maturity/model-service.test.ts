/** Models of a team's own: other dimensions, versions that are kept, and dimensions that were dropped. */
import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import type { MaturityModel } from './model/types.js'
import { atmf } from './model.js'

/** A model of these dimensions, which ask what the first of ATMF asks, each by ids of its own. */
function modelOf(...names: readonly string[]): MaturityModel {
  const [first] = atmf.dimensions
  if (first === undefined) throw new Error('ATMF has dimensions')
  return {
    name: 'Ours',
    version: 1,
    dimensions: names.map((name, position) => ({
      ...first,
      name,
      weight: position + 1,
      levels: first.levels.map((level) => ({
        ...level,
        criteria: level.criteria.map((criterion) => ({ ...criterion, id: `${name}-${criterion.id}` })),
      })),
    })),
  }
}

describe.each(engines)('models of maturity on $name', (engine) => {
  const opened = useAtmosfera(engine, { clock: () => new Date('2026-06-30T12:00:00Z') })
  const namesOf = (model: MaturityModel) => model.dimensions.map((dimension) => dimension.name)

  it('are ATMF, version 1, to begin with', async () => {
    const projectId = await opened.newProject()
    expect(await opened.system.maturity.model({ projectId })).toEqual(atmf)
    expect(await opened.system.maturity.model({ projectId, version: 1 })).toEqual(atmf)
  })

  it('can be a team’s own, which no other project sees', async () => {
    const [ours, theirs] = [await opened.newProject(), await opened.newProject()]
    const saved = await opened.system.maturity.saveModel({
      projectId: ours,
      model: modelOf('Safety', 'Speed'),
    })
    expect(saved).toEqual({ ...modelOf('Safety', 'Speed'), version: 2 })
    expect(await opened.system.maturity.model({ projectId: ours })).toEqual(saved)
    expect(await opened.system.maturity.model({ projectId: theirs })).toEqual(atmf)
    await opened.system.maturity.assess({ projectId: ours, dimension: 'Speed', currentLevel: 4 })
    const report = await opened.system.maturity.report({ projectId: ours })
    expect(report).toMatchObject({ model: { name: 'Ours', version: 2 }, average: 4 })
    expect(report.dimensions.map(({ name, weight, level }) => [name, weight, level])).toEqual([
      ['Safety', 1, null],
      ['Speed', 2, 4],
    ])
    const assessElsewhere = opened.system.maturity.assess({
      projectId: theirs,
      dimension: 'Speed',
      currentLevel: 4,
    })
    await expect(assessElsewhere).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keep every version as it was', async () => {
    const projectId = await opened.newProject()
    const { maturity } = opened.system
    const second = await maturity.saveModel({ projectId, model: modelOf('Safety') })
    const third = await maturity.saveModel({
      projectId,
      model: { ...modelOf('Speed'), name: 'Ours, revised' },
    })
    expect([second.version, third.version]).toEqual([2, 3])
    expect(await maturity.model({ projectId })).toEqual(third)
    expect(await maturity.model({ projectId, version: 3 })).toEqual(third)
    expect(await maturity.model({ projectId, version: 2 })).toEqual(second)
    // Before it had a model of its own, the project was scored by the built-in one.
    expect(await maturity.model({ projectId, version: 1 })).toEqual(atmf)
    await expect(maturity.model({ projectId, version: 4 })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are remembered by an assessment: the version that it was made with', async () => {
    const projectId = await opened.newProject()
    const { maturity } = opened.system
    await maturity.saveModel({ projectId, model: modelOf('Safety') })
    await maturity.assess({ projectId, dimension: 'Safety', currentLevel: 2 })
    await maturity.saveModel({ projectId, model: modelOf('Safety') })
    const report = await maturity.report({ projectId })
    expect(report.model.version).toBe(3)
    expect(report.dimensions[0]?.assessment).toMatchObject({ modelVersion: 2 })
  })

  it('keep the assessments of a dimension that was dropped, and know it again when it returns', async () => {
    const projectId = await opened.newProject()
    const { maturity } = opened.system
    await maturity.saveModel({ projectId, model: modelOf('Safety', 'Speed') })
    await maturity.assess({ projectId, dimension: 'Speed', currentLevel: 4 })
    await maturity.saveModel({ projectId, model: modelOf('Safety') })
    const without = await maturity.report({ projectId })
    expect(without.dimensions.map(({ name }) => name)).toEqual(['Safety'])
    expect(without).toMatchObject({ average: null, ignored: { dimensions: ['Speed'] } })
    await expect(maturity.assess({ projectId, dimension: 'Speed', currentLevel: 1 })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await maturity.listAssessments({ projectId })).items).toHaveLength(1)
    await maturity.saveModel({ projectId, model: modelOf('Speed', 'Safety') })
    const again = await maturity.report({ projectId })
    expect(again.dimensions.map(({ name, level }) => [name, level])).toEqual([
      ['Speed', 4],
      ['Safety', null],
    ])
  })

  it('carry over assessments of dimensions that have the same name as before', async () => {
    const projectId = await opened.newProject()
    await opened.system.maturity.assess({ projectId, dimension: 'Risk Management', currentLevel: 3 })
    await opened.system.maturity.saveModel({ projectId, model: modelOf('Risk Management') })
    const report = await opened.system.maturity.report({ projectId })
    expect(report.dimensions[0]).toMatchObject({ assessed: 3, assessment: { modelVersion: 1 } })
  })

  it('are refused with everything that is wrong with them, and nothing changes', async () => {
    const projectId = await opened.newProject()
    const { dimensions } = modelOf('Safety')
    const model = {
      ...modelOf('Safety'),
      dimensions: [...dimensions, ...dimensions.map((one) => ({ ...one, weight: 0 }))],
    }
    await expect(opened.system.maturity.saveModel({ projectId, model })).rejects.toMatchObject({
      code: 'validation_failed',
      issues: expect.arrayContaining([expect.objectContaining({ path: 'dimensions[1].weight' })]),
    })
    expect(await opened.system.maturity.model({ projectId })).toEqual(atmf)
  })

  it('are for those to change who manage the project; the built-in one for administrators', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const manager = await opened.member(projectId, 'manage')
    const model = modelOf('Safety')
    await expect(writer.maturity.saveModel({ projectId, model })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    await expect(manager.maturity.saveModel({ projectId: null, model })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    expect(namesOf(await manager.maturity.saveModel({ projectId, model }))).toEqual(['Safety'])
  })

  it('get a version each when two people save at once', async () => {
    const projectId = await opened.newProject()
    const saved = await Promise.all(
      ['Safety', 'Speed', 'Security'].map((name) =>
        opened.system.maturity.saveModel({ projectId, model: modelOf(name) }),
      ),
    )
    expect(saved.map(({ version }) => version).toSorted()).toEqual([2, 3, 4])
    for (const model of saved) {
      expect(await opened.system.maturity.model({ projectId, version: model.version })).toEqual(model)
    }
  })

  it('of a project are not those of the built-in one that came later', async () => {
    const [ours, theirs] = [await opened.newProject(), await opened.newProject()]
    const { maturity } = opened.system
    const own = await maturity.saveModel({ projectId: ours, model: modelOf('Safety') })
    for (const weight of [2, 1]) {
      const dimensions = atmf.dimensions.map((dimension) => ({ ...dimension, weight }))
      await maturity.saveModel({ projectId: null, model: { ...atmf, dimensions } })
    }
    expect(await maturity.model({ projectId: theirs })).toEqual({ ...atmf, version: 3 })
    expect(await maturity.model({ projectId: ours })).toEqual(own)
    await expect(maturity.model({ projectId: ours, version: 3 })).rejects.toMatchObject({ code: 'not_found' })
  })
})
