import type { Runner } from '../database/transaction.js'
import { AtmosferaError, NotFoundError, PermissionError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage } from '../resource-service.js'
import { name, parse } from '../validation.js'
import { type Encryption, isEncrypted } from './encryption.js'
import { lockSetting, settingRepository } from './repository.js'
import {
  type ListSettings,
  type SetSetting,
  type Setting,
  type StoredSetting,
  setSetting,
  settingFilters,
} from './types.js'

/** System-wide settings. Everyone reads those that are not secret; administrators read and change all. */
export class Settings {
  readonly #runner: Runner
  readonly #encryption: Encryption | undefined

  constructor(runner: Runner, encryption: Encryption | undefined) {
    this.#runner = runner
    this.#encryption = encryption
  }

  /** The setting with this key; of a secret one, the end of its value. */
  async get(key: string): Promise<Setting> {
    const wanted = parse(name(100), key, 'key')
    const { items } = await this.list({ key: wanted, limit: 1 })
    if (items[0] === undefined) throw new NotFoundError('setting', wanted)
    return items[0]
  }

  async list(options: ListSettings = {}): Promise<Page<Setting>> {
    const listed = { repository: settingRepository, projectOwned: false, filters: settingFilters }
    const page = await listPage(this.#runner, listed, options)
    return { ...page, items: page.items.map((row) => this.#show(row)) }
  }

  /**
   * Sets a value, and makes the setting where there is none.
   *
   * @throws AtmosferaError `encryption_key_missing` for a secret where no `encryptionKey` is configured.
   */
  async set(input: SetSetting): Promise<Setting> {
    const { key, value, ...rest } = parse(setSetting, input, '', ['value'])
    const details = Object.fromEntries(Object.entries(rest).filter(([, given]) => given !== undefined))
    const stored = await this.#runner.run(async (transaction) => {
      const existing = await lockSetting(transaction, key)
      const secret = existing?.secret === true || rest.secret === true
      const row = { ...details, secret, value: secret ? this.#encrypt(key, value) : value }
      if (existing === undefined) {
        const [created] = await settingRepository.insertMany(transaction, [{ key, ...row }])
        return created
      }
      return await settingRepository.update(transaction, existing.id, row)
    })
    if (stored === undefined) throw new PermissionError('Only an administrator changes settings.')
    return this.#show(stored)
  }

  #encrypt(key: string, value: string): string {
    if (value === '') return ''
    if (this.#encryption === undefined) {
      throw new AtmosferaError(
        'encryption_key_missing',
        `The setting ${key} is secret and there is no key to encrypt it with. Give createAtmosfera an encryptionKey of 32 bytes.`,
      )
    }
    return this.#encryption.encrypt(key, value)
  }

  #show(row: StoredSetting): Setting {
    const value = row.value ?? ''
    return { ...row, value: row.secret ? this.#mask(row.key, value) : value }
  }

  /** Enough to tell one secret from another, too little to use it. */
  #mask(key: string, value: string): string {
    if (value === '') return ''
    const plain = isEncrypted(value) ? this.#tryDecrypt(key, value) : value
    return plain !== undefined && plain.length >= 12 ? dots + plain.slice(-4) : dots
  }

  /** A list shows what it can: one secret of another key must not hide the rest. */
  #tryDecrypt(key: string, value: string): string | undefined {
    try {
      return this.#encryption?.decrypt(key, value)
    } catch {
      return undefined
    }
  }
}

const dots = '••••'
