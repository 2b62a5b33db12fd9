/** One column of the stream: its mentions, newest first, live, similar ones folded; and the keys that work on them. */
import { ArrowUp, Inbox } from 'lucide-react'
import { useMemo, useState } from 'react'
import { listMentions, type Mention } from '../../contract/listening.ts'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { Button } from '../kit/button.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { words as kitWords } from '../kit/words.ts'
import { PageLink } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { usePages } from '../platform/query.ts'
import { useMay, useNow, useWorkspace } from '../platform/session.ts'
import { ColumnHead } from './column-head.tsx'
import { DemoButton } from './demo-offer.tsx'
import { useDesk } from './desk.tsx'
import { foldSimilar, type Row, rowsOf } from './folds.ts'
import { PostCard } from './post-card.tsx'
import { useActive } from './use-active.ts'
import type { Column, Columns } from './use-columns.ts'
import { correctionFor } from './use-work.ts'
import { filterOf, type StreamFilter, type StreamView, stillFits } from './view.ts'
import { words } from './words.ts'

interface StreamColumnProps {
  view: StreamView
  column: Column
  columns: Columns
  onSwitch: ((name: string) => void) | null
  /** Whether the keys walk this column. */
  isHere: boolean
  onHere: () => void
  onOpen: (mentionId: string) => void
  onClear: () => void
}

export const StreamColumn = (props: StreamColumnProps) => {
  const t = words.useT()
  const now = useNow()
  const { column, columns, onSwitch } = props
  if (column.filter) return <ColumnOf {...props} filter={filterOf(column.filter, now)} />
  return (
    <section aria-label={column.title} className="flex min-h-0 min-w-0 flex-col">
      <ColumnHead column={column} columns={columns} onSwitch={onSwitch} folded={0} />
      <EmptyState title={t('column.gone')} hint={t('column.goneHint')}>
        <Button onClick={() => columns.remove(column.name)}>{t('column.remove')}</Button>
      </EmptyState>
    </section>
  )
}

const ColumnOf = ({
  view,
  column,
  columns,
  onSwitch,
  isHere,
  onHere,
  onOpen,
  onClear,
  filter,
}: StreamColumnProps & { filter: StreamFilter }) => {
  const t = words.useT()
  const { memberId } = useWorkspace()
  const { selection } = useDesk()
  const stream = usePages(listMentions, filter, { keep: true })
  const fits = stream.items.filter(mention => stillFits(mention, filter, memberId))
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const rows = useRows(fits, open)
  const [isAtTop, setAtTop] = useState(true)
  const unseen = useUnseen(rows, isAtTop)
  const [chosen, choose] = useActive(rows)
  const active = isHere ? chosen : undefined
  const from = { name: column.title, filter }
  const fold = (row: Row<Mention>) => setOpen(toggled(open, row, fits))
  useRowKeys(active, {
    onOpen,
    onFold: fold,
    onSelect: row => selection.toggle(row.group, from),
  })

  const key = JSON.stringify(filter)
  const isEmpty = rows.length === 0
  return (
    <section aria-label={column.title} className="flex min-h-0 min-w-0 flex-col">
      <ColumnHead
        column={column}
        columns={columns}
        onSwitch={onSwitch}
        folded={rows.reduce((sum, row) => sum + row.group.length - 1, 0)}
      />
      {stream.isPending ? (
        <div className="bg-panel">
          <SkeletonRows />
        </div>
      ) : stream.error && isEmpty ? (
        <Failed error={stream.error} onRetry={stream.refetch} />
      ) : isEmpty && !stream.hasMore ? (
        <NothingHeard isNarrow={isNarrowColumn(view, column)} onClear={onClear} />
      ) : (
        <VirtualList
          key={key}
          items={rows}
          idOf={row => row.id}
          label={column.title}
          estimate={132}
          hasMore={stream.hasMore}
          isLoadingMore={stream.isLoadingMore}
          onMore={stream.loadMore}
          activeId={active?.id ?? null}
          {...(isHere
            ? {
                onActive: choose,
                onOpen,
                onExtend: (ids: readonly string[]) =>
                  selection.add(
                    rows.filter(row => ids.includes(row.id)).flatMap(row => row.group),
                    from,
                  ),
              }
            : {})}
          keyLabels={{
            next: t('key.next'),
            before: t('key.before'),
            open: t('action.open'),
            extend: t('select.extend'),
          }}
          placeName={`listen:${key}`}
          onTop={setAtTop}
          above={goTop => unseen > 0 && <FreshPill count={unseen} onPress={goTop} />}
          draw={(row, { isActive }) => (
            <PostCard
              row={row}
              isActive={isActive}
              isSelected={row.group.every(mention => selection.ids.has(mention.id))}
              onPick={() => {
                onHere()
                choose(row.id)
              }}
              onOpen={() => onOpen(row.id)}
              onSelect={() => selection.toggle(row.group, from)}
              onFold={() => fold(row)}
            />
          )}
        />
      )}
    </section>
  )
}

