/** 설정 → API 키: keys of other programs; each is shown once. */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { type ApiKey, createKey, listKeys, type RoleRow, revokeKey } from '../../contract/access.ts'
import type { Permission } from '../../contract/permissions.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useWorkspace } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { useRoles } from './role-names.ts'
import { SecretOnce } from './secret-once.tsx'
import { words } from './words.ts'

export const KeysPage = () => {
  const t = words.useT()
  const query = useEndpoint(listKeys, {})
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <SettingsHead
        title={t('keys.title')}
        hint={t('keys.hint')}
        actions={
          <>
            <Button asChild tone="quiet">
              <a href="/api/docs" target="_blank" rel="noreferrer">
                {t('keys.docs')}
              </a>
            </Button>
            <Button tone="primary" onClick={() => setMaking(true)}>
              {t('keys.new')}
            </Button>
          </>
        }
      />
      <Loaded query={query} waiting={<SkeletonRows count={2} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={KeyRound} title={t('keys.empty')} hint={t('keys.emptyHint')} />
          ) : (
            <KeyTable keys={items} />
          )
        }
      </Loaded>
      {isMaking && <NewKey onClose={() => setMaking(false)} />}
    </>
  )
}

const KeyTable = ({ keys }: { keys: readonly ApiKey[] }) => {
  const t = words.useT()
  const roles = useRoles()
  const formats = useFormats()
  const [ending, setEnding] = useState<ApiKey | null>(null)
  return (
    <>
      <DataTable
        label={t('keys.title')}
        rows={keys}
        idOf={key => key.id}
        columns={[
          {
            name: 'name',
            head: t('keys.name'),
            draw: key => (
              <span className="flex flex-col">
                <span className="font-semibold">{key.name}</span>
                <code className="text-muted text-xs">{key.start}…</code>
              </span>
            ),
          },
          {
            name: 'role',
            head: t('members.role'),
            draw: key => (
              <span className="flex gap-1">
                <Chip>{roles.nameOf(key.role)}</Chip>
                {key.scopes && <Chip>{t('keys.scope.read')}</Chip>}
              </span>
            ),
          },
          {
            name: 'used',
            head: t('keys.used'),
            isWide: true,
            draw: key => (
              <span className="text-muted">{key.lastUsedAt ? formats.past(key.lastUsedAt) : t('keys.never')}</span>
            ),
          },
          {
            name: 'expires',
            head: t('keys.days'),
            isWide: true,
            draw: key => (
              <span className="text-muted">
                {key.expiresAt ? t('keys.expires', { date: formats.date(key.expiresAt) }) : t('keys.forever')}
              </span>
            ),
          },
          {
            name: 'revoke',
            head: <span className="sr-only">{t('keys.revoke')}</span>,
            className: 'text-right',
            draw: key => (
              <Button size="sm" tone="quiet" onClick={() => setEnding(key)}>
                {t('keys.revoke')}
              </Button>
            ),
          },
        ]}
      />
      {ending && <RevokeDialog apiKey={ending} onClose={() => setEnding(null)} />}
    </>
  )
}

const RevokeDialog = ({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(revokeKey, {
    refetch: [listKeys],
    onDone: () => {
      toasts.show({ text: t('keys.revoked') })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('keys.revokeTitle', { name: apiKey.name })}
      hint={t('keys.revokeHint')}
      verb={t('keys.revoke')}
      isBusy={verb.isRunning}
      onClose={onClose}
      onConfirm={() => verb.run({ keyId: apiKey.id })}
    />
  )
}

const terms = ['none', '30', '90', '365'] as const
const scopes = ['all', 'read'] as const

/** What a role may see, without what it may change. */
/** What a key sees of conversations and customers goes with reading them. */
const seeing: ReadonlySet<Permission> = new Set(['customers.all', 'inbox.all', 'inbox.team'])
const reading = (row: RoleRow | undefined): Permission[] =>
  (row?.permissions ?? []).filter(permission => permission.endsWith('.read') || seeing.has(permission))

const NewKey = ({ onClose }: { onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const [name, setName] = useState('')
  const roles = useRoles()
  const mine = useWorkspace().permissions
  const [role, setRole] = useState('viewer')
  const [scope, setScope] = useState<(typeof scopes)[number]>('all')
  const [term, setTerm] = useState<(typeof terms)[number]>('90')
  const [secret, setSecret] = useState<string | null>(null)
  const verb = useVerb(createKey, { isQuiet: true, refetch: [listKeys], onDone: made => setSecret(made.key) })
  if (secret) return <SecretOnce title={t('keys.ready')} hint={t('keys.readyHint')} secret={secret} onClose={onClose} />
  const make = (text: string) =>
    text.trim() &&
    verb.run({
      name: text,
      role,
      scopes: scope === 'all' ? null : reading(roles.rows.find(row => row.role === role)),
      expiresInDays: term === 'none' ? null : Number(term),
    })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('keys.new')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!name.trim()} isBusy={verb.isRunning} onClick={() => make(name)}>
            {t('keys.make')}
          </Button>
        </>
      }
    >
      <Field
        label={t('keys.name')}
        hint={t('keys.nameHint')}
        problem={fieldProblem(verb.error, 'name') ?? (verb.error as Error | null)?.message}
      >
        <Input
          autoFocus
          value={name}
          maxLength={200}
          onChange={event => setName(event.target.value)}
          onSubmitText={make}
        />
      </Field>
      <Field label={t('members.role')}>
        <Select value={role} choices={roles.choices(mine)} onChange={setRole} />
      </Field>
      <Field label={t('keys.scope')} hint={t('keys.scopeHint')}>
        <Select
          value={scope}
          choices={scopes.map(value => ({ value, label: t(`keys.scope.${value}`) }))}
          onChange={setScope}
        />
      </Field>
      <Field label={t('keys.days')}>
        <Select
          value={term}
          choices={terms.map(value => ({ value, label: t(`keys.days.${value}`) }))}
          onChange={setTerm}
        />
      </Field>
    </Dialog>
  )
}
