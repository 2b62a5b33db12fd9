/** The head of a column: what it shows, how much was said, the last two weeks in a line, and its place among the others. */
import { ArrowLeft, ArrowRight, Ellipsis, Focus, X } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { countMentions, listVolumes } from '../../contract/listening.ts'
import { Sparkline } from '../kit/bar.tsx'
import { cx } from '../kit/class.ts'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Select } from '../kit/select.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import type { Column, Columns } from './use-columns.ts'
import { useFortnight } from './use-fortnight.ts'
import { filterOf } from './view.ts'
import { words } from './words.ts'

interface ColumnHeadProps {
  column: Column
  columns: Columns
  /** Where only one fits: which of them it is changed to. */
  onSwitch: ((name: string) => void) | null
  /** How many posts are folded away. */
  folded: number
}

const dragType = 'application/x-maeari-column'

export const ColumnHead = ({ column, columns, onSwitch, folded }: ColumnHeadProps) => {
  const t = words.useT()
  const [isOver, setOver] = useState(false)
  const at = columns.shown.findIndex(one => one.name === column.name)
  const isMany = columns.shown.length > 1
  const drop = (event: DragEvent) => {
    setOver(false)
    const name = event.dataTransfer.getData(dragType)
    if (name !== '' && name !== column.name) columns.move(name, at)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: columns move by keyboard too, with shift and h or l.
    <header
      draggable={isMany && onSwitch === null}
      onDragStart={event => event.dataTransfer.setData(dragType, column.name)}
      onDragOver={event => {
        if (!event.dataTransfer.types.includes(dragType)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex h-[45px] shrink-0 items-center gap-2 border-hair border-b bg-bg pr-1.5 pl-3.5',
        isOver && 'shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <h2 className="max-w-[60%] shrink-0 truncate font-semibold" title={column.topic?.goal}>
        {onSwitch && isMany ? (
          <Select
            isCompact
            label={t('column.choose')}
            value={column.name}
            choices={columns.shown.map(one => ({ value: one.name, label: one.title }))}
            onChange={onSwitch}
          />
        ) : (
          column.title
        )}
      </h2>
      {column.filter && <Counted column={column} folded={folded} />}
      <ColumnMenu column={column} columns={columns} at={at} />
    </header>
  )
}

const Counted = ({ column, folded }: Pick<ColumnHeadProps, 'column' | 'folded'>) => {
  const t = words.useT()
  const formats = useFormats()
  const count = useEndpoint(countMentions, filterOf(column.filter ?? {}, useNow()), { keep: true })
  const topicId = column.filter?.topicId
  const isPlain = column.topic !== null || column.name === 'all'
  const volumes = useEndpoint(
    listVolumes,
    { ...useFortnight(), grain: 'day', ...(topicId ? { topicId } : {}) },
    { when: isPlain },
  )
  const days = volumes.data?.items.map(volume => volume.total) ?? []
  return (
    <>
      <span className="shrink-0 text-faint text-sm tabular-nums">
        {count.data && formats.number(count.data.total)}
        {count.data?.isMore && '+'}
      </span>
      {folded > 0 && <span className="min-w-0 truncate text-faint text-xs">{t('fold.folded', { count: folded })}</span>}
      <span className="ml-auto text-muted">
        {isPlain && days.some(Boolean) && (
          <Sparkline values={days} width={64} label={t('stream.spark', { name: column.title })} />
        )}
      </span>
    </>
  )
}

const ColumnMenu = ({ column, columns, at }: Pick<ColumnHeadProps, 'column' | 'columns'> & { at: number }) => {
  const t = words.useT()
  const { shown, move, remove, only } = columns
  const isMany = shown.length > 1
  if (!isMany && columns.restore === null) return null
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('column.actions', { name: column.title })}
          className="ml-auto grid size-7 shrink-0 place-items-center rounded-sm text-faint first-of-type:ml-0 hover:bg-hover hover:text-ink pointer-coarse:size-11"
        >
          <Ellipsis size={15} aria-hidden />
        </button>
      }
    >
      {at > 0 && (
        <MenuItem icon={ArrowLeft} shortcut="shift+h" onPick={() => move(column.name, at - 1)}>
          {t('column.left')}
        </MenuItem>
      )}
      {at < shown.length - 1 && (
        <MenuItem icon={ArrowRight} shortcut="shift+l" onPick={() => move(column.name, at + 1)}>
          {t('column.right')}
        </MenuItem>
      )}
      {isMany && (
        <MenuItem icon={Focus} onPick={() => only(column.name)}>
          {t('column.only')}
        </MenuItem>
      )}
      <MenuItem icon={X} shortcut="-" onPick={() => remove(column.name)}>
        {t('column.remove')}
      </MenuItem>
    </Menu>
  )
}
