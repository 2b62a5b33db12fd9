/** Who is signed in, which workspace is open, and what they may do there. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { getMe, type Me } from '../../contract/access.ts'
import type { Permission } from '../../contract/permissions.ts'
import { keyOf } from './cache.ts'
import { readClock, readMs } from './clock.ts'
import * as format from './format.ts'
import { useLocale } from './i18n.ts'
import { useEndpoint } from './query.ts'
import { words } from './words.ts'
import { usePathWorkspace } from './workspace.ts'

export type OpenWorkspace = Me['workspaces'][number]

/** The signed-in person; `data` is undefined until known, `error` has status 401 when nobody is. */
export const useSession = () => useEndpoint(getMe, {}, { staleMs: 5 * 60_000 })

/** The signed-in person. Only below the workspace's shell, which waits for them. */
export const useMe = (): Me => {
  const session = useSession()
  if (!session.data) throw new Error('useMe outside the shell')
  return session.data
}

/** The workspace of the address, with the caller's role and permissions there. Only below the shell. */
export const useWorkspace = (): OpenWorkspace => {
  const me = useMe()
  const id = usePathWorkspace()
  const open = me.workspaces.find(workspace => workspace.id === id)
  if (!open) throw new Error('useWorkspace outside a workspace')
  return open
}

/** Whether the signed-in person may do something in the open workspace. */
export const useMay = (): ((permission: Permission) => boolean) => {
  const { permissions } = useWorkspace()
  return permission => permissions.includes(permission)
}

/** Puts a fresh answer about the session in place: after signing in, setting up, changing the profile. */
export const useKeepSession = (): ((me: Me) => void) => {
  const client = useQueryClient()
  return useCallback(me => client.setQueryData(keyOf(getMe, null, {}), me), [client])
}

let minute = Math.floor(readMs() / 30_000)
const onTick = (notify: () => void): (() => void) => {
  const timer = setInterval(() => {
    minute = Math.floor(readMs() / 30_000)
    notify()
  }, 5_000)
  return () => clearInterval(timer)
}

/** This instant, renewed every half minute, so that relative times stay true. */
export const useNow = (): Date => {
  useSyncExternalStore(onTick, () => minute)
  return readClock()
}

export interface Formats {
  readonly day: (at: string | Date) => string
  readonly date: (at: string | Date) => string
  readonly shortDate: (at: string | Date) => string
  readonly time: (at: string | Date) => string
  readonly moment: (at: string | Date) => string
  /** `방금`, `3분`, `2시간`, `어제`, `11월 3일`. */
  readonly ago: (at: string | Date) => string
  /** The same inside a sentence: `방금`, `3분 전`, `어제`. */
  readonly past: (at: string | Date) => string
  readonly number: (value: number) => string
  readonly compact: (value: number) => string
  readonly share: (value: number) => string
  readonly signed: (value: number, decimals?: number) => string
  readonly timeZone: string
}

/** Formats in the language of the screen and the time zone of the workspace (the browser's outside one). */
export const useFormats = (): Formats => {
  const locale = useLocale()
  const t = words.useT()
  const now = useNow()
  const id = usePathWorkspace()
  const zone = useSession().data?.workspaces.find(workspace => workspace.id === id)?.timeZone
  const timeZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const ago = (at: string | Date, isLong: boolean): string => {
    const relative = format.relativeTo(at, now, locale, timeZone)
    if (relative.kind === 'now') return t('time.now')
    if (relative.kind === 'yesterday') return t('time.yesterday')
    if (relative.kind === 'date') return relative.text
    const time = t(relative.kind === 'minutes' ? 'time.minutes' : 'time.hours', { count: relative.count })
    return isLong ? t('time.ago', { time }) : time
  }
  return {
    day: at => format.formatDay(at, locale, timeZone),
    date: at => format.formatDate(at, now, locale, timeZone),
    shortDate: at => format.formatShortDate(at, locale, timeZone),
    time: at => format.formatTime(at, locale, timeZone),
    moment: at => format.formatMoment(at, now, locale, timeZone),
    ago: at => ago(at, false),
    past: at => ago(at, true),
    number: value => format.formatNumber(value, locale),
    compact: value => format.formatCompact(value, locale),
    share: value => format.formatShare(value, locale),
    signed: (value, decimals) => format.formatSigned(value, locale, decimals),
    timeZone,
  }
}
