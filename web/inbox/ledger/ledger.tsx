/** The silence ledger: how every mention of a period ended, by hour, channel and topic, with the rows behind each number. */
import { BookOpenCheck } from 'lucide-react'
import {
  getLedger,
  type LedgerPart,
  listLedgerParts,
  listMentions,
  type Mention,
  type MentionState,
} from '../../../contract/listening.ts'
import { type Part, PartsBar } from '../../kit/bar.tsx'
import { Button } from '../../kit/button.tsx'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Columns } from '../../kit/columns.tsx'
import { Card } from '../../kit/page.tsx'
import type { PartTone } from '../../kit/parts.ts'
import { Ranks } from '../../kit/ranks.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, Skeleton, SkeletonRows } from '../../kit/states.tsx'
import { useChannelName } from '../../listening/index.ts'
import { PageLink, useGo, useView } from '../../platform/links.tsx'
import { Failed, Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, usePages } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { Endings } from './endings.tsx'
import type { Span } from './view.ts'
import { words } from './words.ts'

const states = ['answered', 'stance', 'not_ours', 'pending'] as const satisfies readonly MentionState[]
const tones: Record<MentionState, PartTone> = { answered: 'pos', stance: 'accent', not_ours: 'rest', pending: 'neg' }
const chips: Record<MentionState, Tone> = { answered: 'pos', stance: 'acc', not_ours: 'neu', pending: 'neg' }

/** What a survey of 2011 found unanswered (Maritz Research and evolve24, of complaints on a network). */
const surveyed = 0.21

export const LedgerPanel = ({ span }: { span: Span }) => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const query = useEndpoint(getLedger, span, { keep: true })
  const rows = (more: Record<string, string>) => go('/listen', { column: 'all', ...span, ...more })
  return (
    <>
      <Loaded query={query} waiting={<Skeleton className="h-32 w-full" />}>
        {ledger => {
          if (ledger.total === 0)
            return <EmptyState icon={BookOpenCheck} title={t('ledger.empty')} hint={t('ledger.emptyHint')} />
          const share = ledger.negativeTotal === 0 ? null : ledger.negativePending / ledger.negativeTotal
          const parts = states.map((state): Part => {
            const count = ledger.states[state] ?? 0
            return {
              name: state,
              label: t(`ledger.state.${state}`),
              count,
              tone: tones[state],
              says: `${formats.number(count)} · ${formats.share(count / ledger.total)}`,
              onOpen: () => rows({ state }),
            }
          })
          return (
            <Card title={t('ledger.sum', { total: formats.number(ledger.total) })}>
              <PartsBar parts={parts} label={parts.map(part => `${String(part.label)} ${part.says}`).join(', ')} />
              <PageLink
                to="/listen"
                search={{ column: 'all', ...span, state: 'pending', sentiment: 'negative' }}
                className="-mx-2 mt-3 block rounded-sm px-2 py-1 hover:bg-hover"
              >
                <span className="text-muted text-xs">{t('ledger.complaints')}</span>
                <span className="flex items-baseline gap-2">
                  <b
                    className={`whitespace-nowrap font-bold text-xl tabular-nums ${share !== null && share > surveyed ? 'text-neg' : 'text-pos'}`}
                  >
                    {share === null ? t('team.none') : formats.share(share)}
                  </b>
                  <span className="text-muted text-xs">
                    {share === null
                      ? t('ledger.complaintsNone')
                      : t('ledger.complaintsNote', {
                          total: formats.number(ledger.negativeTotal),
                          count: formats.number(ledger.negativePending),
                        })}
                  </span>
                </span>
              </PageLink>
            </Card>
          )
        }}
      </Loaded>
      <Hours span={span} />
      <div className="grid gap-3 md:grid-cols-2">
        <Split span={span} by="channel" onOpen={key => rows({ channel: key })} />
        <Split span={span} by="topic" onOpen={key => go('/listen', { topicId: key, ...span })} />
      </div>
      <Endings />
      <Rows span={span} />
    </>
  )
}

