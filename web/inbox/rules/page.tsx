/** 설정 → 배정 규칙: which new work goes where, in order. */
import { ArrowDown, ArrowUp, Ellipsis, PencilLine, Power, Route, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { listMembers, listTeams } from '../../../contract/access.ts'
import {
  listRules,
  orderRules,
  type RouteConditions,
  type RouteRule,
  removeRule,
  restoreRule,
  updateRule,
} from '../../../contract/inbox/routing.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useChannelName } from '../../listening/index.ts'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words as queueWords } from '../queues/words.ts'
import { RuleDialog } from './edit.tsx'
import { words } from './words.ts'

export const RulesPage = () => {
  const t = words.useT()
  const mayRoute = useMay()('inbox.route')
  const rules = useEndpoint(listRules, {})
  const [editing, setEditing] = useState<RouteRule | 'new' | null>(null)
  const ordering = useVerb(orderRules, { refetch: [listRules] })
  const make = (
    <Button tone="primary" onClick={() => setEditing('new')}>
      {t('new')}
    </Button>
  )
  const move = (items: readonly RouteRule[], at: number, by: 1 | -1) => {
    const ids = items.map(one => one.id)
    const [id] = ids.splice(at, 1)
    if (id) ordering.run({ ids: ids.toSpliced(at + by, 0, id) })
  }
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} actions={mayRoute && make} />
      <Loaded query={rules} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Route} title={t('empty')} hint={t('emptyHint')}>
              {mayRoute && make}
            </EmptyState>
          ) : (
            <ol aria-label={t('title')} className="flex flex-col">
              {items.map((rule, at) => (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  place={at + 1}
                  onEdit={mayRoute ? () => setEditing(rule) : undefined}
                  onUp={at > 0 ? () => move(items, at, -1) : undefined}
                  onDown={at < items.length - 1 ? () => move(items, at, 1) : undefined}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
      {editing && <RuleDialog rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

const RuleRow = ({
  rule,
  place,
  onEdit,
  onUp,
  onDown,
}: {
  rule: RouteRule
  place: number
  onEdit: (() => void) | undefined
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
}) => {
  const t = words.useT()
  const toasts = useToasts()
  const says = useConditionWords()
  const target = useTarget(rule)
  const updating = useVerb(updateRule, { refetch: [listRules] })
  const restoring = useVerb(restoreRule, { refetch: [listRules] })
  const removing = useVerb(removeRule, {
    draw: (draft, { ruleId }) => draft.updateItems(listRules, one => (one.id === ruleId ? null : one)),
    refetch: [listRules],
    onDone: () =>
      toasts.show({ text: t('removed', { name: rule.name }), onUndo: () => restoring.run({ ruleId: rule.id }) }),
  })
  const turn = () => {
    const { id: ruleId, ...wish } = rule
    updating.run({ ruleId, ...wish, isOn: !rule.isOn })
  }
  return (
    <li className="flex items-center gap-3 border-hair border-b py-3">
      <span className="w-5 shrink-0 text-right text-faint text-sm tabular-nums">{place}</span>
      <div className="flex min-w-0 grow flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-semibold">{rule.name}</span>
          {!rule.isOn && <Chip>{t('off')}</Chip>}
        </span>
        <span className="text-muted text-sm">
          {says(rule.conditions).join(' · ') || t('always')} → {target ?? <span className="text-neg">{t('gone')}</span>}
        </span>
      </div>
      {onEdit && (
        <Menu trigger={<IconButton label={t('actions', { name: rule.name })} icon={Ellipsis} />}>
          <MenuItem icon={PencilLine} onPick={onEdit}>
            {t('edit')}
          </MenuItem>
          <MenuItem icon={ArrowUp} isDisabled={!onUp} onPick={() => onUp?.()}>
            {t('up')}
          </MenuItem>
          <MenuItem icon={ArrowDown} isDisabled={!onDown} onPick={() => onDown?.()}>
            {t('down')}
          </MenuItem>
          <MenuItem icon={Power} onPick={turn}>
            {t(rule.isOn ? 'turnOff' : 'turnOn')}
          </MenuItem>
          <MenuItem icon={Trash2} isDanger onPick={() => removing.run({ ruleId: rule.id })}>
            {t('remove')}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}

/** Where a rule leads, in words; null where that is gone. */
const useTarget = (rule: RouteRule): string | null => {
  const t = words.useT()
  const teams = useEndpoint(listTeams, {}).data?.items
  const members = useEndpoint(listMembers, {}).data?.items
  if (!teams || !members) return '…'
  const team = teams.find(one => one.id === rule.teamId)?.name
  const member = members.find(one => one.id === rule.memberId)?.name
  if ((rule.teamId && !team) || (rule.memberId && !member)) return null
  return [team, member, rule.shares && t('shares')].filter(Boolean).join(' · ')
}

const useConditionWords = () => {
  const t = words.useT()
  const q = queueWords.useT()
  const channelName = useChannelName()
  const list = <V extends string>(values: readonly V[] | undefined, say: (value: V) => string) =>
    values && values.length > 0 ? [values.map(say).join(', ')] : []
  return (when: RouteConditions): string[] => [
    ...list(when.channels, channelName),
    ...list(when.languages, one =>
      one === 'ko' || one === 'en' || one === 'ja' || one === 'zh' ? q(`language.${one}`) : one,
    ),
    ...list(when.intents, one => q(`intent.${one}`)),
    ...list(when.sentiments, one => q(`sentiment.${one}`)),
    ...list(when.purposes, one => t(`purpose.${one}`)),
    ...list(when.stages, one => t(`stage.${one}`)),
    ...(when.attribute ? [`${when.attribute.name} = ${when.attribute.value}`] : []),
    ...(when.isCrisis === undefined ? [] : [`${t('crisis')}: ${t(when.isCrisis ? 'crisis.yes' : 'crisis.no')}`]),
    ...(when.hours ? [t(`hours.${when.hours}`)] : []),
    ...(when.loadBelow ? [t('loadShown', { count: when.loadBelow })] : []),
  ]
}
