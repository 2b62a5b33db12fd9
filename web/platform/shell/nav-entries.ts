/** The navigation: the ground's own entries around those that rooms bring, as far as the person may see them. */
import { House, Settings } from 'lucide-react'
import type { NavEntry } from '../room.ts'
import { useMay } from '../session.ts'
import { useRooms } from '../slots.tsx'
import { words } from '../words.ts'

export const navGroups = ['top', 'measure', 'deliver', 'plan', 'optimize'] as const

const today: NavEntry = {
  path: '/',
  label: () => words.t('nav.today'),
  icon: House,
  group: 'top',
  isTab: true,
  key: 't',
}

/** Stands last, at the foot. */
const settingsEntry: NavEntry = {
  path: '/settings',
  label: () => words.t('nav.settings'),
  icon: Settings,
  group: 'foot',
  key: 's',
}

/** In the order of the groups; settings last. */
export const useNavEntries = (): readonly NavEntry[] => {
  const may = useMay()
  const entries = [today, ...useRooms().flatMap(room => room.nav ?? []), settingsEntry]
  const seen = entries.filter(entry => !entry.permission || may(entry.permission))
  return [...navGroups, 'foot' as const].flatMap(group => seen.filter(entry => entry.group === group))
}
