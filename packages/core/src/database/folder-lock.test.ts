import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AtmosferaError } from '../errors.js'
import { lockFolder } from './folder-lock.js'

describe('lockFolder', () => {
  let home: string
  let folder: string
  let file: string

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'atmosfera-lock-'))
    folder = join(home, 'database')
    file = `${folder}.lock`
  })

  afterEach(() => {
    rmSync(home, { recursive: true, force: true })
  })

  const holder = (changes: Record<string, unknown> = {}) =>
    JSON.stringify({ pid: process.pid, host: hostname(), id: 'someone', ...changes })

  /** A process that is certainly gone: numbers end below this one. */
  const gone = { pid: 2 ** 30 }

  const refusal = (): AtmosferaError => {
    try {
      lockFolder(folder)
    } catch (error) {
      if (error instanceof AtmosferaError) return error
      throw error
    }
    throw new Error('the lock was given')
  }

  it('writes a file beside the folder that names the holder, and nothing else', () => {
    lockFolder(folder)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() })
    expect(readdirSync(home)).toEqual(['database.lock'])
  })

  it('is given once, also within one process', () => {
    lockFolder(folder)
    const error = refusal()
    expect(error.code).toBe('database_locked')
    expect(error.message).toBe(
      `${folder}: Process ${process.pid} on ${hostname()} has this embedded database open. Close it there, or delete ${file} if that process is gone.`,
    )
  })

  it('is given again once it was released', () => {
    for (let time = 0; time < 3; time++) lockFolder(folder)()
    expect(existsSync(file)).toBe(false)
  })

  it('releases what it holds, and not what somebody else does by then', () => {
    const release = lockFolder(folder)
    writeFileSync(file, holder())
    release()
    expect(readFileSync(file, 'utf8')).toBe(holder())
  })

  it('is taken over from a process that is gone', () => {
    writeFileSync(file, holder(gone))
    const release = lockFolder(folder)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(home)).toEqual(['database.lock'])
    release()
  })

  it('is taken over also where somebody died while taking it over', () => {
    writeFileSync(file, holder(gone))
    writeFileSync(`${file}.takeover`, holder(gone))
    lockFolder(folder)
    expect(readdirSync(home)).toEqual(['database.lock'])
  })

  it('is left to whoever is taking it over at this moment', () => {
    writeFileSync(file, holder(gone))
    writeFileSync(`${file}.takeover`, holder())
    expect(refusal().code).toBe('database_locked')
    expect(readFileSync(file, 'utf8')).toBe(holder(gone))
  })

  it('is not touched where somebody else took it over first', () => {
    writeFileSync(file, holder(gone))
    let taken = 0n
    // Between finding that the holder is gone and doing something about it.
    const kill = vi.spyOn(process, 'kill').mockImplementationOnce(() => {
      writeFileSync(file, holder())
      taken = statSync(file, { bigint: true }).ctimeNs
      throw Object.assign(new Error('no such process'), { code: 'ESRCH' })
    })
    expect(refusal().code).toBe('database_locked')
    kill.mockRestore()
    expect(readFileSync(file, 'utf8')).toBe(holder())
    // Not even moved away for a moment, in which a third one would have found it free.
    expect(statSync(file, { bigint: true }).ctimeNs).toBe(taken)
  })

  it('is taken over from a file that says nothing', () => {
    writeFileSync(file, '')
    lockFolder(folder)()
    writeFileSync(file, '{"pid": "?"}')
    lockFolder(folder)()
  })

  it('is not taken over from another machine, whose processes cannot be asked', () => {
    writeFileSync(file, holder({ ...gone, host: 'elsewhere' }))
    expect(refusal().message).toContain(`Process ${gone.pid} on elsewhere has this embedded database open.`)
  })

  it.runIf(process.platform === 'linux')(
    'is taken over from an earlier process of the same number, as in a container that was restarted',
    () => {
      writeFileSync(file, holder({ birth: 'another-boot/1' }))
      lockFolder(folder)()
    },
  )

  it('says what is wrong where the file cannot be written', () => {
    expect(() => lockFolder(join(home, 'missing', 'database'))).toThrow(/ENOENT/)
  })
})
