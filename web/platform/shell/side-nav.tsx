/** The navigation at the left. */
import { Command } from 'lucide-react'
import { Kbd } from '../../kit/kbd.tsx'
import type { NavEntry } from '../room.ts'
import type { OpenWorkspace } from '../session.ts'
import { words } from '../words.ts'
import { MeMenu } from './me-menu.tsx'
import { navGroups, useNavEntries } from './nav-entries.ts'
import { NavLink } from './nav-link.tsx'
import { useShell } from './shell-context.ts'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

export const SideNav = ({ workspace }: { workspace: OpenWorkspace }) => {
  const t = words.useT()
  const { openPalette } = useShell()
  const entries = useNavEntries()
  return (
    <nav
      aria-label={t('nav.main')}
      className="scroll-quiet flex flex-col gap-0.5 border-hair border-r bg-sunken px-2.5 py-3 max-md:hidden print:hidden"
    >
      <WorkspaceSwitcher workspace={workspace} />
      <button
        type="button"
        onClick={openPalette}
        className="mb-1.5 flex h-[30px] items-center gap-2 rounded-sm px-2 text-faint text-sm hover:bg-hover hover:text-ink"
      >
        <Command size={14} strokeWidth={1.6} aria-hidden />
        <span className="grow text-left">{t('palette.open')}</span>
        <Kbd keys="mod+k" />
      </button>
      {navGroups.map(group => (
        <Group key={group} group={group} entries={entries} />
      ))}
      <div className="grow" />
      {entries
        .filter(entry => entry.group === 'foot')
        .map(entry => (
          <NavLink key={entry.path} entry={entry} />
        ))}
      <MeMenu />
    </nav>
  )
}

const Group = ({ group, entries }: { group: (typeof navGroups)[number]; entries: readonly NavEntry[] }) => {
  const t = words.useT()
  const mine = entries.filter(entry => entry.group === group)
  if (mine.length === 0) return null
  return (
    <>
      {group !== 'top' && (
        <h2 className="px-2 pt-3 pb-1 font-medium text-2xs text-faint tracking-wide">{t(`nav.${group}`)}</h2>
      )}
      {mine.map(entry => (
        <NavLink key={entry.path} entry={entry} />
      ))}
    </>
  )
}
