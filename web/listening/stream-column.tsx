/** One column of the stream: a topic's mentions, newest first, live; and the keys that end and correct what is read. */
import { ArrowUp, Inbox } from 'lucide-react'
import { useState } from 'react'
import { listMentions, type Mention, type Topic } from '../../contract/listening.ts'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { Button } from '../kit/button.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { words as kitWords } from '../kit/words.ts'
import { PageLink, type Search } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { usePages } from '../platform/query.ts'
import { useMay, useNow } from '../platform/session.ts'
import { ColumnHead } from './column-head.tsx'
import { DemoButton } from './demo-offer.tsx'
import { PostCard } from './post-card.tsx'
import { useActive } from './use-active.ts'
import { useCorrections, useEndings } from './use-endings.ts'
import { filterOf, isNarrowed, noFilters, type StreamView, stillFits } from './view.ts'
import { words } from './words.ts'

interface StreamColumnProps {
  view: StreamView
  topic: Topic | null
  /** Where only one column fits: the topics that it can change to. */
  others: readonly (Topic | null)[]
  /** Whether the keys walk this column. */
  isHere: boolean
  onHere: () => void
  onChange: (change: Search, options?: { push?: boolean }) => void
}

export const StreamColumn = ({ view, topic, others, isHere, onHere, onChange }: StreamColumnProps) => {
  const t = words.useT()
  const filter = filterOf(view, useNow())
  const input = topic ? { ...filter, topicId: topic.id } : filter
  const stream = usePages(listMentions, input, { keep: true })
  const mentions = stream.items.filter(mention => stillFits(mention, filter))
  const [isAtTop, setAtTop] = useState(true)
  const unseen = useUnseen(mentions, isAtTop)
  const [chosen, choose] = useActive(mentions)
  const active = isHere ? chosen : undefined
  const open = (id: string) => onChange({ open: id }, { push: true })
  usePostKeys(active, open)

  const name = topic?.name ?? t('stream.all')
  const isEmpty = mentions.length === 0
  return (
    <section aria-label={name} className="flex min-h-0 min-w-0 flex-col">
      <ColumnHead view={view} topic={topic} others={others} onChange={onChange} />
      {stream.isPending ? (
        <div className="bg-panel">
          <SkeletonRows />
        </div>
      ) : stream.error && isEmpty ? (
        <Failed error={stream.error} onRetry={stream.refetch} />
      ) : isEmpty && !stream.hasMore ? (
        <NothingHeard view={view} onChange={onChange} />
      ) : (
        <VirtualList
          key={JSON.stringify(input)}
          items={mentions}
          idOf={mention => mention.id}
          label={name}
          estimate={132}
          hasMore={stream.hasMore}
          isLoadingMore={stream.isLoadingMore}
          onMore={stream.loadMore}
          activeId={active?.id ?? null}
          {...(isHere ? { onActive: choose, onOpen: open } : {})}
          keyLabels={{ next: t('key.next'), before: t('key.before'), open: t('action.open') }}
          placeName={`listen:${JSON.stringify(input)}`}
          onTop={setAtTop}
          above={goTop => unseen > 0 && <FreshPill count={unseen} onPress={goTop} />}
          draw={(mention, { isActive }) => (
            <PostCard
              mention={mention}
              isActive={isActive}
              onPick={() => {
                onHere()
                choose(mention.id)
              }}
              onOpen={() => open(mention.id)}
            />
          )}
        />
      )}
    </section>
  )
}

/** What the keys do to the active post. */
const usePostKeys = (active: Mention | undefined, open: (id: string) => void): void => {
  const t = words.useT()
  const kit = kitWords.useT()
  const { mayClose, close } = useEndings()
  const { mayCorrect, correct } = useCorrections()
  const isOn = active !== undefined
  useShortcut('o', t('action.open'), () => active && open(active.id), { when: isOn })
  useShortcut('s', t('action.stance'), () => active && close(active, 'stance'), { when: isOn && mayClose })
  useShortcut('x', t('action.notOurs'), () => active && close(active, 'not_ours'), { when: isOn && mayClose })
  const named = (feeling: SentimentLabel) => t('key.correct', { feeling: kit(`sentiment.${feeling}`) })
  const feel = (feeling: SentimentLabel) => () => active && correct(active, feeling)
  const mayFeel = { when: isOn && mayCorrect }
  useShortcut('1', named('positive'), feel('positive'), mayFeel)
  useShortcut('2', named('neutral'), feel('neutral'), mayFeel)
  useShortcut('3', named('negative'), feel('negative'), mayFeel)
  useShortcut('4', named('mixed'), feel('mixed'), mayFeel)
}

/** How many posts arrived above what was first when the top was last in sight. */
const useUnseen = (mentions: readonly Mention[], isAtTop: boolean): number => {
  const firstId = mentions[0]?.id
  const [seen, setSeen] = useState(firstId)
  if ((isAtTop || seen === undefined) && seen !== firstId) setSeen(firstId)
  return Math.max(
    0,
    mentions.findIndex(mention => mention.id === seen),
  )
}

const FreshPill = ({ count, onPress }: { count: number; onPress: () => void }) => {
  const t = words.useT()
  return (
    <button
      type="button"
      onClick={onPress}
      className="flex h-7 animate-appear items-center gap-1.5 rounded-full bg-accent px-3 font-medium text-on-accent text-xs shadow-float pointer-coarse:h-11 pointer-coarse:px-4"
    >
      <ArrowUp size={13} aria-hidden />
      {t('stream.fresh', { count })}
    </button>
  )
}

const NothingHeard = ({ view, onChange }: { view: StreamView; onChange: (change: Search) => void }) => {
  const t = words.useT()
  const may = useMay()
  if (isNarrowed(view))
    return (
      <EmptyState title={t('stream.nothingFits')} hint={t('stream.nothingFitsHint')}>
        <Button onClick={() => onChange(noFilters)}>{t('filter.clear')}</Button>
      </EmptyState>
    )
  return (
    <EmptyState icon={Inbox} title={t('stream.nothing')} hint={t('stream.nothingHint')}>
      {may('channels.manage') && (
        <Button asChild tone="primary">
          <PageLink to="/begin" search={{ step: 'channels' }}>
            {t('stream.addSource')}
          </PageLink>
        </Button>
      )}
      <DemoButton />
    </EmptyState>
  )
}
