/** The tabs at the bottom of a phone; 더보기 holds what has no tab. */
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { cx } from '../../kit/class.ts'
import { Sheet } from '../../kit/dialog.tsx'
import { PageLink } from '../links.tsx'
import type { NavEntry } from '../room.ts'
import { useWorkspace } from '../session.ts'
import { words } from '../words.ts'
import { MeMenu } from './me-menu.tsx'
import { useNavEntries } from './nav-entries.ts'
import { NavLink, useIsHere } from './nav-link.tsx'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

const look = 'flex h-14 grow basis-0 flex-col items-center justify-center gap-0.5 font-medium text-2xs'

export const TabBar = () => {
  const t = words.useT()
  const workspace = useWorkspace()
  const [isOpen, setOpen] = useState(false)
  const entries = useNavEntries()
  const rest = entries.filter(entry => !entry.isTab)
  return (
    <nav
      aria-label={t('nav.main')}
      className="flex border-hair border-t bg-sunken pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {entries
        .filter(entry => entry.isTab)
        .map(entry => (
          <TabLink key={entry.path} entry={entry} />
        ))}
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(true)} className={cx(look, 'text-muted')}>
        <Ellipsis size={20} strokeWidth={1.6} aria-hidden />
        {t('nav.more')}
      </button>
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={t('nav.more')}>
        <WorkspaceSwitcher workspace={workspace} />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: closes behind the links, which are reached by keyboard themselves. */}
        <div onClick={() => setOpen(false)} className="flex flex-col gap-1 text-md">
          {rest.map(entry => (
            <NavLink key={entry.path} entry={entry} />
          ))}
        </div>
        <MeMenu />
      </Sheet>
    </nav>
  )
}

const TabLink = ({ entry }: { entry: NavEntry }) => {
  const isHere = useIsHere(entry.path)
  const Icon = entry.icon
  return (
    <PageLink
      to={entry.path}
      aria-current={isHere ? 'page' : undefined}
      className={cx(look, isHere ? 'text-accent-text' : 'text-muted')}
    >
      <Icon size={20} strokeWidth={1.6} aria-hidden />
      {entry.label()}
    </PageLink>
  )
}
