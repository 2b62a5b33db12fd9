/** Since when somebody waits for an answer, over all channels: what an agent should know first. */
import { Hourglass } from 'lucide-react'
import { getTouches } from '../../../contract/customers/sites.ts'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { words } from './words.ts'

export const Waits = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const waiting = useEndpoint(getTouches, { customerId }).data?.waiting
  if (!waiting) return null
  const { since, said, calls } = waiting
  const counts = [said > 0 && t('waiting.said', { count: said }), calls > 0 && t('waiting.calls', { count: calls })]
  return (
    <PageLink
      to={`/customers/${customerId}`}
      search={{ kind: [...(said > 0 ? ['words'] : []), ...(calls > 0 ? ['calls'] : [])] }}
      className="flex items-start gap-1.5 rounded-sm text-neg text-sm hover:underline pointer-coarse:min-h-11"
    >
      <Hourglass size={14} className="mt-0.5 shrink-0" aria-hidden />
      <span className="min-w-0">
        <time dateTime={since} className="font-medium">
          {t('waiting.since', { when: formats.moment(since) })}
        </time>
        <span className="text-muted tabular-nums"> · {counts.filter(Boolean).join(' · ')}</span>
      </span>
    </PageLink>
  )
}
