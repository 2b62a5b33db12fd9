/** The foot of the topics: those that nobody follows any more, each with its way back. */
import { ArchiveRestore } from 'lucide-react'
import { listTopics, restoreTopic, type Topic } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { useToasts } from '../kit/toast.tsx'
import { PageLink } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { words } from './words.ts'

/** Takes no place while there are none. */
export const ArchivedTopics = () => {
  const t = words.useT()
  const archived = useEndpoint(listTopics, { archived: 'true' })
  return (
    <Loaded query={archived} waiting={null}>
      {({ items }) =>
        items.length > 0 && (
          <section aria-labelledby="archived-topics" className="pt-6 pb-10">
            <h2 id="archived-topics" className="px-4 font-semibold text-sm max-md:px-3">
              {t('topics.resting')}
            </h2>
            <p className="px-4 pb-2 text-muted text-xs max-md:px-3">{t('topics.restingHint')}</p>
            <ul aria-labelledby="archived-topics" className="border-hair border-t bg-panel">
              {items.map(topic => (
                <ArchivedRow key={topic.id} topic={topic} />
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  )
}

const ArchivedRow = ({ topic }: { topic: Topic }) => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const restore = useRestore()
  return (
    <li className="flex items-center gap-4 border-hair border-b px-4 py-3 hover:bg-hover max-md:gap-2 max-md:px-3">
      <div className="min-w-0 grow">
        <PageLink
          to="/listen"
          search={{ topicId: topic.id }}
          className="block truncate rounded-sm font-semibold hover:underline"
        >
          {topic.name}
        </PageLink>
        <p className="truncate text-muted">{topic.goal}</p>
      </div>
      {topic.archivedAt && (
        <span className="shrink-0 text-faint text-xs tabular-nums max-md:hidden">
          {t('topics.restingSince', { date: formats.date(topic.archivedAt) })}
        </span>
      )}
      {may('listening.manage') && (
        <Button icon={ArchiveRestore} onClick={() => restore(topic)}>
          {t('topics.restore')}
        </Button>
      )}
    </li>
  )
}

/** Follows an archived topic again. */
export const useRestore = (): ((topic: Topic) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const restore = useVerb(restoreTopic, {
    draw: (draft, { topicId }) =>
      draft.updateItems(listTopics, one => (one.id === topicId && one.archivedAt ? null : one)),
    refetch: [listTopics],
    onDone: topic => toasts.show({ text: t('topics.restored', { name: topic.name }), tone: 'good' }),
  })
  return topic => restore.run({ topicId: topic.id })
}
