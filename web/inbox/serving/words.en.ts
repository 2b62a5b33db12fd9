/** English words of what serving a customer costs. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'Cost to serve',
  counted: 'Answers and calls that were taken, times what a contact on each channel costs.',
  row: '{{count, number}} × {{cost}}',
  open: '{{count, number}}, no cost set',
  missing: 'Channels without a cost are not added.',
  none: 'Set what a contact costs on each channel to see what serving this customer cost.',
  set: 'Set costs a contact',
}
