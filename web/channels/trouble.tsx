/** A banner where a connection has trouble: which, and what to do. On 오늘 and above the channels. */
import { TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { listAccounts, listSources } from '../../contract/channels.ts'
import { PageLink } from '../platform/links.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay, useNow } from '../platform/session.ts'
import { troubledOf } from './troubled.ts'
import { words } from './words.ts'

export const Trouble = () => {
  const t = words.useT()
  const when = useMay()('channels.read')
  const accounts = useEndpoint(listAccounts, {}, { when })
  const sources = useEndpoint(listSources, {}, { when })
  const minute = Math.floor(useNow().getTime() / 60_000)
  const lookAgain = sources.refetch
  // Where no worker runs, nobody tells that nothing is read: the page asks for itself.
  useEffect(() => {
    if (when && minute > 0) void lookAgain()
  }, [when, minute, lookAgain])
  const troubled = troubledOf(accounts.data?.items ?? [], sources.data?.items ?? [])
  const [first] = troubled
  if (!first) return null
  const names = troubled.length === 1 ? first.name : t('trouble.more', { name: first.name, count: troubled.length - 1 })
  return (
    <aside
      role="status"
      className="mb-3.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg bg-warn-soft px-4 py-3 text-sm"
    >
      <TriangleAlert size={16} strokeWidth={1.8} className="shrink-0 text-warn" aria-hidden />
      <span className="min-w-0 grow basis-60">
        <b className="font-semibold text-warn">{t('trouble.title', { names })}</b>
        <span className="block text-ink">
          {first.health.problem?.message} {first.health.todo && t(`todo.${first.health.todo}`)}
        </span>
      </span>
      <PageLink to="/settings/connections" className="shrink-0 rounded-sm font-medium underline underline-offset-2">
        {t('trouble.see')}
      </PageLink>
    </aside>
  )
}
