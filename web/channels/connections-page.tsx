/** 설정 → 연결 상태: whether every account and source is heard, and what to do where it is not. */
import { PlugZap } from 'lucide-react'
import { useCallback, useState } from 'react'
import { type Connection, listConnections } from '../../contract/channels.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { dayKey } from '../platform/format.ts'
import { PageLink } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { Budgets } from './budgets.tsx'
import { ConnectAccount } from './connect-account.tsx'
import { ConnectionRow } from './connection.tsx'
import { words } from './words.ts'

export const ConnectionsPage = () => {
  const t = words.useT()
  const toasts = useToasts()
  const query = useEndpoint(listConnections, {})
  const [mending, setMending] = useState<string | null>(null)
  return (
    <>
      <SettingsHead title={t('connections.title')} hint={t('connections.hint')} />
      <Loaded query={query} waiting={<SkeletonRows count={4} hasFace={false} />}>
        {({ items, hoursFrom, budgets }) =>
          items.length === 0 ? (
            <EmptyState icon={PlugZap} title={t('connections.empty')} hint={t('connections.emptyHint')}>
              <Button asChild>
                <PageLink to="/settings/channels">{t('connections.toChannels')}</PageLink>
              </Button>
            </EmptyState>
          ) : (
            <>
              {(['account', 'source'] as const).map(subject => (
                <Group
                  key={subject}
                  title={t(subject === 'account' ? 'connections.accounts' : 'connections.sources')}
                  items={items.filter(one => one.subject === subject)}
                  hoursFrom={hoursFrom}
                  onReconnect={setMending}
                />
              ))}
              <Budgets budgets={budgets} />
            </>
          )
        }
      </Loaded>
      {mending !== null && (
        <Dialog isOpen onClose={() => setMending(null)} title={t('accounts.mend')}>
          <ConnectAccount
            channel={mending}
            onDone={account => {
              toasts.show({ text: t('accounts.connected', { handle: account.handle }), tone: 'good' })
              setMending(null)
            }}
          />
        </Dialog>
      )}
    </>
  )
}

interface GroupProps {
  title: string
  items: readonly Connection[]
  hoursFrom: string
  onReconnect: (channel: string) => void
}

const Group = ({ title, items, ...rest }: GroupProps) => {
  const { timeZone } = useFormats()
  const today = dayKey(useNow(), timeZone)
  const isToday = useCallback((at: Date) => dayKey(at, timeZone) === today, [timeZone, today])
  if (items.length === 0) return null
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <ul aria-label={title} className="flex flex-col divide-y divide-hair">
        {items.map(one => (
          <ConnectionRow key={one.id} connection={one} isToday={isToday} {...rest} />
        ))}
      </ul>
    </section>
  )
}
