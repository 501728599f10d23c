/** Exports as those who read them without this product see them, and as they are taken. */
import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { exportOf, linesOf } from '../../../../test/support/exported.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { NotFoundError, ValidationError } from '../errors.js'
import { handOver } from './hand-over.js'

describe.each(engines)('An export on $name', (engine) => {
  const opened = useAtmosfera(engine)

  /** One test case that covers one ticket, and a key that no ticket has. */
  const newShop = async () => {
    const projectId = await opened.newProject('Shop')
    await opened.system.tickets.create({ projectId, jiraKey: 'SHOP-1', summary: '=1+1', status: 'Open' })
    const suite = await opened.system.testSuites.create({ projectId, name: 'Pay' })
    const testCase = await opened.system.testCases.create({ projectId, title: 'by card', suiteId: suite.id })
    await opened.system.links.linkMany(
      ['SHOP-1', 'SHOP-2'].map((key) => ({ projectId, testCaseId: testCase.id, key })),
    )
    return projectId
  }

  it('is one object a line: the project, its records, and the end', async () => {
    const lines = (await linesOf(opened.system, await newShop())).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { kind: 'project', version: 1, name: 'Shop', status: 'active', coveragePolicy: {} },
      expect.objectContaining({ kind: 'suite', id: 1, name: 'Pay' }),
      expect.objectContaining({ kind: 'testCase', id: 1, title: 'by card', suite: 1, steps: [] }),
      expect.objectContaining({ kind: 'ticket', id: 1, jiraKey: 'SHOP-1', summary: '=1+1' }),
      expect.objectContaining({ kind: 'link', id: 1, testCase: 1, ticket: 1, origin: 'manual' }),
      expect.objectContaining({ kind: 'pendingLink', id: 1, testCase: 1, jiraKey: 'SHOP-2' }),
      { kind: 'end', records: 5 },
    ])
  })

  it('as CSV is a file for each kind, where no text is a formula', async () => {
    const files = await exportOf(opened.system, await newShop(), 'csv')
    expect(Object.keys(files)).toContain('runs.csv')
    expect(files['end.csv']).toBe('records\r\n5\r\n')
    expect(files['runs.csv']).toMatch(/^id,item,executedBy,executedAt,[^\n]*\r\n$/)
    expect(files['tickets.csv']).toMatch(/\r\n1,SHOP-1,,'=1\+1,,,Open,/)
  })

  it('is the same text for the same project', async () => {
    const projectId = await newShop()
    expect(await linesOf(opened.system, projectId)).toBe(await linesOf(opened.system, projectId))
  })

  it('may be taken by whoever may read the project, and by nobody else', async () => {
    const projectId = await newShop()
    const reader = await opened.member(projectId, 'read')
    const stranger = await opened.member(await opened.newProject(), 'manage')
    expect(await linesOf(reader, projectId)).toBe(await linesOf(opened.system, projectId))
    await expect(linesOf(stranger, projectId)).rejects.toBeInstanceOf(NotFoundError)
  })

  it('says at once what is wrong with what is asked for', () => {
    expect(() => opened.system.exports.project({ projectId: 0 })).toThrow(ValidationError)
  })

  it('ends its transaction where nobody takes the rest', async () => {
    const projectId = await newShop()
    for (let times = 0; times < 30; times++) {
      for await (const { text } of opened.system.exports.project({ projectId })) if (text !== '') break
    }
    expect((await opened.system.projects.get(projectId)).name).toBe('Shop')
  })

  it('takes part in a transaction of the caller', async () => {
    const name = await opened.atmosfera.transaction({ system: true }, async (transaction) => {
      const { id } = await transaction.projects.create({ name: 'Not there yet' })
      return (await linesOf(transaction, id)).split('\n')[0]
    })
    expect(name).toContain('Not there yet')
  })

  // The embedded database does one thing after another.
  it.runIf(engine.kind === 'postgres')('is of one moment, however long it takes', async () => {
    const projectId = await newShop()
    const before = await linesOf(opened.system, projectId)
    let text = ''
    for await (const piece of opened.system.exports.project({ projectId })) {
      if (text === '') await opened.system.testSuites.create({ projectId, name: 'Too late' })
      text += piece.text
    }
    expect(text).toBe(before)
    expect(await linesOf(opened.system, projectId)).toContain('Too late')
  })
})

describe('What is handed over', () => {
  it('is made only as it is taken', async () => {
    const made: number[] = []
    const pieces = handOver<number>(async (give) => {
      for (const piece of [1, 2, 3]) {
        made.push(piece)
        await give(piece)
      }
    })
    expect((await pieces.next()).value).toBe(1)
    expect(made).toEqual([1])
    expect((await pieces.next()).value).toBe(2)
    expect(made).toEqual([1, 2])
    await pieces.return()
    expect(made).toEqual([1, 2])
  })

  it('fails as the work fails, after what came before', async () => {
    const taken: number[] = []
    const read = async () => {
      const pieces = handOver<number>(async (give) => {
        await give(1)
        throw new Error('broken')
      })
      for await (const piece of pieces) taken.push(piece)
    }
    await expect(read()).rejects.toThrow('broken')
    expect(taken).toEqual([1])
  })
})
