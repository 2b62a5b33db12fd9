/** 듣기: what is said of us, live; topics side by side. */
import { AudioLines } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { listSources } from '../../contract/channels.ts'
import { listTopics, type Topic, topicKind } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Page, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { PageLink, type Search, useView } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay, useNow } from '../platform/session.ts'
import { useShell } from '../platform/shell/shell-context.ts'
import { words as shellWords } from '../platform/words.ts'
import { AddColumn } from './add-column.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { DemoButton } from './demo-offer.tsx'
import { DeskProvider, useDesk } from './desk.tsx'
import { FilesMenu } from './import/files-menu.tsx'
import { PostSheet } from './post-sheet.tsx'
import { words as reportWords } from './report/words.ts'
import { StreamColumns } from './stream-columns.tsx'
import { StreamFilters } from './stream-filters.tsx'
import { words as themeWords } from './themes/words.ts'
import { useColumns } from './use-columns.ts'
import { useViews } from './use-views.ts'
import { useWidth } from './use-width.ts'
import { columnsOf, filterOf, isNarrowed, readStreamView, type StreamView, searchOf, type ViewFilter } from './view.ts'
import { words } from './words.ts'

export const StreamPage = () => (
  <DeskProvider>
    <Stream />
  </DeskProvider>
)

const Stream = () => {
  const t = words.useT()
  const report = reportWords.useT()
  const themes = themeWords.useT()
  const may = useMay()
  const { selection } = useDesk()
  const [view, setView] = useView(readStreamView)
  const now = useNow()
  const topics = useEndpoint(listTopics, {})
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const items = inOrder(topics.data?.items ?? [])
  const columns = useColumns(view, items, width, setView)
  const isOpening = useOpening(view, setView)
  const alone = columns.shown.length === 1 ? columns.shown[0]?.topic : items[0]
  // Topics that stood side by side stay so when they are narrowed.
  const stays = columnsOf(view).join() === 'topics' ? { column: 'topics' } : {}
  const narrow = (change: Partial<ViewFilter>) => setView({ ...stays, ...searchOf({ ...view.filter, ...change }) })
  const clear = () =>
    setView({ ...searchOf({}), view: undefined, ...(view.columns.join() === 'topics' ? { column: undefined } : {}) })
  const open = (mentionId: string) => setView({ open: mentionId }, { push: true })
  return (
    <Page
      bar={
        <TopBar
          title={t('nav.listen')}
          note={<span className="max-md:hidden">{alone?.goal}</span>}
          actions={
            <>
              <LiveChip />
              <FilesMenu filter={filterOf(view.filter, now)} />
              <AddColumn columns={columns} />
              <Button asChild className="max-md:hidden">
                <PageLink to="/listen/themes">{themes('themes.title')}</PageLink>
              </Button>
              <Button asChild className="max-md:hidden">
                <PageLink to="/listen/numbers">{report('report.open')}</PageLink>
              </Button>
              <Button asChild>
                <PageLink to="/listen/topics">{t('topics.title')}</PageLink>
              </Button>
              {may('listening.manage') && (
                <Button asChild tone="primary" className="max-md:hidden">
                  <PageLink to="/listen/topics/new">{t('topics.new')}</PageLink>
                </Button>
              )}
            </>
          }
        />
      }
    >
      {selection.ids.size > 0 ? (
        <BulkBar />
      ) : (
        <StreamFilters
          view={view}
          onFilter={narrow}
          onClear={clear}
          onOpenView={({ id, filter, columns }) =>
            setView({ ...searchOf(filter), column: columns.length > 0 ? columns : undefined, view: id }, { push: true })
          }
        />
      )}
      <div ref={place} className="flex min-h-0 grow">
        <Loaded query={topics} waiting={<ColumnsWaiting />}>
          {() =>
            items.length === 0 && columnsOf(view).join() === 'topics' ? (
              <NoTopics />
            ) : width === 0 || isOpening ? null : (
              <StreamColumns view={view} columns={columns} onOpen={open} onClear={clear} />
            )
          }
        </Loaded>
      </div>
      {view.open && <PostSheet mentionId={view.open} q={view.filter.q} onClose={() => setView({ open: undefined })} />}
    </Page>
  )
}

/** An address that names a view alone, or nothing at all where the person has a view that opens first, becomes what that view asks. */
const useOpening = (view: StreamView, setView: (change: Search) => void): boolean => {
  const views = useViews()
  const isBare = !isNarrowed(view) && view.columns.length === 0
  const [isFirst, setFirst] = useState(isBare && view.view === undefined && view.open === undefined)
  const id = isBare ? (view.view ?? (isFirst ? views.defaultId : null)) : null
  const found = id === null ? undefined : views.find(id)
  const asksMore = found !== undefined && (Object.keys(found.filter).length > 0 || found.columns.length > 0)
  const isWaiting = isBare && !views.isHere && (isFirst || view.view !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it opens once for each view that the address names.
  useEffect(() => {
    if (asksMore)
      setView({
        ...searchOf(found.filter),
        column: found.columns.length > 0 ? found.columns : undefined,
        view: found.id,
      })
    if (views.isHere) setFirst(false)
  }, [asksMore, id, views.isHere])
  return isWaiting || asksMore
}

/** What is ours comes first. */
const inOrder = (topics: readonly Topic[]): readonly Topic[] =>
  [...topics].sort((a, b) => topicKind.options.indexOf(a.kind) - topicKind.options.indexOf(b.kind))

const LiveChip = () => {
  const t = words.useT()
  const shell = shellWords.useT()
  const { isLive } = useShell()
  const sources = useEndpoint(listSources, {}, { when: useMay()('channels.read') })
  const heard = sources.data?.items.filter(source => source.health.state !== 'paused').length ?? 0
  return (
    <span role="status" className="max-md:hidden">
      <Chip tone={isLive ? 'pos' : 'warn'} hasDot>
        {isLive ? shell('live.on') : shell('live.off')}
        {isLive && heard > 0 && ` · ${t('live.sources', { count: heard })}`}
      </Chip>
    </span>
  )
}

const ColumnsWaiting = () => (
  <div className="flex grow flex-col bg-panel">
    <SkeletonRows count={8} />
  </div>
)

const NoTopics = () => {
  const t = words.useT()
  const may = useMay()
  return (
    <EmptyState icon={AudioLines} title={t('stream.noTopics')} hint={t('stream.noTopicsHint')}>
      {may('listening.manage') && (
        <Button asChild tone="primary">
          <PageLink to="/begin">{t('begin.open')}</PageLink>
        </Button>
      )}
      <DemoButton />
    </EmptyState>
  )
}
