/** 설정 → 구성원: who may enter, open invitations, the table of roles. */
import { Ellipsis, KeyRound, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { createPasswordReset, listMembers, type Member, removeMember, updateMember } from '../../contract/access.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Select } from '../kit/select.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay, useWorkspace } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { Invitations, NewInvitation } from './invitations.tsx'
import { useRoles } from './role-names.ts'
import { SecretOnce } from './secret-once.tsx'
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
      {isInviting && <NewInvitation onClose={() => setInviting(false)} />}
    </>
  )
}

const MemberTable = ({ members, canManage }: { members: readonly Member[]; canManage: boolean }) => {
  const t = words.useT()
  const formats = useFormats()
  const me = useWorkspace()
  const [leaving, setLeaving] = useState<Member | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const reset = useVerb(createPasswordReset, { onDone: made => setLink(made.link) })
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
                      <MenuItem icon={KeyRound} onPick={() => reset.run({ memberId: member.id })}>
                        {t('members.reset')}
                      </MenuItem>
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
      {link && (
        <SecretOnce
          title={t('members.resetReady')}
          hint={t('members.resetHint')}
          secret={link}
          onClose={() => setLink(null)}
        />
      )}
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

const RoleOf = ({ member, canManage }: { member: Member; canManage: boolean }) => {
  const t = words.useT()
  const toasts = useToasts()
  const roles = useRoles()
  const mine = useWorkspace().permissions
  const verb = useVerb(updateMember, {
    draw: (draft, input) =>
      draft.updateItems(listMembers, one => (one.id === input.memberId ? { ...one, role: input.role } : one)),
    refetch: [listMembers],
  })
  const change = (role: string) => {
    verb.ask({ memberId: member.id, role }).then(
      () =>
        toasts.show({
          text: t('members.changed', { name: member.name, role: roles.nameOf(role) }),
          onUndo: () => verb.run({ memberId: member.id, role: member.role }),
        }),
      // The refusal was shown by the verb.
      () => {},
    )
  }
  const choices = roles.choices(mine)
  // A role that one may not give may not be taken away either.
  if (!canManage || !choices.some(choice => choice.value === member.role)) return roles.nameOf(member.role)
  return (
    <Select
      isCompact
      label={`${member.name} · ${t('members.role')}`}
      value={member.role}
      choices={choices}
      onChange={change}
    />
  )
}

const RemoveDialog = ({ member, onClose }: { member: Member; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(removeMember, {
    refetch: [listMembers],
    onDone: () => {
      toasts.show({ text: t('members.removed', { name: member.name }) })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('members.removeTitle', { name: member.name })}
      hint={t('members.removeHint')}
      verb={t('members.remove')}
      isBusy={verb.isRunning}
      onClose={onClose}
      onConfirm={() => verb.run({ memberId: member.id })}
    />
  )
}
