/** Light, dark or the system's: the person's choice for this browser. */
import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'maeari.theme'
const dark = () => matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let remembered: Theme | undefined

const readTheme = (): Theme => {
  if (remembered) return remembered
  try {
    return themes.find(theme => theme === localStorage.getItem(key)) ?? 'system'
  } catch {
    return 'system'
  }
}

/** Whether dark is on screen now. */
const isDark = (theme: Theme): boolean => theme === 'dark' || (theme === 'system' && dark().matches)

const show = () => {
  document.documentElement.dataset.theme = isDark(readTheme()) ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

/** Changes the theme and remembers it in this browser. */
export const setTheme = (theme: Theme): void => {
  remembered = theme
  try {
    localStorage.setItem(key, theme)
  } catch {
    // A private window keeps nothing: the choice holds until the page closes.
  }
  show()
}

/** Follows the system while that is the choice. */
export const followSystemTheme = (): void => {
  dark().addEventListener('change', show)
  show()
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The choice, followed. */
export const useTheme = (): Theme => useSyncExternalStore(listen, readTheme)
