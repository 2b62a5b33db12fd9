/** 지난 글에 써 보기: what a query finds in the last 90 days, what it would miss, what it would catch wrongly; a press mends it. */
import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { type Tried, type TriedPost, tryQuery } from '../../contract/listening.ts'
import { useChannelName } from '../channels/index.ts'
import { Sparkline } from '../kit/bar.tsx'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { cutText } from './spans.ts'
import { everyDay, joinTried } from './tried.ts'
import { words } from './words.ts'

interface QueryTryProps {
  /** A query that can be read. */
  query: string
  /** The saved topic that is being changed. */
  topicId?: string | undefined
  onFind: (term: string) => void
  onLeaveOut: (term: string) => void
}

const settleMs = 700

export const QueryTry = ({ query, topicId, onFind, onLeaveOut }: QueryTryProps) => {
  const t = words.useT()
  const settled = useSettled(query.trim(), settleMs)
  const asked = { query: settled, ...(topicId ? { topicId } : {}) }
  const tried = useEndpoint(tryQuery, asked, { when: settled !== '', keep: true, staleMs: 5 * 60_000 })
  return (
    <section aria-labelledby="query-try" aria-busy={tried.isFetching} className="flex flex-col gap-3">
      <div className="flex items-baseline gap-2">
        <h3 id="query-try" className="font-semibold">
          {t('try.title')}
        </h3>
        <span aria-live="polite" className="text-faint text-xs">
          {tried.isFetching && t('try.busy')}
        </span>
      </div>
      <Loaded query={tried} waiting={<SkeletonRows hasFace={false} count={3} />}>
        {first => <Result key={settled} asked={asked} first={first} onFind={onFind} onLeaveOut={onLeaveOut} />}
      </Loaded>
    </section>
  )
}

interface ResultProps {
  asked: { query: string; topicId?: string }
  first: Tried
  onFind: (term: string) => void
  onLeaveOut: (term: string) => void
}

const Result = ({ asked, first, onFind, onLeaveOut }: ResultProps) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const [older, setOlder] = useState<readonly Tried[]>([])
  const more = useVerb(tryQuery, { onDone: part => setOlder(parts => [...parts, part]) })
  const tried = older.reduce(joinTried, first)
  const { next } = tried
  const counts = everyDay(tried.days)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>
          <strong className="text-lg tabular-nums">{t('count', { total: formats.number(tried.found) })}</strong>{' '}
          <span className="text-muted text-sm">
            {t('try.looked', { looked: formats.number(tried.looked), date: formats.date(tried.since) })}
          </span>
        </p>
        {counts.length > 1 && <Sparkline values={counts} width={140} label={t('try.days')} />}
        {tried.channels.slice(0, 4).map(({ channel, count }) => (
          <Chip key={channel}>
            {channelName(channel)} {formats.number(count)}
          </Chip>
        ))}
      </div>
      {tried.change && <Change change={tried.change} />}
      {tried.found === 0 && <p className="text-muted text-sm">{t('try.nothing')}</p>}
      {tried.samples.length > 0 && <Samples title={t('try.samples')} posts={tried.samples} />}
      {tried.missed.length > 0 && (
        <Nearby
          title={t('try.missed')}
          hint={t('try.missedHint')}
          rows={tried.missed}
          icon={Plus}
          verb={t('try.find')}
          onPick={onFind}
        />
      )}
      {tried.strays.length > 0 && (
        <Nearby
          title={t('try.strays')}
          hint={t('try.straysHint')}
          rows={tried.strays.map(stray => ({ ...stray, why: t(`try.why.${stray.why}`) }))}
          icon={Minus}
          verb={t('try.leaveOut')}
          onPick={onLeaveOut}
        />
      )}
      {next !== null && (
        <Button className="self-start" isBusy={more.isRunning} onClick={() => more.run({ ...asked, cursor: next })}>
          {t('try.older')}
        </Button>
      )}
    </div>
  )
}

const Change = ({ change }: { change: NonNullable<Tried['change']> }) => {
  const t = words.useT()
  const formats = useFormats()
  if (change.added === 0 && change.removed === 0) return <p className="text-muted text-sm">{t('try.same')}</p>
  return (
    <div className="flex flex-col gap-2 rounded-md border border-hair px-3 py-2.5">
      <p className="font-medium text-sm">
        {t('try.change', { added: formats.number(change.added), removed: formats.number(change.removed) })}
      </p>
      {change.addedSamples.length > 0 && <Samples title={t('try.added')} posts={change.addedSamples} />}
      {change.removedSamples.length > 0 && <Samples title={t('try.removed')} posts={change.removedSamples} />}
    </div>
  )
}

const samplesShown = 3

const Samples = ({ title, posts }: { title: string; posts: readonly TriedPost[] }) => {
  const t = words.useT()
  const [isWhole, setWhole] = useState(false)
  return (
    <div className="flex flex-col gap-1">
      <p className="text-muted text-xs">{title}</p>
      <ul className="divide-y divide-hair">
        {(isWhole ? posts : posts.slice(0, samplesShown)).map(post => (
          <li key={post.itemId} className="py-1.5">
            <Sample post={post} />
          </li>
        ))}
      </ul>
      {posts.length > samplesShown && (
        <button
          type="button"
          onClick={() => setWhole(!isWhole)}
          className="self-start rounded-sm text-accent-text text-xs hover:underline pointer-coarse:min-h-11"
        >
          {isWhole ? t('query.fewer') : t('query.more', { count: posts.length - samplesShown })}
        </button>
      )}
    </div>
  )
}

const Sample = ({ post }: { post: TriedPost }) => {
  const formats = useFormats()
  const channelName = useChannelName()
  return (
    <>
      <p className="line-clamp-2 break-words text-sm">
        {cutText(post.text, post.highlights).map(piece =>
          piece.isMatch ? <mark key={piece.from}>{piece.text}</mark> : piece.text,
        )}
      </p>
      <p className="text-faint text-xs">
        {[post.author, channelName(post.channel), formats.ago(post.at)].filter(Boolean).join(' · ')}
      </p>
    </>
  )
}

interface NearbyRow {
  readonly term: string
  readonly count: number
  readonly sample: TriedPost
  readonly why?: string
}

const Nearby = ({
  title,
  hint,
  rows,
  icon,
  verb,
  onPick,
}: {
  title: string
  hint: string
  rows: readonly NearbyRow[]
  icon: typeof Plus
  verb: string
  onPick: (term: string) => void
}) => {
  const formats = useFormats()
  const t = words.useT()
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium text-sm">{title}</p>
      <p className="text-muted text-xs">{hint}</p>
      <ul aria-label={title} className="divide-y divide-hair">
        {rows.map(row => (
          <li key={row.term} className="flex items-start gap-3 py-2">
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-center gap-1.5">
                <span className="break-words font-medium">{row.term}</span>
                <span className="text-faint text-xs tabular-nums">
                  {t('count', { total: formats.number(row.count) })}
                </span>
                {row.why && <Chip>{row.why}</Chip>}
              </p>
              <Sample post={row.sample} />
            </div>
            <Button size="sm" icon={icon} aria-label={`${row.term}: ${verb}`} onClick={() => onPick(row.term)}>
              {verb}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
