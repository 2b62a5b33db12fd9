/** 설정 → 역할: who may do what, as it comes and as this workspace has it; a click changes it for everybody at once. */
import { Plus, RotateCcw, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { createRole, deleteRole, listRoles, type RoleRow, updateRole } from '../../contract/access.ts'
import { type Permission, permissions } from '../../contract/permissions.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useView } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay, useWorkspace } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { words as platformWords } from '../platform/words.ts'
import { roleHint, roleName } from './role-names.ts'
import { words } from './words.ts'

export const RolesPage = () => {
  const t = words.useT()
  const may = useMay()
  const query = useEndpoint(listRoles, {})
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <SettingsHead
        title={t('roles.title')}
        hint={t('roles.hint')}
        actions={
          may('access.manage') && (
            <Button icon={Plus} onClick={() => setMaking(true)}>
              {t('roles.new')}
            </Button>
          )
        }
      />
      <Loaded query={query} waiting={<SkeletonRows count={6} hasFace={false} />}>
        {({ items }) => <RoleDesk rows={items} />}
      </Loaded>
      {isMaking && <NewRole onClose={() => setMaking(false)} />}
    </>
  )
}

const RoleDesk = ({ rows }: { rows: readonly RoleRow[] }) => {
  const t = words.useT()
  const [view, setView] = useView(search => ({ role: typeof search.role === 'string' ? search.role : 'agent' }))
  const open = rows.find(row => row.role === view.role) ?? rows[0]
  return (
    <div className="grid gap-5 md:grid-cols-[220px_1fr]">
      <div className="md:hidden">
        <Select
          label={t('roles.title')}
          value={open?.role ?? ''}
          choices={rows.map(row => ({ value: row.role, label: roleName(row.role, row.name) }))}
          onChange={role => setView({ role })}
        />
      </div>
      <ul aria-label={t('roles.title')} className="flex flex-col gap-px max-md:hidden">
        {rows.map(row => (
          <li key={row.role}>
            <button
              type="button"
              aria-current={row === open}
              onClick={() => setView({ role: row.role })}
              className={cx(
                'flex h-9 w-full items-center gap-2 rounded-md px-2.5 text-left text-sm pointer-coarse:h-11',
                row === open ? 'bg-accent-soft font-semibold text-accent-text' : 'hover:bg-hover',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{roleName(row.role, row.name)}</span>
              {row.isChanged && <Chip>{t('roles.changed')}</Chip>}
              <span className="text-muted text-xs tabular-nums">{t('roles.members', { count: row.members })}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && <OneRole key={open.role} row={open} />}
    </div>
  )
}

const groupOf = (permission: Permission): string => permission.split('.')[0]!

const OneRole = ({ row }: { row: RoleRow }) => {
  const t = words.useT()
  const platform = platformWords.useT()
  const may = useMay()
  const mine = useWorkspace().permissions
  const toasts = useToasts()
  const verb = useVerb(updateRole, {
    draw: (draft, input) =>
      draft.updateItems(listRoles, one =>
        one.role === input.role ? { ...one, permissions: input.permissions ?? one.permissions } : one,
      ),
    refetch: [listRoles],
  })
  const name = roleName(row.role, row.name)
  const isFixed = row.role === 'owner' || !may('access.manage')
  const toggle = (permission: Permission, isHeld: boolean) => {
    const wished = isHeld ? row.permissions.filter(one => one !== permission) : [...row.permissions, permission]
    const words = { role: name, permission: platform(`permission.${permission}`) }
    verb.ask({ role: row.role, permissions: wished }).then(
      () =>
        toasts.show({
          text: t(isHeld ? 'roles.taken' : 'roles.given', words),
          onUndo: () => verb.run({ role: row.role, permissions: row.permissions }),
        }),
      // The refusal was shown by the verb.
      () => {},
    )
  }
  const groups = [...new Set(permissions.map(groupOf))]
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-4">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <div className="flex flex-col gap-0.5">
          <h3 className="font-semibold text-base">{name}</h3>
          <p className="text-muted">{roleHint(row.role) ?? t('roles.own')}</p>
          {row.role === 'owner' && <p className="text-muted text-xs">{t('roles.ownerFixed')}</p>}
        </div>
        {may('access.manage') && <RoleActions row={row} />}
      </header>
      {groups.map(group => (
        <fieldset key={group} className="flex flex-col gap-1">
          <legend className="pb-1 font-medium text-muted text-xs">
            {t(`roles.group.${group}` as 'roles.group.access')}
          </legend>
          {permissions
            .filter(permission => groupOf(permission) === group)
            .map(permission => (
              <PermissionLine
                key={permission}
                label={platform(`permission.${permission}`)}
                isHeld={row.permissions.includes(permission)}
                isFixed={isFixed || !mine.includes(permission)}
                why={!isFixed && !mine.includes(permission) ? t('roles.beyond') : undefined}
                onToggle={isHeld => toggle(permission, isHeld)}
              />
            ))}
        </fieldset>
      ))}
    </section>
  )
}

const PermissionLine = ({
  label,
  isHeld,
  isFixed,
  why,
  onToggle,
}: {
  label: string
  isHeld: boolean
  isFixed: boolean
  why: string | undefined
  onToggle: (isHeld: boolean) => void
}) => {
  const id = useId()
  return (
    <label
      htmlFor={id}
      className="flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-hover pointer-coarse:min-h-11"
    >
      <input
        id={id}
        type="checkbox"
        checked={isHeld}
        disabled={isFixed}
        onChange={() => onToggle(isHeld)}
        className="size-3.5 accent-(--accent)"
      />
      <span className={isHeld ? undefined : 'text-muted'}>{label}</span>
      {why && <span className="text-muted text-xs">{why}</span>}
    </label>
  )
}

/** An own role goes for good once nobody has it; a changed one is put back. */
const RoleActions = ({ row }: { row: RoleRow }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [isAsking, setAsking] = useState(false)
  const name = roleName(row.role, row.name)
  const restore = useVerb(updateRole, { refetch: [listRoles] })
  const verb = useVerb(deleteRole, {
    refetch: [listRoles],
    onDone: () => {
      setAsking(false)
      if (row.isBuiltIn)
        toasts.show({
          text: t('roles.reset', { role: name }),
          onUndo: () => restore.run({ role: row.role, permissions: row.permissions }),
        })
      else toasts.show({ text: t('roles.removed', { role: name }) })
    },
  })
  if (row.isBuiltIn)
    return row.isChanged ? (
      <Button size="sm" icon={RotateCcw} isBusy={verb.isRunning} onClick={() => verb.run({ role: row.role })}>
        {t('roles.putBack')}
      </Button>
    ) : null
  return (
    <>
      <Button size="sm" tone="quiet" icon={Trash2} onClick={() => setAsking(true)}>
        {t('roles.remove')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('roles.removeTitle', { role: name })}
          hint={t('roles.removeHint')}
          verb={t('roles.remove')}
          isBusy={verb.isRunning}
          onClose={() => setAsking(false)}
          onConfirm={() => verb.run({ role: row.role })}
        />
      )}
    </>
  )
}

const NewRole = ({ onClose }: { onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const [, setView] = useView(search => ({ role: search.role }))
  const [name, setName] = useState('')
  const verb = useVerb(createRole, {
    refetch: [listRoles],
    onDone: made => {
      setView({ role: made.role })
      onClose()
    },
  })
  const make = (text: string) => text.trim() && verb.run({ name: text, permissions: ['access.read', 'channels.read'] })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('roles.new')}
      hint={t('roles.newHint')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!name.trim()} isBusy={verb.isRunning} onClick={() => make(name)}>
            {t('roles.make')}
          </Button>
        </>
      }
    >
      <Field label={t('keys.name')} hint={t('roles.nameHint')}>
        <Input
          autoFocus
          value={name}
          maxLength={60}
          onChange={event => setName(event.target.value)}
          onSubmitText={make}
        />
      </Field>
    </Dialog>
  )
}
