/** Where to listen: a feed by its address with a look at what it holds, an account, or a demo; and what is heard already. */
import { ChevronRight, Rss, UserRound } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import { listConnectors, listSources, type Source } from '../../contract/channels.ts'
import { AddFeed, ConnectAccount, useChannelName } from '../channels/index.ts'
import { Chip, type Tone } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Skeleton } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useLocale } from '../platform/i18n.ts'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { DemoRow } from './demo-offer.tsx'
import { words } from './words.ts'

export const BeginChannels = () => {
  const t = words.useT()
  const locale = useLocale()
  const toasts = useToasts()
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  const [open, setOpen] = useState<string | null>('feed')
  // A form that is done begins anew, for the next feed.
  const [round, setRound] = useState(0)
  const accounts = connectors.data?.items.filter(manifest => manifest.accountFields.length > 0) ?? []
  const isAllowed = useMay()('channels.manage')
  const way = (name: string) => ({ isOpen: open === name, onToggle: () => setOpen(open === name ? null : name) })
  return (
    <div className="flex flex-col gap-4">
      {isAllowed && (
        <div className="divide-y divide-hair overflow-hidden rounded-lg border border-hair bg-panel">
          <Way
            icon={<Rss size={16} strokeWidth={1.6} aria-hidden />}
            title={t('begin.feed')}
            hint={t('begin.feedHint')}
            {...way('feed')}
          >
            <AddFeed
              key={round}
              onDone={source => {
                setRound(round + 1)
                toasts.show({ text: t('begin.feedAdded', { name: source.name }), tone: 'good' })
              }}
            />
          </Way>
          {accounts.map(manifest => (
            <Way
              key={manifest.channel}
              icon={<UserRound size={16} strokeWidth={1.6} aria-hidden />}
              title={t('begin.account', { channel: manifest.name[locale] })}
              hint={t('begin.accountHint')}
              {...way(manifest.channel)}
            >
              <ConnectAccount
                channel={manifest.channel}
                onDone={account => {
                  setOpen(null)
                  toasts.show({ text: t('begin.connected', { handle: account.handle }), tone: 'good' })
                }}
              />
            </Way>
          ))}
          <DemoRow />
        </div>
      )}
      <Heard />
    </div>
  )
}

const Way = ({
  icon,
  title,
  hint,
  isOpen,
  onToggle,
  children,
}: {
  icon: ReactNode
  title: string
  hint: string
  isOpen: boolean
  onToggle: () => void
  children: ReactNode
}) => (
  <section>
    <h3>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex w-full items-center gap-3 px-4 py-3 text-left hover:bg-hover"
      >
        <span className="text-muted">{icon}</span>
        <span className="grow">
          <span className="block font-semibold">{title}</span>
          <span className="text-muted text-xs">{hint}</span>
        </span>
        <ChevronRight size={15} className={cx('text-faint transition-transform', isOpen && 'rotate-90')} aria-hidden />
      </button>
    </h3>
    {isOpen && (
      <div className="px-4 pt-1 pb-4">
        <Suspense fallback={<Skeleton className="h-16 w-full" />}>{children}</Suspense>
      </div>
    )}
  </section>
)

const tones: Record<Source['health']['state'], Tone> = {
  ok: 'pos',
  waiting: 'acc',
  silent: 'neu',
  broken: 'neg',
  paused: 'neu',
}

/** The sources that are heard already, with their health. */
const Heard = () => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const items = useEndpoint(listSources, {}, { staleMs: 2_000 }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-sm">{t('begin.heard')}</h3>
      <ul className="divide-y divide-hair rounded-lg border border-hair bg-panel">
        {items.map(source => (
          <li key={source.id} className="flex items-center gap-3 px-4 py-2.5">
            <div className="min-w-0 grow">
              <p className="truncate font-medium">{source.name}</p>
              <p className={cx('truncate text-xs', source.health.problem ? 'text-neg' : 'text-faint')}>
                {source.health.problem?.message ??
                  [channelName(source.channel), source.address].filter(part => part !== source.name).join(' · ')}
              </p>
            </div>
            {source.items.total > 0 && (
              <span className="shrink-0 text-muted text-xs tabular-nums">
                {t('begin.items', { count: source.items.total, total: formats.number(source.items.total) })}
              </span>
            )}
            <Chip tone={tones[source.health.state]} hasDot>
              {t(`begin.health.${source.health.state}`)}
            </Chip>
          </li>
        ))}
      </ul>
    </section>
  )
}
