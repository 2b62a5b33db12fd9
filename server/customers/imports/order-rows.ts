/** A row of a table of orders becomes a line of an order and who bought it, or a reason why it cannot. */
import { isRuinedId } from '../../channels/index.ts'
import { normalPhone } from '../phone.ts'
import { type Cells, cellsOf, fingerprint, foldPerson, isCovered, said, systemOf } from './cells.ts'
import { type PeoplePlan, type RowRead, refusedRow } from './contact-rows.ts'
import { type ReadPerson, readPerson, toldAs } from './person.ts'

/** Where an order stands. */
export type OrderState = 'open' | 'sent' | 'delivered' | 'cancelled' | 'returned'

export interface ReadOrder {
  /** The marketplace or the table that the number belongs to. */
  system: string
  /** What the shop is called, where the file says: 스마트스토어, 강남점. */
  market: string | null
  number: string
  orderedAt: Date
  /** As the file says, and what it means. */
  status: string | null
  state: OrderState
  currency: string
  /** What the file says of the whole order, over the sum of its lines; null where it speaks of lines alone. */
  total: number | null
  line: { key: string; product: string | null; option: string | null; quantity: number; amount: number | null }
  note: string | null
  buyer: ReadPerson
}

export const readOrders = (plan: PeoplePlan): ((raw: readonly string[]) => RowRead<ReadOrder>) => {
  const cellsAt = cellsOf(plan)
  const system = systemOf(plan.row, plan.table)
  const hasLines = plan.table.columns.some(column => ['lineId', 'product', 'lineTotal'].includes(column.field ?? ''))
  return raw => {
    const cells = cellsAt(raw)
    const told = said(cells.one('orderId')) || said(cells.one('lineId'))
    if (told === '') return refusedRow('no_order_number')
    if (isRuinedId(told)) return refusedRow('ruined_order_number', { value: told.slice(0, 40) })
    const written = cells.one('orderedAt') || cells.one('paidAt')
    const orderedAt = cells.moment('orderedAt') ?? cells.moment('paidAt') ?? dayInNumber(told, plan.zone)
    if (orderedAt === null)
      return written === ''
        ? refusedRow('no_order_date')
        : refusedRow('bad_order_date', { value: written.slice(0, 40) })
    const buyer = buyerOf(cells, system, told, plan.keepsAddresses)
    const status = said(cells.one('status'))
    const line = lineOf(cells, told)
    const total = cells.amount('orderTotal')
    const found = total ?? cells.amount('lineTotal') ?? cells.amount('unitPrice')
    return {
      ok: true,
      value: {
        system,
        market: said(cells.one('market')) || null,
        number: told.slice(0, 100),
        orderedAt,
        status: status === '' ? null : status.slice(0, 100),
        state: orderState(status, cells),
        currency: said(cells.one('currency')).toUpperCase().slice(0, 3) || found?.currency || 'KRW',
        total: total?.amount ?? null,
        line: hasLines ? line : { ...line, amount: line.amount ?? total?.amount ?? null },
        note: said(cells.all('note').join('\n')).slice(0, 1000) || null,
        buyer,
      },
    }
  }
}

/** Naver and others begin their order numbers with the day: `2026100212345671`. */
const dayInNumber = (number: string, zone: string): Date | null => {
  const found = /^(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4,}$/.exec(number)
  // Noon of that day is the same day in every zone that shops here have.
  return found && zone !== '' ? new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]), 3)) : null
}

const lineOf = (cells: Cells, number: string): ReadOrder['line'] => {
  const quantity = cells.amount('quantity')?.amount ?? 1
  const unit = cells.amount('unitPrice')
  const amount = cells.amount('lineTotal')?.amount ?? (unit === null ? null : unit.amount * quantity)
  const product = said(cells.one('product')).slice(0, 300) || null
  const option = said(cells.all('option').join(' · ')).slice(0, 300) || null
  const id = said(cells.one('lineId'))
  const own = id !== '' && id !== number && !isRuinedId(id) ? id : ''
  const key = [own, said(cells.one('productId')), product ?? '', option ?? ''].filter(Boolean).join('|')
  // Lines stand in the order of their keys.
  return {
    key: key.length > 200 ? fingerprint('line', [key]) : key || '1',
    product,
    option,
    quantity: Math.round(quantity),
    amount,
  }
}

/**
 * The buyer; where a marketplace only tells who gets the parcel, that person. Buyer ids that are covered (`ab****`) are no keys:
 * then the same name with the same number in the same shop is the same buyer, and without a number each order has its own.
 */
const buyerOf = (cells: Cells, system: string, number: string, keepsAddresses: boolean): ReadPerson => {
  const known = readPerson(cells, system, keepsAddresses)
  const recipient = said(cells.one('recipient'))
  const name = known?.name || recipient
  const phones = known && known.phones.length > 0 ? known.phones : phonesOf(cells, known === null || known.name === '')
  const id = said(cells.one('externalId'))
  const hasId = id !== '' && !isCovered(id) && !isRuinedId(id)
  const contact = phones[0] ?? known?.emails[0]
  const value = hasId
    ? id
    : contact === undefined
      ? fingerprint('order', [number])
      : fingerprint('buyer', [contact, foldPerson(name)])
  const isOther = recipient !== '' && foldPerson(recipient) !== foldPerson(name)
  return {
    key: { system, value },
    name,
    emails: known?.emails ?? [],
    phones,
    // Where a parcel goes to somebody else, the address is not the buyer's.
    facts: [
      ...(known?.facts ?? []).filter(one => !isOther || (one.name !== 'address' && one.name !== 'post_code')),
      ...(isOther && keepsAddresses ? toldAs('recipient', recipient) : []),
    ],
  }
}

const phonesOf = (cells: Cells, isRecipient: boolean): string[] =>
  isRecipient
    ? cells
        .all('recipientPhone')
        .flatMap(value => (isCovered(value) ? [] : (normalPhone(value) ?? [])))
        .slice(0, 1)
    : []

const states: readonly (readonly [RegExp, OrderState])[] = [
  [/취소|cancel|void/i, 'cancelled'],
  [/반품|환불|refund|return/i, 'returned'],
  [/배송\s?완료|구매\s?확정|수취\s?확인|delivered|completed|complete|완료|fulfilled/i, 'delivered'],
  [/배송\s?중|발송|출고|shipped|in transit|sent|shipping/i, 'sent'],
]

const orderState = (status: string, cells: Cells): OrderState =>
  states.find(([form]) => form.test(status))?.[1] ?? (cells.one('sentAt') === '' ? 'open' : 'sent')
