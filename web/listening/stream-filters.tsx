/** The bar above the stream: saved views, search, the filters and how much they find; all of it in the address. */
import { countMentions, listChannelVolumes, mentionState, streamPeriod } from '../../contract/listening.ts'
import { intentLabel, sentimentLabel } from '../../contract/understanding.ts'
import { useChannelName } from '../channels/index.ts'
import { sentimentShape } from '../kit/chip.tsx'
import { MenuItem, MenuLabel } from '../kit/menu.tsx'
import { FilterBar } from '../kit/page.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import { dayMs } from './days.ts'
import { FilterMany, FilterMenu } from './filter-menu.tsx'
import { FiltersMore } from './filters-more.tsx'
import { SearchField } from './search-field.tsx'
import { filterOf, isNarrowed, type StreamView, type ViewFilter } from './view.ts'
import { ViewMenu } from './view-menu.tsx'
import { words } from './words.ts'

interface FiltersProps {
  view: StreamView
  /** Changes some of the filter; undefined takes a part out. */
  onFilter: (change: Partial<ViewFilter>) => void
  onClear: () => void
  onOpenView: (view: { id: string | undefined; filter: ViewFilter; columns: readonly string[] }) => void
}

export const StreamFilters = ({ view, onFilter, onClear, onOpenView }: FiltersProps) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const { filter } = view
  return (
    <FilterBar label={t('filter.title')}>
      <ViewMenu view={view} onOpen={onOpenView} />
      <SearchField key={filter.q ?? ''} q={filter.q ?? ''} onSearch={q => onFilter({ q: q || undefined })} />
      <ChannelFilter filter={filter} onFilter={onFilter} />
      <FilterMany
        name={t('filter.sentiment')}
        choices={sentimentLabel.options}
        chosen={filter.sentiment}
        labelOf={one => kit(`sentiment.${one}`)}
        mark={one => (
          <span aria-hidden className="mr-1.5 text-2xs text-muted">
            {sentimentShape[one]}
          </span>
        )}
        onChange={chosen => onFilter({ sentiment: chosen })}
      />
      <FilterMany
        name={t('filter.intent')}
        choices={intentLabel.options}
        chosen={filter.intent}
        labelOf={one => t(`intent.${one}`)}
        onChange={chosen => onFilter({ intent: chosen })}
      />
      <PeriodFilter filter={filter} onFilter={onFilter} />
      <FilterMany
        name={t('filter.state')}
        choices={mentionState.options}
        chosen={filter.state}
        labelOf={one => t(`state.${one}`)}
        onChange={chosen => onFilter({ state: chosen })}
      />
      <FiltersMore filter={filter} onFilter={onFilter} />
      <div className="grow" />
      <Count filter={filter} />
      {isNarrowed(view) && (
        <button
          type="button"
          onClick={onClear}
          className="shrink-0 rounded-sm px-1 font-medium text-accent-text text-xs hover:underline pointer-coarse:min-h-11"
        >
          {t('filter.clear')}
        </button>
      )}
    </FilterBar>
  )
}

type PartProps = Pick<FiltersProps, 'onFilter'> & { filter: ViewFilter }

const ChannelFilter = ({ filter, onFilter }: PartProps) => {
  const t = words.useT()
  const channelName = useChannelName()
  return (
    <FilterMany
      name={t('filter.channel')}
      choices={useHeardChannels(filter.channel ?? [])}
      chosen={filter.channel}
      labelOf={channelName}
      onChange={chosen => onFilter({ channel: chosen })}
      none={<MenuLabel>{t('filter.noChannels')}</MenuLabel>}
    />
  )
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

const PeriodFilter = ({ filter, onFilter }: PartProps) => {
  const t = words.useT()
  const formats = useFormats()
  const isFixed = filter.from !== undefined || filter.to !== undefined
  const ends = [filter.from, filter.to].map(end => (end ? formats.moment(end) : ''))
  const chosen = filter.period ?? 'all'
  return (
    <FilterMenu
      name={t('filter.period')}
      value={isFixed ? ends.join(' – ') : chosen === 'all' ? null : t(`period.${chosen}`)}
    >
      {streamPeriod.options.map(period => (
        <MenuItem
          key={period}
          isChosen={!isFixed && chosen === period}
          onPick={() => onFilter({ period: period === 'all' ? undefined : period, from: undefined, to: undefined })}
        >
          {t(`period.${period}`)}
        </MenuItem>
      ))}
    </FilterMenu>
  )
}

const Count = ({ filter }: { filter: ViewFilter }) => {
  const t = words.useT()
  const formats = useFormats()
  const count = useEndpoint(countMentions, filterOf(filter, useNow()), { keep: true })
  if (!count.data) return null
  const { total, isMore, states } = count.data
  return (
    <span role="status" className="shrink-0 text-muted text-xs tabular-nums">
      {isMore
        ? t('count.more', { total: formats.number(total) })
        : t('count', { count: total, total: formats.number(total) })}
      {states.pending > 0 && !filter.state && !isMore && (
        <span className="text-faint"> · {t('count.pending', { total: formats.number(states.pending) })}</span>
      )}
    </span>
  )
}
