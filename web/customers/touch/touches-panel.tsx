/** What somebody tried on the web and by telephone lately: what an agent should know before they say hello. */
import { Monitor, PhoneMissed, Smartphone, Tablet } from 'lucide-react'
import { useState } from 'react'
import { getTouches, type Visit } from '../../../contract/customers/sites.ts'
import { Skeleton } from '../../kit/states.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

const icons = { pc: Monitor, phone: Smartphone, tablet: Tablet }

export const TouchesPanel = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const query = useEndpoint(getTouches, { customerId })
  return (
    <Part title={t('touches.title')}>
      <Loaded query={query} waiting={<Skeleton className="h-3.5 w-3/5" />}>
        {({ closedBecause, visits, calls }) => {
          if (closedBecause) return <p className="text-muted text-sm">{t(`touches.closed.${closedBecause}`)}</p>
          if (visits.length === 0 && calls.unanswered === 0 && calls.lastAnsweredAt === null)
            return <p className="text-muted text-sm">{t('touches.none')}</p>
          return (
            <div className="flex flex-col gap-1.5 text-sm">
              {calls.unanswered > 0 && (
                <p className="flex items-center gap-1.5 font-medium text-neg">
                  <PhoneMissed size={14} aria-hidden />
                  {t('touches.unanswered', { count: calls.unanswered })}
                  {calls.lastUnansweredAt && (
                    <span className="font-normal text-muted text-xs">
                      {t('touches.lastTry', { when: formats.ago(calls.lastUnansweredAt) })}
                    </span>
                  )}
                </p>
              )}
              {calls.lastAnsweredAt && (
                <p className="text-muted text-xs">
                  {t('touches.lastAnswered', { when: formats.ago(calls.lastAnsweredAt) })}
                </p>
              )}
              <ul className="flex flex-col gap-1.5">
                {visits.slice(0, 5).map(visit => (
                  <VisitRow key={visit.id} visit={visit} />
                ))}
              </ul>
            </div>
          )
        }}
      </Loaded>
    </Part>
  )
}

const VisitRow = ({ visit }: { visit: Visit }) => {
  const t = words.useT()
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const Icon = icons[visit.device]
  const titles = visit.seen.map(page => page.title || page.url)
  return (
    <li className="flex gap-2">
      <Icon size={14} className="mt-0.5 shrink-0 text-faint" aria-label={t(`device.${visit.device}`)} />
      <div className="flex min-w-0 grow flex-col">
        <span className="line-clamp-2 break-words">{[...new Set(titles)].slice(-3).join(' → ')}</span>
        <span className="text-muted text-xs">
          {formats.ago(visit.startedAt)} · {t('touches.pages', { count: visit.pages })}
          {visit.did.map(one => ` · ${t('touches.did', one)}`).join('')}
        </span>
        {visit.seen.length > 3 && !isOpen && (
          <button
            type="button"
            className="self-start rounded-sm text-accent-text text-xs hover:underline pointer-coarse:min-h-11"
            onClick={() => setOpen(true)}
          >
            {t('touches.more', { count: visit.seen.length })}
          </button>
        )}
        {isOpen && (
          <ol className="mt-1 flex flex-col gap-0.5 text-xs">
            {visit.seen.map(page => (
              <li key={`${page.at} ${page.url}`} className="flex gap-2">
                <time className="shrink-0 text-muted tabular-nums" dateTime={page.at}>
                  {formats.time(page.at)}
                </time>
                <span className="min-w-0 break-words">{page.title || page.url}</span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </li>
  )
}
