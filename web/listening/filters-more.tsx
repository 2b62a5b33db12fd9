/** The filters that are asked for less often: each stands on the bar once it was added, or while it says something. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { listMembers } from '../../contract/access.ts'
import { itemKind } from '../../contract/channels.ts'
import { listTags } from '../../contract/listening.ts'
import { urgency } from '../../contract/understanding.ts'
import { FieldFilter } from '../access/index.ts'
import { Button } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLabel } from '../kit/menu.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay, useMe, useWorkspace } from '../platform/session.ts'
import { FilterMany, FilterMenu, FilterOne } from './filter-menu.tsx'
import type { ViewFilter } from './view.ts'
import { words } from './words.ts'

/** In the order of the menu; the last two come from links alone. */
const names = [
  'tag',
  'owner',
  'urgency',
  'crisis',
  'spam',
  'untagged',
  'followed',
  'minFollowers',
  'language',
  'kind',
] as const
type Name = (typeof names)[number]

const reaches = [1000, 10_000, 100_000]

interface MoreProps {
  filter: ViewFilter
  onFilter: (change: Partial<ViewFilter>) => void
}

export const FiltersMore = ({ filter, onFilter }: MoreProps) => {
  const t = words.useT()
  const [added, setAdded] = useState<readonly Name[]>([])
  const nameOf = (name: Name) => t(`filter.${name === 'minFollowers' ? 'followers' : name}`)
  const shown = names.filter(name => filter[name] !== undefined || added.includes(name))
  const rest = names.filter(name => !shown.includes(name))
  const remove = (name: Name) => {
    setAdded(added.filter(one => one !== name))
    onFilter({ [name]: undefined })
  }
  return (
    <>
      {shown.map(name => (
        <MoreFilter
          key={name}
          name={name}
          label={nameOf(name)}
          isFresh={added.includes(name) && filter[name] === undefined}
          filter={filter}
          onFilter={onFilter}
          onRemove={() => remove(name)}
        />
      ))}
      {filter.authorId && (
        <FromLink
          name={t('filter.author')}
          value={t('filter.authorOne')}
          onRemove={() => onFilter({ authorId: undefined })}
        />
      )}
      {filter.site && (
        <FromLink name={t('filter.site')} value={filter.site} onRemove={() => onFilter({ site: undefined })} />
      )}
      <FieldFilter
        noun="mention"
        asked={filter.field ?? []}
        onChange={asked => onFilter({ field: asked.length > 0 ? asked : undefined })}
      />
      {rest.length > 0 && (
        <Menu
          align="start"
          trigger={
            <Button size="sm" tone="quiet" icon={Plus}>
              {t('filter.more')}
            </Button>
          }
        >
          {rest.map(name => (
            // The menu gives the focus back before the new pill opens its own.
            <MenuItem key={name} onPick={() => setTimeout(() => setAdded(before => [...before, name]))}>
              {nameOf(name)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  )
}

const FromLink = ({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) => {
  const t = words.useT()
  return (
    <FilterMenu name={name} value={value} onRemove={onRemove}>
      <MenuItem onPick={onRemove}>{t('filter.all')}</MenuItem>
    </FilterMenu>
  )
}

interface MoreFilterProps extends MoreProps {
  name: Name
  label: string
  isFresh: boolean
  onRemove: () => void
}

const MoreFilter = ({ name, label, filter, onFilter, ...rest }: MoreFilterProps) => {
  const t = words.useT()
  const formats = useFormats()
  const common = { ...rest, name: label }
  switch (name) {
    case 'tag':
      return <TagFilter {...common} filter={filter} onFilter={onFilter} />
    case 'owner':
      return <OwnerFilter {...common} filter={filter} onFilter={onFilter} />
    case 'urgency':
      return (
        <FilterMany
          {...common}
          choices={urgency.options.toReversed()}
          chosen={filter.urgency}
          labelOf={one => t(`urgency.${one}`)}
          onChange={chosen => onFilter({ urgency: chosen })}
        />
      )
    case 'language':
      return (
        <FilterMany
          {...common}
          choices={[...new Set(['ko', 'en', ...(filter.language ?? [])])]}
          chosen={filter.language}
          labelOf={one => (one === 'ko' || one === 'en' ? t(`language.${one}`) : one)}
          onChange={chosen => onFilter({ language: chosen })}
        />
      )
    case 'kind':
      return (
        <FilterMany
          {...common}
          choices={itemKind.options}
          chosen={filter.kind}
          labelOf={one => t(`itemKind.${one}`)}
          onChange={chosen => onFilter({ kind: chosen })}
        />
      )
    case 'minFollowers':
      return (
        <FilterOne
          {...common}
          choices={[...new Set([...reaches, ...(filter.minFollowers === undefined ? [] : [filter.minFollowers])])]
            .sort((a, b) => a - b)
            .map(value => ({ value, label: t('followers.atLeast', { count: formats.compact(value) }) }))}
          chosen={filter.minFollowers}
          onChange={chosen => onFilter({ minFollowers: chosen })}
        />
      )
    default:
      return (
        <FilterOne
          {...common}
          choices={[
            { value: true, label: t(`flag.${name}.yes`) },
            { value: false, label: t(`flag.${name}.no`) },
          ]}
          chosen={filter[name]}
          onChange={chosen => onFilter({ [name]: chosen })}
        />
      )
  }
}

type NamedProps = MoreProps & { name: string; isFresh: boolean; onRemove: () => void }

const TagFilter = ({ filter, onFilter, ...rest }: NamedProps) => {
  const t = words.useT()
  const tags = useEndpoint(listTags, {}).data?.items ?? []
  return (
    <FilterMany
      {...rest}
      choices={tags.map(tag => tag.id)}
      chosen={filter.tag}
      labelOf={id => tags.find(tag => tag.id === id)?.name ?? t('filter.tag')}
      onChange={chosen => onFilter({ tag: chosen })}
      none={<MenuLabel>{t('filter.noTags')}</MenuLabel>}
    />
  )
}

const OwnerFilter = ({ filter, onFilter, ...rest }: NamedProps) => {
  const t = words.useT()
  const me = useMe()
  const { memberId } = useWorkspace()
  const members = useEndpoint(listMembers, {}, { when: useMay()('access.read'), staleMs: 5 * 60_000 }).data?.items ?? []
  const others = members.filter(member => member.id !== memberId)
  const isKnown = others.some(member => member.id === filter.owner)
  const isElse = filter.owner !== undefined && !isKnown && filter.owner !== 'me' && filter.owner !== 'none'
  return (
    <FilterOne
      {...rest}
      choices={[
        { value: 'me', label: `${t('owner.me')} (${me.user.name})` },
        { value: 'none', label: t('owner.none') },
        ...others.map(member => ({ value: member.id, label: member.name })),
        ...(isElse
          ? [{ value: filter.owner ?? '', label: filter.owner === memberId ? me.user.name : t('owner.someone') }]
          : []),
      ]}
      chosen={filter.owner}
      onChange={chosen => onFilter({ owner: chosen })}
    />
  )
}