const Hours = ({ span }: { span: Span }) => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const query = useEndpoint(listLedgerParts, { ...span, by: 'hour' }, { keep: true })
  return (
    <Card title={t('ledger.hours')} note={t('ledger.hoursNote')}>
      <Loaded query={query} waiting={<Skeleton className="mt-3 h-36 w-full" />}>
        {({ items }) => (
          <Columns
            label={t('ledger.hours')}
            height={120}
            columns={Array.from({ length: 24 }, (_, hour) => {
              const part = items.find(one => one.key === String(hour))
              const pending = part?.states.pending ?? 0
              const total = part?.total ?? 0
              return {
                name: String(hour),
                mark: String(hour),
                says: t('ledger.hourSays', { hour, total: formats.number(total), pending: formats.number(pending) }),
                parts: [
                  { tone: 'neg', count: pending },
                  { tone: 'rest', count: total - pending },
                ],
              }
            })}
            onOpen={() => go('/listen', { column: 'all', ...span, state: 'pending' })}
          />
        )}
      </Loaded>
    </Card>
  )
}

const Split = ({ span, by, onOpen }: { span: Span; by: 'channel' | 'topic'; onOpen: (key: string) => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const query = useEndpoint(listLedgerParts, { ...span, by }, { keep: true })
  const nameOf = (part: LedgerPart) => (by === 'channel' ? channelName(part.key) : (part.name ?? part.key))
  return (
    <Card title={t(by === 'channel' ? 'ledger.channels' : 'ledger.topics')}>
      <Loaded query={query} waiting={<Skeleton className="mt-3 h-24 w-full" />}>
        {({ items }) => (
          <Ranks
            label={t(by === 'channel' ? 'ledger.channels' : 'ledger.topics')}
            ranks={items.slice(0, 12).map(part => ({
              name: part.key,
              label: nameOf(part),
              value: part.total,
              tone: 'rest',
              within: { value: part.states.pending ?? 0, tone: 'neg' },
              says: t('ledger.partSays', {
                total: formats.number(part.total),
                pending: formats.number(part.states.pending ?? 0),
              }),
              onOpen: () => onOpen(part.key),
            }))}
          />
        )}
      </Loaded>
    </Card>
  )
}

const Rows = ({ span }: { span: Span }) => {
  const t = words.useT()
  const [view, setView] = useView(search => ({
    state: states.find(one => one === search.state) ?? 'pending',
  }))
  const pages = usePages(listMentions, { ...span, state: [view.state], limit: 20 })
  return (
    <Card
      title={t('ledger.rows')}
      note={
        <Select
          isCompact
          label={t('ledger.rowsState')}
          value={view.state}
          onChange={state => setView({ state })}
          choices={states.map(value => ({ value, label: t(`ledger.state.${value}`) }))}
        />
      }
    >
      {pages.isPending && <SkeletonRows hasFace={false} count={4} />}
      {Boolean(pages.error) && pages.items.length === 0 && (
        <Failed error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {!pages.isPending && !pages.error && pages.items.length === 0 && (
        <p className="mt-2 text-muted text-sm">{t('ledger.empty')}</p>
      )}
      <ul>
        {pages.items.map(mention => (
          <Row key={mention.id} mention={mention} />
        ))}
      </ul>
      {pages.hasMore && (
        <Button size="sm" className="mt-2" onClick={() => pages.loadMore()}>
          {t('ledger.more')}
        </Button>
      )}
    </Card>
  )
}

/** One mention with its end: who, why, when. One that waits says who is to answer. */
const Row = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const { ending, owner, item } = mention
  const isPending = ending.state === 'pending'
  const who = isPending ? (owner?.name ?? t('ledger.noOwner')) : (ending.by ?? t('ledger.noOwner'))
  const why = ending.reason || (isPending ? t(owner ? 'ledger.taken' : 'ledger.waits') : '')
  return (
    <li className="border-hair border-b last:border-0">
      <PageLink
        to="/listen"
        search={{ open: mention.id }}
        className="-mx-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-sm px-2 py-2 hover:bg-hover"
      >
        <span className="truncate">{item.title || item.text}</span>
        <Chip tone={chips[ending.state]}>{t(`ledger.state.${ending.state}`)}</Chip>
        <span className="col-span-2 truncate text-muted text-xs">
          {channelName(item.channel)} · {who}
          {why && ` · ${why}`} · {formats.moment(isPending ? item.occurredAt : ending.at)}
        </span>
      </PageLink>
    </li>
  )
}
