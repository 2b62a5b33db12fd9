/** At the end of every page's bar: that the installation needs somebody, for those who look after it. */
import { CircleAlert } from 'lucide-react'
import { getStatus } from '../../../contract/system.ts'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const AlarmSign = () => {
  const t = words.useT()
  const may = useMay()
  const alarms = useEndpoint(getStatus, {}, { when: may('system.manage'), staleMs: 60_000 }).data?.alarms ?? []
  if (alarms.length === 0) return null
  return (
    <PageLink
      to="/settings/status"
      className="inline-flex h-8 items-center gap-1.5 rounded-sm px-2 font-medium text-neg text-xs hover:bg-hover pointer-coarse:h-11"
    >
      <CircleAlert size={15} aria-hidden />
      <span className="max-md:sr-only">{t('alarms', { count: alarms.length })}</span>
    </PageLink>
  )
}
