import { describe, expect, it } from 'vitest'
import { engines, type TestEngine } from '../../../test/support/engines.js'
import { type Opened, useAtmosfera } from '../../../test/support/use-atmosfera.js'
import { ConflictError } from './errors.js'
import type { ExpectedVersion, ResourceService } from './resource-service.js'
import type { Services } from './services.js'

/** The part of a service that is the same for every kind of row. */
type Verbs<Row, Create, Update> = Pick<
  ResourceService<Row, Create, Update, never>,
  'create' | 'createMany' | 'get' | 'list' | 'update' | 'delete'
>

/** A kind of row, and what the promises below are checked with. */
interface Kind<Row, Create, Update> {
  readonly label: string
  readonly table: string
  readonly service: (services: Services) => Verbs<Row, Create, Update>
  /** A new one; `serial` tells it from the others. */
  readonly sample: (projectId: number, serial: number) => Create
  readonly change: Update
  /** Whether its rows have versions, which updates are guarded by. */
  readonly versioned: boolean
}

const none = Number.NaN
let serial = 0

/** What every kind of row promises, whatever it is. */
function describeResource<
  Row extends { readonly id: number; readonly updatedAt?: Date },
  Create extends object,
  Update extends object,
>(engine: TestEngine, opened: Opened, kind: Kind<Row, Create, Update>): void {
  const { label } = kind
  const service = () => kind.service(opened.system)
  const sample = (projectId: number) => kind.sample(projectId, ++serial)
  const create = async () => await service().create(sample(await opened.newProject()))

  describe(`a ${label}`, () => {
    it('is read as it was created', async () => {
      const created = await create()
      expect(await service().get(created.id)).toEqual(created)
    })

    it('is created with others in one statement, which keeps their order', async () => {
      const projectId = await opened.newProject()
      const inputs = Array.from({ length: 20 }, () => sample(projectId))
      const created = await service().createMany(inputs)
      expect(created).toMatchObject(inputs)
      const { items: entries } = await opened.system.audit.list({
        tableName: kind.table,
        action: 'insert',
        sort: '-id',
        limit: 100,
      })
      // The log has one entry for a statement, and for a project.
      const together = entries.filter((entry) => entry.transactionId === entries[0]?.transactionId)
      expect(together).toHaveLength(label === 'project' ? 20 : 1)
      expect(together.flatMap((entry) => entry.rowIds).sort(byNumber)).toEqual(created.map((row) => row.id))
    })

    it('is not created where another one of them is not acceptable', async () => {
      const projectId = await opened.newProject()
      const inputs = [sample(projectId), sample(projectId), { ...sample(projectId), colour: 'red' }]
      const before = await count(opened, kind.table)
      await expect(service().createMany(inputs)).rejects.toMatchObject({
        code: 'validation_failed',
        issues: [{ path: '[2]', message: 'there is no "colour" here' }],
      })
      expect(await count(opened, kind.table)).toBe(before)
    })

    it('has no other fields than it says', async () => {
      const created = await create()
      const projectId = await opened.newProject()
      const refusal = { message: 'there is no "colour" here' }
      await expect(service().create({ ...sample(projectId), colour: 'red' })).rejects.toMatchObject(refusal)
      await expect(service().update(created.id, { ...kind.change, colour: 'red' })).rejects.toMatchObject(
        refusal,
      )
      const filters = label === 'project' ? { colour: 'red' } : { projectId, colour: 'red' }
      await expect(service().list(filters as never)).rejects.toMatchObject(refusal)
    })

    it('keeps what an update does not name', async () => {
      const created = await create()
      const updated = await service().update(created.id, kind.change)
      const { updatedAt, ...rest } = updated
      expect(updated).toEqual({ ...created, ...rest, ...kind.change, updatedAt })
      expect(await service().get(created.id)).toEqual(updated)
      const names = Object.keys(kind.change)
      for (const [name, value] of Object.entries(created)) {
        if (name === 'updatedAt' || name === 'version' || name === 'contentHash' || names.includes(name))
          continue
        expect(Reflect.get(updated, name), name).toEqual(value)
      }
      if (kind.versioned) expect(updatedAt?.getTime()).toBeGreaterThan(created.updatedAt?.getTime() ?? none)
    })

    it('stays as it is where an update names nothing, or only undefined', async () => {
      const created = await create()
      const nothing = Object.fromEntries(Object.keys(kind.change).map((name) => [name, undefined]))
      expect(await service().update(created.id, {} as Update)).toEqual(created)
      expect(await service().update(created.id, nothing as Update)).toEqual(created)
      expect(await service().get(created.id)).toEqual(created)
    })

    it.each([0, -1, 1.5, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY])(
      'is not there as number %s',
      async (id) => {
        const missing = { code: 'not_found', message: expect.stringContaining(`There is no ${label} ${id}`) }
        await expect(service().get(id)).rejects.toMatchObject(missing)
        await expect(service().update(id, kind.change)).rejects.toMatchObject(missing)
        await expect(service().delete(id)).rejects.toMatchObject(missing)
      },
    )

    it.each(['1', null, undefined, {}])('is not known by %j, which is no id', async (id) => {
      const wrong = { code: 'validation_failed', issues: [{ path: 'id' }] }
      await expect(service().get(id as never)).rejects.toMatchObject(wrong)
      await expect(service().update(id as never, kind.change)).rejects.toMatchObject(wrong)
      await expect(service().delete(id as never)).rejects.toMatchObject(wrong)
    })

    it('is gone once it is deleted', async () => {
      const { id } = await create()
      await service().delete(id)
      const gone = {
        code: 'not_found',
        message: `There is no ${label} ${id}, or none that you have access to.`,
      }
      await expect(service().get(id)).rejects.toMatchObject(gone)
      await expect(service().update(id, kind.change)).rejects.toMatchObject(gone)
      await expect(service().delete(id)).rejects.toMatchObject(gone)
    })

    it('does not exist for someone without access to its project', async () => {
      const { id } = await create()
      const stranger = kind.service(await opened.member(await opened.newProject(), 'manage'))
      await expect(stranger.get(id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(stranger.update(id, kind.change)).rejects.toMatchObject({ code: 'not_found' })
      await expect(stranger.delete(id)).rejects.toMatchObject({ code: 'not_found' })
    })

    if (kind.versioned) describeVersions(engine, opened, kind)
  })
}

/** Updates and deletes that say what they are based on. */
function describeVersions<
  Row extends { readonly id: number; readonly updatedAt?: Date },
  Create extends object,
  Update extends object,
>(engine: TestEngine, opened: Opened, kind: Kind<Row, Create, Update>): void {
  const service = () => kind.service(opened.system)
  const create = async () => await service().create(kind.sample(await opened.newProject(), ++serial))

  it('is updated and deleted by those who have seen its latest version', async () => {
    const created = await create()
    const { updatedAt } = created
    const updated = await service().update(created.id, { ...kind.change, updatedAt })
    await service().delete(created.id, { updatedAt: updated.updatedAt })
    await expect(service().get(created.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is neither updated nor deleted by those who have seen an older version', async () => {
    const created = await create()
    const stale = { updatedAt: created.updatedAt }
    const current = await service().update(created.id, kind.change)
    for (const attempt of [
      () => service().update(created.id, { ...kind.change, ...stale }),
      () => service().update(created.id, stale as Update & ExpectedVersion),
      () => service().delete(created.id, stale),
    ]) {
      const error = await attempt().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(ConflictError)
      expect(error).toMatchObject({
        message: `The ${kind.label} ${created.id} has changed since you read it. Read it again and repeat your change.`,
        current,
      })
    }
    expect(await service().get(created.id)).toEqual(current)
  })

  it('is updated by one of two who have seen the same version', async () => {
    const { id } = await create()
    for (let round = 0; round < (engine.kind === 'postgres' ? 15 : 2); round++) {
      const { updatedAt } = await service().get(id)
      const outcomes = await Promise.allSettled([
        service().update(id, { ...kind.change, updatedAt }),
        service().update(id, { ...kind.change, updatedAt }),
      ])
      const winners = outcomes.filter((outcome) => outcome.status === 'fulfilled')
      const losers = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(winners).toHaveLength(1)
      expect(losers[0]?.reason).toMatchObject({ code: 'conflict', current: winners[0]?.value })
    }
  })
}

async function count(opened: Opened, table: string): Promise<number> {
  const [row] = await opened.database.query<{ rows: number }>(
    `SELECT count(*)::integer AS rows FROM atmosfera.${table}`,
  )
  return row?.rows ?? none
}

function byNumber(a: number, b: number): number {
  return a - b
}

describe.each(engines)('Resources on $name', (engine) => {
  const opened = useAtmosfera(engine)

  describeResource(engine, opened, {
    label: 'project',
    table: 'projects',
    service: (services) => services.projects,
    sample: (_, number) => ({ name: `Project ${number}`, industryArea: 'Trade' }),
    change: { description: 'Everything about buying' },
    versioned: true,
  })
  describeResource(engine, opened, {
    label: 'test suite',
    table: 'test_suites',
    service: (services) => services.testSuites,
    sample: (projectId, number) => ({ projectId, name: `Suite ${number}`, tags: ['a', 'b'] }),
    change: { priority: 'high', coverageRequirements: [{ percent: 80 }] },
    versioned: true,
  })
  describeResource(engine, opened, {
    label: 'test case',
    table: 'test_cases',
    service: (services) => services.testCases,
    sample: (projectId, number) => ({ projectId, title: `Case ${number}`, externalId: `case-${number}` }),
    change: { steps: [{ action: 'Pay', expected: 'Paid' }], status: 'ready' as const },
    versioned: true,
  })
  describeResource(engine, opened, {
    label: 'test cycle',
    table: 'test_cycles',
    service: (services) => services.testCycles,
    sample: (projectId, number) => ({
      projectId,
      name: `Cycle ${number}`,
      testData: { pin: { value: '1' } },
    }),
    change: { status: 'completed' as const, endDate: new Date('2026-03-01T12:00:00.123Z') },
    versioned: true,
  })
  describeResource(engine, opened, {
    label: 'ticket',
    table: 'jira_tickets',
    service: (services) => services.tickets,
    sample: (projectId, number) => ({ projectId, jiraKey: `SHOP-${number}`, summary: 'Pay', status: 'Open' }),
    change: { summary: 'Pay by card', labels: ['payment'] },
    versioned: true,
  })
  describeResource(engine, opened, {
    label: 'recommendation',
    table: 'recommendations',
    service: (services) => services.recommendations,
    sample: (projectId, number) => ({ projectId, title: `Recommendation ${number}`, aiConfidence: 0.75 }),
    change: { status: 'done', aiConfidence: 0.5 },
    versioned: true,
  })
  describeResource(engine, opened, {
    label: 'metric',
    table: 'metrics',
    service: (services) => services.metrics,
    sample: (projectId, number) => ({ projectId, name: `Metric ${number}`, value: 12.5 }),
    change: { value: 13.25, unit: 'hours' },
    versioned: false,
  })
  describeResource(engine, opened, {
    label: 'document',
    table: 'documents',
    service: (services) => services.documents,
    sample: (projectId, number) => ({
      projectId,
      title: `Text ${number}`,
      type: 'plan',
      content: 'Test it.',
    }),
    change: { content: 'Test it well.' },
    versioned: true,
  })
  describeResource(engine, opened, {
    label: 'folder',
    table: 'document_folders',
    service: (services) => services.documents.folders,
    sample: (projectId, number) => ({ projectId, name: `Folder ${number}` }),
    change: { name: 'Plans' },
    versioned: true,
  })
})
