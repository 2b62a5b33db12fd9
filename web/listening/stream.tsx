/** 듣기: what is said of us, live; topics side by side. */
import { AudioLines } from 'lucide-react'
import { useRef } from 'react'
import { listSources } from '../../contract/channels.ts'
import { listTopics, type Topic, topicKind } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Page, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { PageLink, useView } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay, useNow } from '../platform/session.ts'
import { useShell } from '../platform/shell/shell-context.ts'
import { words as shellWords } from '../platform/words.ts'
import { DemoButton } from './demo-offer.tsx'
import { FilesMenu } from './import/files-menu.tsx'
import { PostSheet } from './post-sheet.tsx'
import { words as reportWords } from './report/words.ts'
import { StreamColumns } from './stream-columns.tsx'
import { StreamFilters } from './stream-filters.tsx'
import { useWidth } from './use-width.ts'
import { filterOf, readStreamView, type StreamView } from './view.ts'
import { words } from './words.ts'

export const StreamPage = () => {
  const t = words.useT()
  const report = reportWords.useT()
  const may = useMay()
  const [view, setView] = useView(readStreamView)
  const now = useNow()
  const topics = useEndpoint(listTopics, {})
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const items = inOrder(topics.data?.items ?? [])
  const alone = view.topic.length === 1 ? items.find(topic => topic.id === view.topic[0]) : items[0]
  return (
    <Page
      bar={
        <TopBar
          title={t('nav.listen')}
          note={<span className="max-md:hidden">{alone?.goal}</span>}
          actions={
            <>
              <LiveChip />
              <FilesMenu filter={exported(view, now)} />
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
      <StreamFilters view={view} topics={items} onChange={setView} />
      <div ref={place} className="flex min-h-0 grow">
        <Loaded query={topics} waiting={<ColumnsWaiting />}>
          {() =>
            items.length === 0 && view.topic.length === 0 ? (
              <NoTopics />
            ) : width === 0 ? null : (
              <StreamColumns view={view} topics={chosenTopics(view.topic, items)} width={width} onChange={setView} />
            )
          }
        </Loaded>
      </div>
      {view.open && <PostSheet mentionId={view.open} onClose={() => setView({ open: undefined })} />}
    </Page>
  )
}

/** What goes out as a file: what is shown, of one topic where one is chosen alone. */
const exported = (view: StreamView, now: Date) => {
  const [topicId, ...more] = view.topic
  return { ...filterOf(view, now), ...(topicId && topicId !== 'all' && more.length === 0 ? { topicId } : {}) }
}

/** What is ours comes first. */
const inOrder = (topics: readonly Topic[]): readonly Topic[] =>
  [...topics].sort((a, b) => topicKind.options.indexOf(a.kind) - topicKind.options.indexOf(b.kind))

/** The topics of the columns: those that the address names, or all; null stands for every mention. */
const chosenTopics = (names: readonly string[], topics: readonly Topic[]): readonly (Topic | null)[] => {
  if (names.includes('all')) return [null]
  const named = topics.filter(topic => names.includes(topic.id))
  if (named.length > 0) return named
  return topics.length > 0 ? topics : [null]
}

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
