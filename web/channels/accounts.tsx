/** Connected accounts with their health. */
import { Ellipsis, PlugZap, Unplug } from 'lucide-react'
import { useState } from 'react'
import {
  type Account,
  disconnectAccount,
  listAccounts,
  listSources,
  purpose,
  updateAccount,
} from '../../contract/channels.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Select } from '../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { useChannelName } from './channel-name.ts'
import { ConnectAccount } from './connect-account.tsx'
import { HealthChip, HealthProblem } from './health-chip.tsx'
import { words } from './words.ts'

export const Accounts = () => {
  const t = words.useT()
  const may = useMay()
  const toasts = useToasts()
  const query = useEndpoint(listAccounts, {})
  const [connecting, setConnecting] = useState<{ channel?: string } | null>(null)
  const canManage = may('channels.manage')
  const connect = canManage && <Button onClick={() => setConnecting({})}>{t('accounts.connect')}</Button>
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-end gap-3">
        <div className="grow">
          <h3 className="font-semibold">{t('accounts.title')}</h3>
          <p className="text-muted">{t('accounts.hint')}</p>
        </div>
        {query.data?.items.length ? connect : null}
      </div>
      <Loaded query={query} waiting={<SkeletonRows count={1} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={PlugZap} title={t('accounts.empty')} hint={t('accounts.emptyHint')}>
              {connect}
            </EmptyState>
          ) : (
            <AccountTable accounts={items} canManage={canManage} onMend={setConnecting} />
          )
        }
      </Loaded>
      {connecting && (
        <Dialog isOpen onClose={() => setConnecting(null)} title={t('connect.title')}>
          <ConnectAccount
            {...connecting}
            onDone={account => {
              toasts.show({ text: t('accounts.connected', { handle: account.handle }), tone: 'good' })
              setConnecting(null)
            }}
          />
        </Dialog>
      )}
    </section>
  )
}

interface AccountTableProps {
  accounts: readonly Account[]
  canManage: boolean
  onMend: (account: { channel: string }) => void
}

const AccountTable = ({ accounts, canManage, onMend }: AccountTableProps) => {
  const t = words.useT()
  const channelName = useChannelName()
  const [leaving, setLeaving] = useState<Account | null>(null)
  return (
    <>
      <DataTable
        label={t('accounts.title')}
        isHeadless
        rows={accounts}
        idOf={account => account.id}
        columns={[
          {
            name: 'name',
            head: t('sources.name'),
            isMain: true,
            draw: account => (
              <span className="flex items-center gap-2.5">
                <Avatar name={account.displayName || account.handle} />
                <span className="flex min-w-0 flex-col">
                  <span className="font-semibold">{account.displayName || account.handle}</span>
                  <span className="truncate text-muted text-xs">
                    {channelName(account.channel)} · {account.handle}
                  </span>
                  <HealthProblem health={account.health} />
                </span>
              </span>
            ),
          },
          {
            name: 'purpose',
            head: t('accounts.purpose'),
            isWide: true,
            draw: account => <PurposeOf account={account} canManage={canManage} />,
          },
          { name: 'health', head: t('sources.health'), draw: account => <HealthChip health={account.health} /> },
          {
            name: 'actions',
            head: t('accounts.disconnect'),
            className: 'w-9 text-right',
            draw: account =>
              canManage && (
                <Menu trigger={<IconButton label={t('accounts.actions', { name: account.handle })} icon={Ellipsis} />}>
                  <MenuItem icon={PlugZap} onPick={() => onMend({ channel: account.channel })}>
                    {t('accounts.mend')}
                  </MenuItem>
                  <MenuItem icon={Unplug} isDanger onPick={() => setLeaving(account)}>
                    {t('accounts.disconnect')}
                  </MenuItem>
                </Menu>
              ),
          },
        ]}
      />
      {leaving && <DisconnectDialog account={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

const PurposeOf = ({ account, canManage }: { account: Account; canManage: boolean }) => {
  const t = words.useT()
  const verb = useVerb(updateAccount, {
    draw: (draft, input) =>
      draft.updateItems(listAccounts, one => (one.id === input.accountId ? { ...one, purpose: input.purpose } : one)),
    refetch: [listAccounts],
  })
  if (!canManage) return t(`accounts.purpose.${account.purpose}`)
  return (
    <Select
      isCompact
      label={`${account.handle} · ${t('accounts.purpose')}`}
      value={account.purpose}
      choices={purpose.options.map(value => ({ value, label: t(`accounts.purpose.${value}`) }))}
      onChange={value => verb.run({ accountId: account.id, purpose: value })}
    />
  )
}

const DisconnectDialog = ({ account, onClose }: { account: Account; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(disconnectAccount, {
    refetch: [listAccounts, listSources],
    onDone: () => {
      toasts.show({ text: t('accounts.disconnected') })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('accounts.disconnectTitle', { handle: account.handle })}
      hint={t('accounts.disconnectHint')}
      verb={t('accounts.disconnect')}
      isBusy={verb.isRunning}
      onClose={onClose}
      onConfirm={() => verb.run({ accountId: account.id })}
    />
  )
}
