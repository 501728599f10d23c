import { Spinner, useTranslation } from '@forge/react'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type texts from '../../../locales/en-US.json'
import { fill, type Values } from './fill'
import { type Formats, formatsFor } from './formats'

type AnyKey = keyof typeof texts
/**
 * The name of texts that differ by how many there are: `gap.more` stands for `gap.more.one` and
 * `gap.more.other`.
 */
type CountedKey = AnyKey extends infer Key ? (Key extends `${infer Name}.other` ? Name : never) : never
export type TextKey = Exclude<AnyKey, `${CountedKey}.one` | `${CountedKey}.other`>

/** How to speak to the user. */
export interface Language extends Formats {
  readonly say: (key: TextKey, values?: Values) => string
  /** `{count}` in the text is the number. */
  readonly count: (key: CountedKey, count: number, values?: Values) => string
  /** Such as `3 days ago`, or `today`. */
  readonly daysAgo: (days: number) => string
}

const LanguageContext = createContext<Language | null>(null)

export interface LanguageProviderProps {
  readonly locale: string
  readonly timeZone: string
  readonly children: ReactNode
}

/** Waits until the texts are there. */
export function LanguageProvider({ locale, timeZone, children }: LanguageProviderProps): ReactNode {
  const { ready, t } = useTranslation()
  const language = useMemo((): Language => {
    const formats = formatsFor(locale, timeZone)
    // Of the texts, which may be in another language than the user's: then its rules are those that fit.
    const spoken = ready ? t('language') : 'en'
    const plurals = new Intl.PluralRules(spoken)
    const ages = new Intl.RelativeTimeFormat(spoken, { numeric: 'auto' })
    return {
      ...formats,
      say: (key, values = {}) => fill(t(key), values),
      count: (key, count, values = {}) =>
        fill(t(`${key}.${plurals.select(count) === 'one' ? 'one' : 'other'}`), {
          count: formats.number(count),
          ...values,
        }),
      daysAgo: (days) => ages.format(-days, 'day'),
    }
  }, [ready, t, locale, timeZone])
  if (!ready) return <Spinner />
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
}

/** @throws outside of {@link LanguageProvider} */
export function useLanguage(): Language {
  const language = useContext(LanguageContext)
  if (language === null) throw new Error('useLanguage is called outside of LanguageProvider.')
  return language
}
