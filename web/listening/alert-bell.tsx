/** The bell at the right end of every bar, with how many alerts wait to be seen. */
import { Bell } from 'lucide-react'
import { countUnseenAlerts } from '../../contract/listening.ts'
import { PageLink } from '../platform/links.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { words } from './words.ts'

export const AlertBell = () => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const unseen = useEndpoint(countUnseenAlerts, {}, { when: may('listening.read') })
  if (!may('listening.read')) return null
  const count = unseen.data?.count ?? 0
  return (
    <PageLink
      to="/alerts"
      {...(count > 0 ? { search: { unseen: 'true' } } : {})}
      aria-label={count > 0 ? t('alerts.bell', { count }) : t('alerts.bellNone')}
      className="relative grid size-[30px] shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
    >
      <Bell size={16} strokeWidth={1.7} aria-hidden />
      {count > 0 && (
        <span
          aria-hidden
          className="absolute -top-0.5 -right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-[10px] text-on-accent tabular-nums"
        >
          {count > 99 ? '99+' : formats.number(count)}
        </span>
      )}
    </PageLink>
  )
}
