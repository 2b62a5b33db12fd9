/** 설정 → 구성원: who may enter, open invitations, the table of roles. */
import { Ellipsis, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { listMembers, type Member, removeMember, updateMember } from '../../contract/access.ts'
import { type Role, roles } from '../../contract/permissions.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Select } from '../kit/select.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay, useWorkspace } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { Invitations, NewInvitation } from './invitations.tsx'
import { RoleTable } from './role-table.tsx'
import { words } from './words.ts'

export const MembersPage = () => {
  const t = words.useT()
  const may = useMay()
  const members = useEndpoint(listMembers, {})
  const [isInviting, setInviting] = useState(false)
  const canManage = may('access.manage')
  return (
    <>
      <SettingsHead
        title={t('members.title')}
        hint={t('members.hint')}
        actions={
          canManage && (
            <Button tone="primary" onClick={() => setInviting(true)}>
              {t('members.invite')}
            </Button>
          )
        }
      />
      <Loaded query={members} waiting={<SkeletonRows count={3} />}>
        {({ items }) => <MemberTable members={items} canManage={canManage} />}
      </Loaded>
      {canManage && <Invitations />}
      <RoleTable />
      {isInviting && <NewInvitation onClose={() => setInviting(false)} />}
    </>
  )
}

const MemberTable = ({ members, canManage }: { members: readonly Member[]; canManage: boolean }) => {
  const t = words.useT()
  const formats = useFormats()
  const me = useWorkspace()
  const [leaving, setLeaving] = useState<Member | null>(null)
  return (
    <>
      <DataTable
        label={t('members.title')}
        rows={members}
        idOf={member => member.id}
        columns={[
          {
            name: 'name',
            head: t('field.name'),
            isMain: true,
            draw: member => (
              <span className="flex items-center gap-2.5">
                <Avatar name={member.name} />
                <span className="flex min-w-0 flex-col">
                  <span className="font-semibold">
                    {member.name}
                    {member.id === me.memberId && (
                      <span className="ml-1.5 font-normal text-faint text-xs">{t('members.me')}</span>
                    )}
                  </span>
                  <span className="truncate text-muted text-xs">{member.email}</span>
                </span>
              </span>
            ),
          },
          { name: 'role', head: t('members.role'), draw: member => <RoleOf member={member} canManage={canManage} /> },
          {
            name: 'seen',
            head: t('members.seen'),
            isWide: true,
            draw: member => (
              <span className="text-muted">
                {member.lastSeenAt ? formats.past(member.lastSeenAt) : t('members.never')}
              </span>
            ),
          },
          ...(canManage
            ? [
                {
                  name: 'actions',
                  head: <span className="sr-only">{t('members.remove')}</span>,
                  className: 'w-9 text-right',
                  draw: (member: Member) => (
                    <Menu trigger={<IconButton label={t('members.actions', { name: member.name })} icon={Ellipsis} />}>
                      <MenuItem icon={UserMinus} isDanger onPick={() => setLeaving(member)}>
                        {t('members.remove')}
                      </MenuItem>
                    </Menu>
                  ),
                },
              ]
            : []),
        ]}
      />
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

const RoleOf = ({ member, canManage }: { member: Member; canManage: boolean }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(updateMember, {
    draw: (draft, input) =>
      draft.updateItems(listMembers, one => (one.id === input.memberId ? { ...one, role: input.role } : one)),
    refetch: [listMembers],
  })
  const change = (role: Role) => {
    verb.ask({ memberId: member.id, role }).then(
      () =>
        toasts.show({
          text: t('members.changed', { name: member.name, role: t(`role.${role}`) }),
          onUndo: () => verb.run({ memberId: member.id, role: member.role }),
        }),
      // The refusal was shown by the verb.
      () => {},
    )
  }
  if (!canManage) return t(`role.${member.role}`)
  return (
    <Select
      isCompact
      label={`${member.name} · ${t('members.role')}`}
      value={member.role}
      choices={roles.map(value => ({ value, label: t(`role.${value}`), hint: t(`role.${value}Hint`) }))}
      onChange={change}
    />
  )
}

const RemoveDialog = ({ member, onClose }: { member: Member; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const verb = useVerb(removeMember, {
    refetch: [listMembers],
    onDone: () => {
      toasts.show({ text: t('members.removed', { name: member.name }) })
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('members.removeTitle', { name: member.name })}
      hint={t('members.removeHint')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="danger" isBusy={verb.isRunning} onClick={() => verb.run({ memberId: member.id })}>
            {t('members.remove')}
          </Button>
        </>
      }
    />
  )
}
