/** 듣기 → 주제: what is followed and why, with how much was said. */
import { Archive, Ellipsis, Pencil, Radio } from 'lucide-react'
import { archiveTopic, listTopics, listVolumes, type Topic } from '../../contract/listening.ts'
import { Sparkline } from '../kit/bar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { BackLink } from '../platform/back-link.tsx'
import { PageLink, useGo } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { ArchivedTopics, useRestore } from './topics-archived.tsx'
import { useFortnight } from './use-fortnight.ts'
import { words } from './words.ts'

export const TopicsPage = () => {
  const t = words.useT()
  const may = useMay()
  const topics = useEndpoint(listTopics, {})
  const isEmpty = topics.data?.items.length === 0
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen" label={t('nav.listen')} />}
          title={t('topics.title')}
          note={<span className="max-md:hidden">{t('topics.hint')}</span>}
          actions={
            may('listening.manage') &&
            !isEmpty && (
              <Button asChild tone="primary">
                <PageLink to="/listen/topics/new">{t('topics.new')}</PageLink>
              </Button>
            )
          }
        />
      }
    >
      <Scroll>
        <Loaded query={topics} waiting={<SkeletonRows hasFace={false} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Radio} title={t('topics.empty')} hint={t('topics.emptyHint')}>
                {may('listening.manage') && (
                  <Button asChild tone="primary">
                    <PageLink to="/listen/topics/new">{t('topics.new')}</PageLink>
                  </Button>
                )}
              </EmptyState>
            ) : (
              <ul aria-label={t('topics.title')} className="bg-panel">
                {items.map(topic => (
                  <TopicRow key={topic.id} topic={topic} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <ArchivedTopics />
      </Scroll>
    </Page>
  )
}

const TopicRow = ({ topic }: { topic: Topic }) => {
  const t = words.useT()
  const may = useMay()
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_100px_88px_88px_40px] items-center gap-4 border-hair border-b px-4 py-3 hover:bg-hover max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:gap-2 max-md:px-3">
      <div className="min-w-0">
        <p className="flex items-center gap-2">
          <PageLink to={`/listen/topics/${topic.id}`} className="truncate rounded-sm font-semibold hover:underline">
            {topic.name}
          </PageLink>
          <Chip>{t(`kind.${topic.kind}`)}</Chip>
        </p>
        <p className="truncate text-muted">
          {topic.past?.state === 'running' ? t('topics.searching', { share: pastShare(topic) }) : topic.goal}
        </p>
      </div>
      <div className="max-md:hidden">
        <TopicSpark topic={topic} />
      </div>
      <Said topic={topic} period="day" count={topic.mentions.last24Hours} />
      <div className="max-md:hidden">
        <Said topic={topic} period="week" count={topic.mentions.last7Days} />
      </div>
      {may('listening.manage') && <TopicMenu topic={topic} />}
    </li>
  )
}

const pastShare = ({ past }: Topic): number =>
  past === null || past.total === 0 ? 0 : Math.round((past.looked / past.total) * 100)

const Said = ({ topic, period, count }: { topic: Topic; period: 'day' | 'week'; count: number }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <PageLink
      to="/listen"
      search={{ topicId: topic.id, period }}
      className="flex flex-col items-end rounded-sm tabular-nums hover:underline"
    >
      <span className="font-semibold">{formats.number(count)}</span>
      <span className="text-faint text-xs">{t(`period.${period}`)}</span>
    </PageLink>
  )
}

const TopicSpark = ({ topic }: { topic: Topic }) => {
  const t = words.useT()
  const volumes = useEndpoint(listVolumes, { ...useFortnight(), grain: 'day', topicId: topic.id })
  const days = volumes.data?.items.map(volume => volume.total) ?? []
  if (!days.some(Boolean)) return null
  return <Sparkline values={days} width={96} height={24} label={t('stream.spark', { name: topic.name })} />
}

const TopicMenu = ({ topic }: { topic: Topic }) => {
  const t = words.useT()
  const go = useGo()
  const archive = useArchive()
  return (
    <Menu trigger={<IconButton label={t('topics.actions', { name: topic.name })} icon={Ellipsis} />}>
      <MenuItem icon={Pencil} onPick={() => go(`/listen/topics/${topic.id}/edit`)}>
        {t('topics.edit')}
      </MenuItem>
      <MenuItem icon={Archive} onPick={() => archive(topic)}>
        {t('topics.archive')}
      </MenuItem>
    </Menu>
  )
}

/** Archives a topic at once; the toast's way back follows it again. */
export const useArchive = (): ((topic: Topic) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const restore = useRestore()
  const archive = useVerb(archiveTopic, {
    draw: (draft, { topicId }) => draft.updateItems(listTopics, one => (one.id === topicId ? null : one)),
    refetch: [listTopics],
  })
  return topic => {
    archive.run({ topicId: topic.id })
    toasts.show({
      text: t('topics.archived', { name: topic.name }),
      onUndo: () => restore(topic),
    })
  }
}
