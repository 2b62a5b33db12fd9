/** The tables that this room can read, the narrowest first: a ticket names a person too, and so does an order. */
import type { TableKind } from '../../channels/index.ts'
import { canBeContacts, contactColumns } from './contact-columns.ts'
import { canBeOrders, orderColumns } from './order-columns.ts'
import { canBeChats, canBeTickets, chatColumns, ticketColumns } from './record-columns.ts'

export const chatTable: TableKind = { name: 'chats', mapping: chatColumns, dates: ['at'], suits: canBeChats }
export const ticketTable: TableKind = {
  name: 'tickets',
  mapping: ticketColumns,
  dates: ['createdAt', 'solvedAt'],
  suits: canBeTickets,
}
export const orderTable: TableKind = {
  name: 'orders',
  mapping: orderColumns,
  dates: ['orderedAt', 'paidAt', 'sentAt'],
  suits: canBeOrders,
}
export const contactTable: TableKind = {
  name: 'contacts',
  mapping: contactColumns,
  dates: ['createdAt', 'seenAt', 'consentAt', 'birthDate'],
  suits: canBeContacts,
}
