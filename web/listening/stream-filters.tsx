/** The filters above the stream: search, topics, channel, feeling, language, period, state; all of it in the address. */
import { ChevronDown, Search as SearchIcon, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { countMentions, listChannelVolumes, mentionState, type Topic } from '../../contract/listening.ts'
import { sentimentLabel } from '../../contract/understanding.ts'
import { useChannelName } from '../channels/index.ts'
import { sentimentShape } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Kbd } from '../kit/kbd.tsx'
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { FilterBar } from '../kit/page.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { words as kitWords } from '../kit/words.ts'
import type { Search } from '../platform/links.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import { dayMs, hourOf } from './days.ts'
import { filterOf, isNarrowed, noFilters, periods, type StreamView } from './view.ts'
import { words } from './words.ts'

interface FiltersProps {
  view: StreamView
  topics: readonly Topic[]
  onChange: (change: Search) => void
}

export const StreamFilters = ({ view, topics, onChange }: FiltersProps) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const channelName = useChannelName()
  const channels = useHeardChannels(view.channel)
  const toggle = (name: string, values: readonly string[], value: string) => {
    const next = values.includes(value) ? values.filter(one => one !== value) : [...values, value]
    onChange({ [name]: next.length ? next : undefined })
  }
  return (
    <FilterBar label={t('filter.title')}>
      <SearchField key={view.q} q={view.q} onSearch={q => onChange({ q: q || undefined })} />
      {topics.length > 1 && (
        <FilterMenu
          name={t('filter.topic')}
          value={topicValue(view, topics, t('stream.all'))}
          none={t('filter.sideBySide')}
        >
          {topics.map(topic => (
            <MenuCheck
              key={topic.id}
              isOn={view.topic.includes(topic.id)}
              onToggle={() =>
                toggle(
                  'topic',
                  view.topic.filter(one => one !== 'all'),
                  topic.id,
                )
              }
            >
              {topic.name}
            </MenuCheck>
          ))}
          <MenuLine />
          <MenuItem isChosen={view.topic.length === 0} onPick={() => onChange({ topic: undefined })}>
            {t('filter.sideBySide')}
          </MenuItem>
          <MenuItem isChosen={view.topic.includes('all')} onPick={() => onChange({ topic: 'all' })}>
            {t('stream.all')}
          </MenuItem>
        </FilterMenu>
      )}
      <FilterMenu name={t('filter.channel')} value={saidAs(view.channel.map(channelName))}>
        {channels.map(channel => (
          <MenuCheck
            key={channel}
            isOn={view.channel.includes(channel)}
            onToggle={() => toggle('channel', view.channel, channel)}
          >
            {channelName(channel)}
          </MenuCheck>
        ))}
        {channels.length === 0 && <MenuLabel>{t('filter.noChannels')}</MenuLabel>}
      </FilterMenu>
      <FilterMenu name={t('filter.sentiment')} value={saidAs(view.sentiment.map(one => kit(`sentiment.${one}`)))}>
        {sentimentLabel.options.map(one => (
          <MenuCheck
            key={one}
            isOn={view.sentiment.includes(one)}
            onToggle={() => toggle('sentiment', view.sentiment, one)}
          >
            <span aria-hidden className="mr-1.5 text-2xs text-muted">
              {sentimentShape[one]}
            </span>
            {kit(`sentiment.${one}`)}
          </MenuCheck>
        ))}
      </FilterMenu>
      <FilterMenu name={t('filter.language')} value={saidAs(view.language.map(one => languageName(one, t)))}>
        {(['ko', 'en'] as const).map(one => (
          <MenuCheck
            key={one}
            isOn={view.language.includes(one)}
            onToggle={() => toggle('language', view.language, one)}
          >
            {languageName(one, t)}
          </MenuCheck>
        ))}
      </FilterMenu>
      <PeriodMenu view={view} onChange={onChange} />
      <FilterMenu name={t('filter.state')} value={saidAs(view.state.map(one => t(`state.${one}`)))}>
        {mentionState.options.map(one => (
          <MenuCheck key={one} isOn={view.state.includes(one)} onToggle={() => toggle('state', view.state, one)}>
            {t(`state.${one}`)}
          </MenuCheck>
        ))}
      </FilterMenu>
      <div className="grow" />
      <Count view={view} />
      {isNarrowed(view) && (
        <button
          type="button"
          onClick={() => onChange(noFilters)}
          className="shrink-0 rounded-sm px-1 font-medium text-accent-text text-xs hover:underline pointer-coarse:min-h-11"
        >
          {t('filter.clear')}
        </button>
      )}
    </FilterBar>
  )
}

const languageName = (language: string, t: ReturnType<typeof words.useT>): string =>
  language === 'ko' ? t('language.ko') : language === 'en' ? t('language.en') : language

const saidAs = (names: readonly string[]): string | null =>
  names.length === 0 ? null : names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join('·')

