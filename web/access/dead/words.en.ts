/** Words of piles of dead jobs in English. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'By what they failed of',
  count: '{{count, number}} jobs',
  count_one: '{{count, number}} job',
  retry: 'Retry all',
  discard: 'Discard all',
  retried: '{{count, number}} jobs are back in their queues.',
  discarded: '{{count, number}} jobs were discarded.',
  sureTitle: 'Discard {{count, number}} jobs?',
  sure: 'This cannot be undone. There may be answers that were not sent among them, or posts that were not fetched.',
  last: 'last failed {{when}}',
}
