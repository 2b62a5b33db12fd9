/** Below the tabs of the queue: the order, and the saved queues with how many are in each. */
import { PencilLine, Plus } from 'lucide-react'
import { useState } from 'react'
import { listSavedQueues, queueSort, type SavedQueue } from '../../../contract/inbox/queues.ts'
import { type Queue, queue as queueSchema } from '../../../contract/inbox.ts'
import { IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { Select } from '../../kit/select.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import type { InboxView } from '../view.ts'
import { QueueDialog } from './edit.tsx'
import { ExportQueue, Narrowing } from './narrowing.tsx'
import { words } from './words.ts'

/** As far as the server counts. */
const mostCounted = 1000

export const SavedQueues = ({ view, queue }: { view: InboxView; queue: Queue }) => {
  const t = words.useT()
  const formats = useFormats()
  const items = useEndpoint(listSavedQueues, {}).data?.items ?? []
  const [editing, setEditing] = useState<SavedQueue | 'new' | null>(null)
  const places: (() => void)[] = [
    ...queueSchema.options.map(one => () => view.choose(one)),
    ...items.map(one => () => view.chooseSaved(one.id)),
  ]
  const at = view.savedId
    ? queueSchema.options.length + items.findIndex(one => one.id === view.savedId)
    : queueSchema.options.indexOf(queue)
  const step = (by: number) => places[(at + by + places.length) % places.length]?.()
  useShortcut(']', t('next'), () => step(1))
  useShortcut('[', t('before'), () => step(-1))
  const open = items.find(one => one.id === view.savedId)
  return (
    <div className="flex shrink-0 items-center gap-1 border-hair border-b pr-1.5 pl-3.5">
      <div className="scroll-quiet flex min-w-0 grow items-center gap-1.5 py-1 [scrollbar-width:none]">
        {!view.savedId && queue !== 'resolved' && (
          <Select
            isCompact
            label={t('sort')}
            value={view.sort}
            choices={queueSort.options.map(value => ({ value, label: t(`sort.${value}`) }))}
            onChange={view.sortBy}
          />
        )}
        {items.map(one => (
          <button
            key={one.id}
            type="button"
            aria-pressed={one.id === view.savedId}
            onClick={() => (one.id === view.savedId ? view.choose('open') : view.chooseSaved(one.id))}
            className={cx(
              'inline-flex h-[26px] shrink-0 items-center gap-1 rounded-full border px-2.5 text-xs pointer-coarse:min-h-9',
              one.id === view.savedId
                ? 'border-accent bg-accent-soft font-semibold text-accent-text'
                : 'border-hair text-muted hover:bg-hover hover:text-ink',
            )}
          >
            {one.name}
            <span className="tabular-nums">{one.count >= mostCounted ? t('many') : formats.number(one.count)}</span>
          </button>
        ))}
        <Narrowing view={view} />
      </div>
      <ExportQueue view={view} queue={queue} />
      {open && (open.isOwn || open.isShared) && (
        <IconButton label={t('edit')} icon={PencilLine} size={14} onClick={() => setEditing(open)} />
      )}
      <IconButton label={t('new')} icon={Plus} size={15} onClick={() => setEditing('new')} />
      {editing && (
        <QueueDialog
          queue={editing === 'new' ? null : editing}
          onSaved={id => view.chooseSaved(id)}
          onRemoved={() => view.choose('open')}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}