const topicValue = (view: StreamView, topics: readonly Topic[], all: string): string | null => {
  if (view.topic.includes('all')) return all
  return saidAs(topics.filter(topic => view.topic.includes(topic.id)).map(topic => topic.name))
}

/** The channels of the last 90 days, most heard first, and those that are chosen. */
const useHeardChannels = (chosen: readonly string[]): readonly string[] => {
  const now = useNow()
  const to = Math.floor((now.getTime() + dayMs) / dayMs) * dayMs
  const heard = useEndpoint(
    listChannelVolumes,
    { from: new Date(to - 91 * dayMs).toISOString(), to: new Date(to).toISOString() },
    { staleMs: 5 * 60_000 },
  )
  const names = [...(heard.data?.items ?? [])].sort((a, b) => b.total - a.total).map(one => one.channel)
  return [...new Set([...names, ...chosen])]
}

const FilterMenu = ({
  name,
  value,
  none,
  children,
}: {
  name: string
  value: string | null
  /** What it says while nothing is chosen; 전체 by default. */
  none?: string
  children: ReactNode
}) => {
  const t = words.useT()
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={cx(
            'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-xs hover:bg-hover pointer-coarse:h-10',
            value === null ? 'border-hair-strong text-muted' : 'border-accent bg-accent-soft text-accent-text',
          )}
        >
          {name}
          <b className={cx('max-w-40 truncate font-medium', value === null && 'text-ink')}>
            {value ?? none ?? t('filter.all')}
          </b>
          <ChevronDown size={12} strokeWidth={1.7} className="text-faint" aria-hidden />
        </button>
      }
    >
      {children}
    </Menu>
  )
}

const PeriodMenu = ({ view, onChange }: { view: StreamView; onChange: (change: Search) => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const isFixed = view.from !== undefined || view.to !== undefined
  const ends = [view.from, view.to].map(end => (end ? formats.moment(end) : ''))
  const value = isFixed ? ends.join(' – ') : view.period === 'all' ? null : t(`period.${view.period}`)
  return (
    <FilterMenu name={t('filter.period')} value={value}>
      {periods.map(period => (
        <MenuItem
          key={period}
          isChosen={!isFixed && view.period === period}
          onPick={() => onChange({ period: period === 'all' ? undefined : period, from: undefined, to: undefined })}
        >
          {t(`period.${period}`)}
        </MenuItem>
      ))}
    </FilterMenu>
  )
}

const SearchField = ({ q, onSearch }: { q: string; onSearch: (q: string) => void }) => {
  const t = words.useT()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q)
  const send = useRef(onSearch)
  send.current = onSearch
  useShortcut('/', t('filter.search'), () => field.current?.focus())
  // Searches when the typing rests; while a syllable is being composed it has not rested.
  const [isComposing, setComposing] = useState(false)
  useEffect(() => {
    if (isComposing || typed.trim() === q) return
    const timer = setTimeout(() => send.current(typed.trim()), 450)
    return () => clearTimeout(timer)
  }, [typed, q, isComposing])
  return (
    <label className="flex h-[30px] w-80 min-w-44 shrink items-center gap-2 rounded-md border border-hair-strong px-2.5 focus-within:border-accent pointer-coarse:h-10">
      <SearchIcon size={14} strokeWidth={1.7} className="shrink-0 text-faint" aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={t('filter.search')}
        placeholder={t('filter.searchHint')}
        value={typed}
        maxLength={200}
        onChange={event => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={event => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        className="min-w-0 grow bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {typed ? (
        <button
          type="button"
          aria-label={t('filter.searchClear')}
          onClick={() => {
            setTyped('')
            onSearch('')
          }}
          className="grid size-6 place-items-center rounded-sm text-faint hover:text-ink"
        >
          <X size={13} aria-hidden />
        </button>
      ) : (
        <span className="max-md:hidden">
          <Kbd keys="/" />
        </span>
      )}
    </label>
  )
}

const Count = ({ view }: { view: StreamView }) => {
  const t = words.useT()
  const formats = useFormats()
  const now = useNow()
  const topicId = view.topic.length === 1 && view.topic[0] !== 'all' ? view.topic[0] : undefined
  const filter = filterOf(view, hourOf(now))
  const count = useEndpoint(countMentions, topicId ? { ...filter, topicId } : filter, { keep: true })
  if (!count.data) return null
  const { total, isMore, states } = count.data
  return (
    <span role="status" className="shrink-0 text-muted text-xs tabular-nums">
      {isMore
        ? t('count.more', { total: formats.number(total) })
        : t('count', { count: total, total: formats.number(total) })}
      {states.pending > 0 && view.state.length === 0 && !isMore && (
        <span className="text-faint"> · {t('count.pending', { total: formats.number(states.pending) })}</span>
      )}
    </span>
  )
}
