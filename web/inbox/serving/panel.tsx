/** What serving a customer cost, beside what they are worth, with how it was counted. */
import { getServingCost } from '../../../contract/inbox/serving.ts'
import { ChannelSign, Part, useShownChannel } from '../../customers/index.ts'
import { useLocale } from '../../platform/i18n.ts'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const ServingCost = ({ customerId }: { customerId: string }) =>
  useMay()('customers.value') ? <Shown customerId={customerId} /> : null

const Shown = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const locale = useLocale()
  const may = useMay()
  const channelName = useShownChannel()
  const told = useEndpoint(getServingCost, { customerId }).data
  if (!told || told.channels.length === 0) return null
  const money = (amount: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'KRW', maximumFractionDigits: 0 }).format(amount)
  return (
    <Part title={t('title')}>
      {told.spent === null ? (
        <p className="text-muted text-sm">{t('none')}</p>
      ) : (
        <p className="font-semibold text-lg tabular-nums">{money(told.spent)}</p>
      )}
      <ul className="mt-0.5 flex flex-col gap-0.5 text-sm">
        {told.channels.map(({ channel, contacts, cost }) => (
          <li key={channel} className="flex items-center gap-2">
            <ChannelSign channel={channel} name={channelName(channel)} />
            <span className="min-w-0 grow truncate">{channelName(channel)}</span>
            <span className="shrink-0 text-muted text-xs tabular-nums">
              {cost === null ? t('open', { count: contacts }) : t('row', { count: contacts, cost: money(cost) })}
            </span>
          </li>
        ))}
      </ul>
      {told.spent !== null && (
        <p className="mt-0.5 text-muted text-xs">
          {t('counted')} {told.channels.some(one => one.cost === null) && t('missing')}
        </p>
      )}
      {may('inbox.manage') && told.channels.some(one => one.cost === null) && (
        <PageLink
          to="/ledger"
          search={{ tab: 'team' }}
          className="self-start rounded-sm text-accent-text text-xs hover:underline"
        >
          {t('set')}
        </PageLink>
      )}
    </Part>
  )
}
