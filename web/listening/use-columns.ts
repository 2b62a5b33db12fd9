/** The columns of the stream: what each shows, and how they are added, moved and taken away. */
import type { Topic } from '../../contract/listening.ts'
import type { Search } from '../platform/links.tsx'
import { type OpenableView, useViews } from './use-views.ts'
import { columnsOf, narrowedBy, type StreamView, type ViewFilter } from './view.ts'
import { words } from './words.ts'

/** A column narrower than this cannot be read. */
const columnWidth = 330
/** So many stand side by side where nobody has asked for more. */
const columnsAtMost = 3

export interface Column {
  /** `all`, `topic.<id>` or `view.<id>`. */
  readonly name: string
  readonly title: string
  readonly topic: Topic | null
  /** What it shows, narrowed by what is asked of all columns; null where its view is gone. */
  readonly filter: ViewFilter | null
}

export interface Columns {
  readonly shown: readonly Column[]
  /** How many fit side by side. */
  readonly room: number
  /** What may be added. */
  readonly more: {
    readonly topics: readonly Topic[]
    readonly views: readonly OpenableView[]
    readonly hasAll: boolean
  }
  readonly add: (name: string) => void
  readonly remove: (name: string) => void
  /** Moves a column to the place of another. */
  readonly move: (name: string, to: number) => void
  readonly only: (name: string) => void
  readonly restore: (() => void) | null
}

export const useColumns = (
  view: StreamView,
  topics: readonly Topic[],
  width: number,
  onChange: (change: Search) => void,
): Columns => {
  const t = words.useT()
  const views = useViews()
  const room = Math.max(1, Math.floor(width / columnWidth))
  const isChosen = view.columns.length > 0 && view.columns.join() !== 'topics'
  const columnOf = (name: string): Column => {
    const id = name.slice(name.indexOf('.') + 1)
    if (name.startsWith('topic.')) {
      const topic = topics.find(one => one.id === id) ?? null
      return { name, title: topic?.name ?? t('filter.topic'), topic, filter: { ...view.filter, topicId: id } }
    }
    if (!name.startsWith('view.')) return { name, title: t('stream.all'), topic: null, filter: view.filter }
    const found = views.find(id)
    const filter = found ? narrowedBy(found.filter, view.filter) : null
    return { name, title: found?.name ?? (views.isHere ? t('column.gone') : '…'), topic: null, filter }
  }
  const names = [...new Set(columnsOf(view).flatMap(name => (name === 'topics' ? topicNames(topics) : [name])))]
  const all = names.map(columnOf)
  const shown = isChosen || room === 1 ? all : all.slice(0, Math.min(room, columnsAtMost))
  const write = (next: readonly string[]) => onChange({ column: next.length > 0 ? next : undefined })
  const there = shown.map(column => column.name)
  return {
    shown,
    room,
    more: {
      topics: topics.filter(topic => !there.includes(`topic.${topic.id}`)),
      views: [...views.saved, ...views.offered].filter(one => !there.includes(`view.${one.id}`)),
      hasAll: there.includes('all'),
    },
    add: name => write([...there, name]),
    remove: name => write(there.filter(one => one !== name)),
    move: (name, to) => {
      const rest = there.filter(one => one !== name)
      const at = Math.max(0, Math.min(rest.length, to))
      write([...rest.slice(0, at), name, ...rest.slice(at)])
    },
    only: name => write([name]),
    restore: isChosen ? () => write(Object.keys(view.filter).length > 0 ? ['topics'] : []) : null,
  }
}

const topicNames = (topics: readonly Topic[]): string[] =>
  topics.length > 0 ? topics.map(topic => `topic.${topic.id}`) : ['all']
