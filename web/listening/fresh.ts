/** Which mentions arrived while the page was open: they carry the accent edge for a minute. */
import { useSyncExternalStore } from 'react'

const keptMs = 60_000
const fresh = new Set<string>()
const hearers = new Set<() => void>()
const tell = () => {
  for (const hear of hearers) hear()
}

/** Marks mentions as just arrived. */
export const markFresh = (ids: readonly string[]): void => {
  if (ids.length === 0) return
  for (const id of ids) fresh.add(id)
  tell()
  setTimeout(() => {
    for (const id of ids) fresh.delete(id)
    tell()
  }, keptMs)
}

const listen = (hear: () => void) => {
  hearers.add(hear)
  return () => {
    hearers.delete(hear)
  }
}

/** Whether a mention arrived within the last minute. */
export const useIsFresh = (id: string): boolean => useSyncExternalStore(listen, () => fresh.has(id))
