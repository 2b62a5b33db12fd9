/** 설정 → 팀: who shares work with whom, what each team promises and when it works. */
import { Ellipsis, PencilLine, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { listMembers, listTeams, type Member, removeTeam, restoreTeam, type Team } from '../../../contract/access.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { TeamDialog } from './edit.tsx'
import { words } from './words.ts'

export const TeamsPage = () => {
  const t = words.useT()
  const mayManage = useMay()('access.manage')
  const teams = useEndpoint(listTeams, {})
  const members = useEndpoint(listMembers, {})
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const make = (
    <Button tone="primary" onClick={() => setEditing('new')}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} actions={mayManage && make} />
      <Loaded query={teams} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Users} title={t('empty')} hint={t('emptyHint')}>
              {mayManage && make}
            </EmptyState>
          ) : (
            <ul aria-label={t('title')} className="flex flex-col">
              {items.map(team => (
                <TeamRow
                  key={team.id}
                  team={team}
                  members={members.data?.items ?? []}
                  onEdit={mayManage ? () => setEditing(team) : undefined}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing && (
        <TeamDialog
          team={editing === 'new' ? null : editing}
          members={members.data?.items ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

const TeamRow = ({
  team,
  members,
  onEdit,
}: {
  team: Team
  members: readonly Member[]
  onEdit: (() => void) | undefined
}) => {
  const t = words.useT()
  const toasts = useToasts()
  const restoring = useVerb(restoreTeam, { refetch: [listTeams] })
  const removing = useVerb(removeTeam, {
    draw: (draft, { teamId }) => draft.updateItems(listTeams, one => (one.id === teamId ? null : one)),
    refetch: [listTeams],
    onDone: () =>
      toasts.show({
        text: t('removed', { name: team.name }),
        onUndo: () => restoring.run({ teamId: team.id }),
      }),
  })
  const names = team.memberIds.flatMap(id => members.find(one => one.id === id)?.name ?? [])
  const lead = members.find(one => one.id === team.leadId)?.name
  return (
    <li className="flex items-center gap-3 border-hair border-b py-3">
      <div className="flex min-w-0 grow flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Chip tone={team.tone}>{team.name}</Chip>
          {lead && (
            <span className="text-muted text-xs">
              {t('lead')} {lead}
            </span>
          )}
          {team.firstAnswerMinutes !== null && (
            <span className="text-muted text-xs tabular-nums">
              {t('goalShown', { count: team.firstAnswerMinutes })}
            </span>
          )}
          {team.hours && (
            <span className="text-muted text-xs tabular-nums">
              {team.hours.days.map(day => t(`day.${day}` as 'day.1')).join('·')} {team.hours.from}–{team.hours.to}
            </span>
          )}
        </span>
        <span className="truncate text-muted text-sm">
          {names.length === 0
            ? t('membersNone')
            : `${t('membersCount', { count: names.length })} · ${names.join(', ')}`}
        </span>
      </div>
      {onEdit && (
        <Menu trigger={<IconButton label={t('actions', { name: team.name })} icon={Ellipsis} />}>
          <MenuItem icon={PencilLine} onPick={onEdit}>
            {t('edit')}
          </MenuItem>
          <MenuItem icon={Trash2} isDanger onPick={() => removing.run({ teamId: team.id })}>
            {t('remove')}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}
