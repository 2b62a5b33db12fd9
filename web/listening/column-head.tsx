/** The head of a column: its topic, how much was said, and the last two weeks in a line. */
import { countMentions, listVolumes, type Topic } from '../../contract/listening.ts'
import { Sparkline } from '../kit/bar.tsx'
import { Select } from '../kit/select.tsx'
import type { Search } from '../platform/links.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import { useFortnight } from './use-fortnight.ts'
import { filterOf, type StreamView } from './view.ts'
import { words } from './words.ts'

interface ColumnHeadProps {
  view: StreamView
  topic: Topic | null
  /** Where only one column fits: the topics that it can change to. */
  others: readonly (Topic | null)[]
  onChange: (change: Search) => void
}

export const ColumnHead = ({ view, topic, others, onChange }: ColumnHeadProps) => {
  const t = words.useT()
  const formats = useFormats()
  const filter = filterOf(view, useNow())
  const ofTopic = topic ? { topicId: topic.id } : {}
  const count = useEndpoint(countMentions, { ...filter, ...ofTopic }, { keep: true })
  const volumes = useEndpoint(listVolumes, { ...useFortnight(), grain: 'day', ...ofTopic })
  const days = volumes.data?.items.map(volume => volume.total) ?? []
  const name = topic?.name ?? t('stream.all')
  return (
    <header className="flex h-[45px] shrink-0 items-center gap-2 border-hair border-b bg-bg px-3.5">
      <h2 className="min-w-0 truncate font-semibold">
        {others.length > 1 ? (
          <Select
            isCompact
            label={t('stream.topic')}
            value={topic?.id ?? 'all'}
            choices={others.map(one => ({ value: one?.id ?? 'all', label: one?.name ?? t('stream.all') }))}
            onChange={id => onChange({ topic: id })}
          />
        ) : (
          <button
            type="button"
            onClick={() => onChange({ topic: view.topic.length === 1 ? undefined : (topic?.id ?? 'all') })}
            title={topic?.goal}
            className="rounded-sm hover:underline"
          >
            {name}
          </button>
        )}
      </h2>
      <span className="text-faint text-sm tabular-nums">
        {count.data && formats.number(count.data.total)}
        {count.data?.isMore && '+'}
      </span>
      <span className="ml-auto text-muted">
        {days.some(Boolean) && <Sparkline values={days} label={t('stream.spark', { name })} />}
      </span>
    </header>
  )
}
