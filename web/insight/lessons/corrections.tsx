/** Posts that people corrected, of one change or those that taught a word: the rows behind the counts of corrections. */
import { PencilLine } from 'lucide-react'
import { type CorrectedPost, getLessons, listCorrections } from '../../../contract/lessons.ts'
import { getQuality } from '../../../contract/quality.ts'
import { correctReading, type SentimentLabel, sentimentLabel } from '../../../contract/understanding.ts'
import { useChannelName } from '../../channels/index.ts'
import { Button } from '../../kit/button.tsx'
import { SentimentChip } from '../../kit/chip.tsx'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { VirtualList } from '../../kit/virtual-list.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { PageLink, useView } from '../../platform/links.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { usePages, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

const labelOf = (value: unknown): SentimentLabel | undefined => sentimentLabel.safeParse(value).data

export const CorrectionsPage = () => {
  const t = words.useT()
  const [{ from, into, word }] = useView(search => ({
    from: labelOf(search.from),
    into: labelOf(search.into),
    word: typeof search.word === 'string' && search.word !== '' ? search.word : undefined,
  }))
  const posts = usePages(listCorrections, {
    ...(from ? { from } : {}),
    ...(into ? { into } : {}),
    ...(word ? { word } : {}),
  })
  const isFiltered = Boolean(from || into || word)
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/insight/lessons" label={t('title')} />}
          title={word ? t('fixedWord', { word }) : t('fixed')}
          note={<span className="max-md:hidden">{t('fixedHint')}</span>}
          actions={
            isFiltered && (
              <Button asChild>
                <PageLink to="/insight/corrections">{t('fixedAll')}</PageLink>
              </Button>
            )
          }
        />
      }
    >
      {posts.isPending ? (
        <Scroll>
          <SkeletonRows hasFace={false} />
        </Scroll>
      ) : posts.error && posts.items.length === 0 ? (
        <Failed error={posts.error} onRetry={posts.refetch} />
      ) : posts.items.length === 0 ? (
        <EmptyState icon={PencilLine} title={t('fixedNone')} hint={t('fixedNoneHint')} />
      ) : (
        <VirtualList
          label={t('fixed')}
          items={posts.items}
          idOf={post => post.itemId}
          estimate={92}
          draw={post => <PostRow post={post} />}
          hasMore={posts.hasMore}
          onMore={posts.loadMore}
        />
      )}
    </Page>
  )
}

const PostRow = ({ post }: { post: CorrectedPost }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const mayCorrect = useMay()('understanding.correct')
  const undo = useUndo()
  return (
    <div className="flex flex-col gap-1.5 border-hair border-b px-6 py-3 max-md:px-3">
      <p className="line-clamp-3 whitespace-pre-line">{post.text}</p>
      <div className="flex flex-wrap items-center gap-1.5 text-muted text-xs">
        <span className="sr-only">{t('fixedFrom')}</span>
        <SentimentChip label={post.read} />
        <span aria-hidden>→</span>
        <span className="sr-only">{t('fixedInto')}</span>
        <SentimentChip label={post.into} isCorrected />
        <span className="ml-1">{channelName(post.channel)}</span>
        <span aria-hidden>·</span>
        <span>{t('fixedBy', { by: post.by, when: formats.ago(post.at) })}</span>
        {mayCorrect && (
          <Button size="sm" tone="quiet" className="ml-auto" onClick={() => undo(post)}>
            {t('undo')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Takes a correction back at once; the toast corrects anew. */
const useUndo = (): ((post: CorrectedPost) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const change = useVerb(correctReading, {
    draw: (draft, { itemId, sentiment }) => {
      if (sentiment === null) draft.updateItems(listCorrections, one => (one.itemId === itemId ? null : one))
    },
    refetch: [listCorrections, getLessons, getQuality],
  })
  return ({ itemId, into }) => {
    change.run({ itemId, sentiment: null })
    toasts.show({ text: t('undone'), onUndo: () => change.run({ itemId, sentiment: into }) })
  }
}
