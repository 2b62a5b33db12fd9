/** Whom the list shows: search, stage, channel, buyers, followed. */
import { stages as meanings, type Stage } from '../../contract/customers.ts'
import { listTags } from '../../contract/listening.ts'
import { FieldFilter } from '../access/index.ts'
import { Button } from '../kit/button.tsx'
import { FilterBar } from '../kit/page.tsx'
import { SearchBox } from '../kit/search-box.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { useShownChannel } from './channel-name.ts'
import { ChoiceMenu, choicesAmong, toggled } from './choice-menu.tsx'
import { useStages } from './stages/names.ts'
import { words } from './words.ts'

export interface ListView {
  q: string
  stages: readonly Stage[]
  /** Ids of own stages. */
  own: readonly string[]
  tags: readonly string[]
  /** `key:value` of own fields. */
  fields: readonly string[]
  channels: readonly string[]
  isBuyer: boolean
  isFollowed: boolean
}

export const nothingChosen = {
  stages: [],
  own: [],
  tags: [],
  fields: [],
  channels: [],
  isBuyer: false,
  isFollowed: false,
} as const satisfies Partial<ListView>

export const isNarrowed = (view: ListView): boolean =>
  view.stages.length + view.own.length + view.tags.length + view.fields.length + view.channels.length > 0 ||
  view.isBuyer ||
  view.isFollowed

export const isStage = (name: string): name is Stage => (meanings as readonly string[]).includes(name)

/** Where identities of customers are: channels that everybody has, and those that are chosen. */
const known = ['bluesky', 'email', 'instagram', 'naver_blog', 'youtube', 'x']

export const ListFilters = ({ view, onView }: { view: ListView; onView: (change: Partial<ListView>) => void }) => {
  const t = words.useT()
  const channelName = useShownChannel()
  const stages = useStages()
  const tags = useEndpoint(listTags, {}, { when: useMay()('listening.read'), staleMs: 60_000 }).data?.items ?? []
  return (
    <FilterBar label={t('list.search')}>
      <div className="w-72 min-w-40 shrink-0 max-md:w-44">
        <SearchBox label={t('list.search')} q={view.q} onSearch={q => onView({ q })} maxLength={100} />
      </div>
      <ChoiceMenu
        label={t('list.stage')}
        choices={stages.map(stage => ({
          id: stage.id,
          name: stage.name,
          isInner: stage.isOwn,
          isChosen: stage.isOwn ? view.own.includes(stage.id) : view.stages.includes(stage.meaning),
          onToggle: () =>
            onView(
              stage.isOwn ? { own: toggled(view.own, stage.id) } : { stages: toggled(view.stages, stage.meaning) },
            ),
        }))}
      />
      {tags.length > 0 && (
        <ChoiceMenu
          label={t('list.tag')}
          choices={tags.map(({ id, name }) => ({
            id,
            name,
            isChosen: view.tags.includes(id),
            onToggle: () => onView({ tags: toggled(view.tags, id) }),
          }))}
        />
      )}
      <ChoiceMenu
        label={t('list.channel')}
        choices={choicesAmong([...new Set([...known, ...view.channels])], view.channels, channelName, channels =>
          onView({ channels }),
        )}
      />
      <Button
        size="sm"
        tone={view.isBuyer ? 'plain' : 'quiet'}
        aria-pressed={view.isBuyer}
        onClick={() => onView({ isBuyer: !view.isBuyer })}
      >
        {t('list.buyers')}
      </Button>
      <Button
        size="sm"
        tone={view.isFollowed ? 'plain' : 'quiet'}
        aria-pressed={view.isFollowed}
        onClick={() => onView({ isFollowed: !view.isFollowed })}
      >
        {t('list.followed')}
      </Button>
      <FieldFilter noun="customer" asked={view.fields} onChange={fields => onView({ fields })} />
      {isNarrowed(view) && (
        <Button size="sm" tone="quiet" onClick={() => onView(nothingChosen)}>
          {t('list.all')}
        </Button>
      )}
    </FilterBar>
  )
}
