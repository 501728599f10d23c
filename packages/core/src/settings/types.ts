import { z } from 'zod'
import type { ListOptions, OneOrMany } from '../resource-service.js'
import { name, shortText, text } from '../validation.js'

/** A system-wide setting. */
export interface Setting {
  readonly id: number
  readonly key: string
  /** Of a secret one its last four characters behind dots, never more; empty where it is unset. */
  readonly value: string
  readonly secret: boolean
  readonly description: string | null
  readonly category: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface SetSetting {
  /** At most 100 characters. */
  readonly key: string
  readonly value: string
  /** Encrypted where it is stored. Once secret, always secret. Default: as it is, or false for a new one. */
  readonly secret?: boolean | undefined
  readonly description?: string | null | undefined
  readonly category?: string | null | undefined
}

export interface ListSettings extends ListOptions {
  readonly category?: OneOrMany<string> | undefined
  readonly key?: OneOrMany<string> | undefined
  readonly sort?: 'id' | '-id' | 'key' | '-key' | undefined
}

/** A row as it is stored. */
export interface StoredSetting extends Omit<Setting, 'value'> {
  readonly value: string | null
}

export const setSetting = z.strictObject({
  key: name(100),
  value: text,
  secret: z.boolean().optional(),
  description: text.nullable().optional(),
  category: shortText(50).nullable().optional(),
})

export const settingFilters = { category: name(50), key: name(100) }
