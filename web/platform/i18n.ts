/** Words in two languages: each room brings its own, Korean first; keys are type-checked to be the same in both. */
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Locale } from '../../contract/scalars.ts'
import { particlePairs, withParticle } from './particle.ts'

type Korean = Readonly<Record<string, string>>
/** What the English file must hold: every Korean key, and where a count is said, `<key>_one` too. */
export type English<K extends Korean> = { readonly [key in keyof K]: string } & {
  readonly [key in keyof K as `${string & key}_one`]?: string
}

type Values = Readonly<Record<string, unknown>>
export type Translate<Key extends string> = (key: Key, values?: Values) => string
/** i18next's own types read keys from a global table; ours are typed room by room. */
type Loose = (key: string, values: Values) => string

export interface Words<Key extends string> {
  readonly room: string
  /** For code outside components; inside them `useT` follows a change of language. */
  readonly t: Translate<Key>
  readonly useT: () => Translate<Key>
}

const storedLocale = (): Locale | null => {
  try {
    const stored = localStorage.getItem('maeari.locale')
    return stored === 'ko' || stored === 'en' ? stored : null
  } catch {
    return null
  }
}

const browserLocale = (): Locale => {
  if (typeof navigator === 'undefined') return 'ko'
  return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

i18next.use(initReactI18next).init({
  lng: storedLocale() ?? browserLocale(),
  fallbackLng: false,
  supportedLngs: ['ko', 'en'],
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})
for (const pair of particlePairs) {
  i18next.services.formatter?.add(pair, (value: unknown) => withParticle(String(value), pair))
}

/**
 * Registers a room's words. In a text `{{name}}` is filled from the values, `{{name, 을/를}}` brings the particle that
 * fits, and `{{count, number}}` writes a number with its separators.
 */
export const defineWords = <K extends Korean>(room: string, ko: K, en: English<K>): Words<string & keyof K> => {
  i18next.addResourceBundle('ko', room, ko, true, true)
  i18next.addResourceBundle('en', room, en, true, true)
  type Key = string & keyof K
  const t: Translate<Key> = (key, values) => (i18next.t as Loose)(key, { ...values, ns: room })
  const useT = (): Translate<Key> => {
    const { t: translate } = useTranslation(room)
    return (key, values) => (translate as Loose)(key, { ...values })
  }
  return { room, t, useT }
}

export const currentLocale = (): Locale => (i18next.language === 'en' ? 'en' : 'ko')

/** The language on screen; the component follows when it changes. */
export const useLocale = (): Locale => {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'ko'
}

/** Changes the language of the screen and remembers it in this browser. */
export const setLocale = (locale: Locale): void => {
  try {
    localStorage.setItem('maeari.locale', locale)
  } catch {
    // A private window keeps nothing: the language holds until the page closes.
  }
  if (typeof document !== 'undefined') document.documentElement.lang = locale
  if (i18next.language !== locale) void i18next.changeLanguage(locale)
}