/** Whether anything but its topic narrows a column. */
const isNarrowColumn = (view: StreamView, column: Column): boolean =>
  column.name.startsWith('view.') || Object.keys(view.filter).some(name => name !== 'topicId')

type ListRow = Row<Mention> & { readonly id: string }

const useRows = (mentions: readonly Mention[], open: ReadonlySet<string>): readonly ListRow[] => {
  const prints = mentions.map(mention => mention.id).join()
  // Which posts are similar changes only with which posts there are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const folds = useMemo(() => foldSimilar(mentions.map(({ id, print }) => ({ id, print }))), [prints])
  const byId = new Map(mentions.map(mention => [mention.id, mention]))
  return rowsOf(folds, open).map(row => ({
    ...row,
    id: row.mention.id,
    mention: byId.get(row.mention.id)!,
    group: row.group.map(one => byId.get(one.id)!),
  }))
}

/** Opens a fold, or closes it whichever of its posts it was opened by. */
const toggled = (open: ReadonlySet<string>, row: Row<Mention>, mentions: readonly Mention[]): ReadonlySet<string> => {
  const next = new Set(open)
  if (!row.isOpen) return next.add(row.mention.id)
  const fold = foldSimilar(mentions).find(({ head }) => head.id === row.mention.id)
  for (const one of fold ? [fold.head, ...fold.rest] : []) next.delete(one.id)
  return next
}

interface RowVerbs {
  onOpen: (mentionId: string) => void
  onFold: (row: ListRow) => void
  onSelect: (row: ListRow) => void
}

/** What the keys do to the active post; while posts are selected, the keys of work mean those. */
const useRowKeys = (active: ListRow | undefined, { onOpen, onFold, onSelect }: RowVerbs): void => {
  const t = words.useT()
  const kit = kitWords.useT()
  const { work, selection } = useDesk()
  const isOn = active !== undefined
  const isAlone = isOn && selection.ids.size === 0
  const chosen = { mentions: active?.group ?? [] }
  useShortcut('o', t('action.open'), () => active && onOpen(active.id), { when: isOn })
  useShortcut('x', t('select.one'), () => active && onSelect(active), { when: isOn })
  useShortcut('f', t('fold.key'), () => active && onFold(active), { when: isOn && active.similar > 0 })
  const mayWork = { when: isAlone && work.mayWork }
  useShortcut('s', t('action.stance'), () => work.end(chosen, 'stance'), mayWork)
  useShortcut('n', t('action.notOurs'), () => work.end(chosen, 'not_ours'), mayWork)
  useShortcut('u', t('action.reopen'), () => work.end(chosen, 'pending'), mayWork)
  const named = (feeling: SentimentLabel) => t('key.correct', { feeling: kit(`sentiment.${feeling}`) })
  const feel = (feeling: SentimentLabel) => () => {
    if (!active) return
    if (active.group.length > 1) return work.correct(chosen, feeling)
    const next = correctionFor(active.mention, feeling)
    if (next !== undefined) work.correct(chosen, next)
  }
  const mayFeel = { when: isAlone && work.mayCorrect }
  useShortcut('1', named('positive'), feel('positive'), mayFeel)
  useShortcut('2', named('neutral'), feel('neutral'), mayFeel)
  useShortcut('3', named('negative'), feel('negative'), mayFeel)
  useShortcut('4', named('mixed'), feel('mixed'), mayFeel)
}

/** How many posts arrived above what was first when the top was last in sight. */
const useUnseen = (mentions: readonly { id: string }[], isAtTop: boolean): number => {
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

const NothingHeard = ({ isNarrow, onClear }: { isNarrow: boolean; onClear: () => void }) => {
  const t = words.useT()
  const may = useMay()
  if (isNarrow)
    return (
      <EmptyState title={t('stream.nothingFits')} hint={t('stream.nothingFitsHint')}>
        <Button onClick={onClear}>{t('filter.clear')}</Button>
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
