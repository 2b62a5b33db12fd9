/** What a customer bought: the sum, and the orders newest first. */
import { listOrders, type Order, type OrderState } from '../../../contract/customers.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { useEndpoint, usePages } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { money } from '../money.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

export const OrdersPanel = ({ customerId }: { customerId: string }) => {
  const may = useMay()
  return may('customers.history') ? <Orders customerId={customerId} /> : null
}

const atOnce = 5

const Orders = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const first = useEndpoint(listOrders, { customerId, limit: 1 })
  const orders = usePages(listOrders, { customerId, limit: atOnce })
  if (!first.data) return null
  const { sums, isClosed, items } = first.data
  if (items.length === 0 && sums.length === 0) return null
  return (
    <Part title={t('orders.title')}>
      {sums.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pb-1 text-sm">
          {sums.map(sum => (
            <span key={sum.currency} className="tabular-nums">
              {t('orders.sum', { orders: sum.orders, amount: money(sum.amount, sum.currency) })}
            </span>
          ))}
        </p>
      )}
      {isClosed && <p className="text-muted text-sm">{t('orders.closed')}</p>}
      <ul aria-label={t('orders.title')} className="divide-y divide-hair">
        {orders.items.map(order => (
          <OrderLine key={order.id} order={order} />
        ))}
      </ul>
      {orders.hasMore && (
        <Button size="sm" className="mt-1 self-start" isBusy={orders.isLoadingMore} onClick={orders.loadMore}>
          {t('orders.more')}
        </Button>
      )}
    </Part>
  )
}

const tones: Record<OrderState, Tone> = {
  open: 'acc',
  sent: 'acc',
  delivered: 'pos',
  cancelled: 'neu',
  returned: 'warn',
}

const OrderLine = ({ order }: { order: Order }) => {
  const t = words.useT()
  const formats = useFormats()
  const [line, ...rest] = order.lines
  const name = line?.product ?? t('orders.noName')
  return (
    <li className="flex flex-col gap-0.5 py-1.5 text-sm">
      <p className="flex items-baseline gap-2">
        <span className="min-w-0 grow truncate font-medium">
          {rest.length > 0 ? t('orders.lines', { first: name, count: rest.length }) : name}
        </span>
        <span className="shrink-0 tabular-nums">{money(order.amount, order.currency)}</span>
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-muted text-xs">
        <Chip tone={tones[order.state]}>{order.status ?? t(`orders.state.${order.state}`)}</Chip>
        <span>{formats.past(order.orderedAt)}</span>
        <span className="break-all tabular-nums">{t('orders.number', { number: order.number })}</span>
      </p>
    </li>
  )
}
