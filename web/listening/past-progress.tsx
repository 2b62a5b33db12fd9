/** How far the search of the past is for a topic; it can be stopped, and begun anew. */
import { cancelTopicPast, listTopics, searchTopicPast, type Topic } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { words } from './words.ts'

export const PastProgress = ({ topic }: { topic: Topic }) => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const toasts = useToasts()
  const again = useVerb(searchTopicPast, { refetch: [listTopics] })
  const cancel = useVerb(cancelTopicPast, {
    refetch: [listTopics],
    onDone: ({ id }) => toasts.show({ text: t('past.stopped'), onUndo: () => again.run({ topicId: id }) }),
  })
  const { past } = topic
  if (past === null) return null
  const { looked, total, found } = past
  const share = past.state === 'done' ? 1 : total === 0 ? 0 : looked / total
  const numbers = { looked: formats.number(looked), total: formats.number(total), found: formats.number(found) }
  return (
    <section
      aria-label={t('past.title')}
      className="flex flex-col gap-1.5 rounded-md border border-hair bg-panel px-3 py-2.5"
    >
      <div className="flex items-center gap-2">
        <p className="min-w-0 grow text-sm" aria-live="polite">
          {t(`past.${past.state}`, numbers)}
        </p>
        {may('listening.manage') && past.state === 'running' && (
          <Button size="sm" isBusy={cancel.isRunning} onClick={() => cancel.run({ topicId: topic.id })}>
            {t('past.stop')}
          </Button>
        )}
        {may('listening.manage') && past.state !== 'running' && !topic.archivedAt && (
          <Button size="sm" tone="quiet" isBusy={again.isRunning} onClick={() => again.run({ topicId: topic.id })}>
            {t('past.again')}
          </Button>
        )}
      </div>
      {past.state === 'running' && (
        <div
          role="progressbar"
          aria-label={t('past.title')}
          aria-valuenow={Math.round(share * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
          className="h-1.5 overflow-hidden rounded-full bg-neu-soft"
        >
          <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </section>
  )
}
