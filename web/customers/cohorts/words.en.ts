/** English words of cohorts. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'Who came back',
  open: 'Who came back',
  hint: 'By the month in which we met them: the share who wrote, called, visited or bought again in each month after. Merged customers count once.',
  counted: 'counted until {{when}}',
  counting: 'Counting for the first time. With many customers this takes some minutes.',
  source: 'Met by',
  all: 'Everything',
  months: 'Period',
  'months.count': 'Last {{count, number}} months',
  month: '{{year}}-{{month}}',
  met: 'Met',
  later: '+{{count}} mo.',
  says: 'Of {{of, number}} customers met in {{month}}, {{count, number}} came back {{later}} months later, {{share}}',
  saysMet: '{{count, number}} customers met in {{month}}',
  empty: 'Nobody was met in this period',
  emptyHint: 'Choose a longer period, or any place.',
  rowsMet: 'Met in {{month}}',
  rowsLater: 'Met in {{month}}, back {{later}} months later',
  close: 'Close',
  more: 'Show more',
  last: 'last active {{when}}',
  file: 'File',
  back: 'Customers',
}
