/** One line of the navigation, with its count. */
import { useLocation } from '@tanstack/react-router'
import { cx } from '../../kit/class.ts'
import { PageLink, placeOf } from '../links.tsx'
import type { NavEntry } from '../room.ts'
import { useFormats } from '../session.ts'
import { usePathWorkspace } from '../workspace.ts'

/** Whether the address is at or below an entry's path. */
export const useIsHere = (path: string): boolean => {
  const here = useLocation({ select: location => location.pathname.replace(/\/$/, '') })
  const place = placeOf(usePathWorkspace() ?? 0, path)
  return here === place || (path !== '/' && here.startsWith(`${place}/`))
}

export const NavLink = ({ entry }: { entry: NavEntry }) => {
  const isHere = useIsHere(entry.path)
  const Icon = entry.icon
  return (
    <PageLink
      to={entry.path}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'flex h-[31px] items-center gap-[9px] rounded-sm px-2 font-medium',
        isHere ? 'bg-panel text-ink shadow-[0_0_0_1px_var(--hair)]' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <Icon size={16} strokeWidth={1.6} aria-hidden />
      {entry.label()}
      {entry.useCount && <Count useCount={entry.useCount} />}
    </PageLink>
  )
}

const Count = ({ useCount }: { useCount: NonNullable<NavEntry['useCount']> }) => {
  const formats = useFormats()
  const { value, isHot } = useCount()
  if (!value) return null
  return (
    <span className={cx('ml-auto font-medium text-xs tabular-nums', isHot ? 'text-neg' : 'text-faint')}>
      {value > 999 ? formats.compact(value) : formats.number(value)}
    </span>
  )
}
