/** English words of orders. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  'orders.title': 'Orders',
  'orders.sum': '{{orders, number}} · {{amount}}',
  'orders.closed': 'Orders open once the person is verified.',
  'orders.more': 'Show more',
  'orders.lines': '{{first}} and {{count, number}} more',
  'orders.noName': 'Product without a name',
  'orders.number': 'Order {{number}}',
  'orders.state.open': 'Ordered',
  'orders.state.sent': 'On its way',
  'orders.state.delivered': 'Delivered',
  'orders.state.cancelled': 'Cancelled',
  'orders.state.returned': 'Returned',
}
