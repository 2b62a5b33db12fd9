/** Words of the status of the installation in English. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'Status',
  hint: 'How this installation is, looked at every minute. What is bad twice in a row is told to owners and administrators on screen and by mail.',
  well: 'All is well',
  alarm: 'Something needs you',
  alarms: '{{count}} alarms',
  alarms_one: '{{count}} alarm',
  since: 'since {{when}}',
  disk: 'Free beside the data',
  memory: 'Memory of this process',
  database: 'Database',
  growth: '{{size}} a day',
  backup: 'Last archive',
  never: 'None',
  waiting: 'Jobs that wait',
  oldest: 'the oldest {{minutes, number}} min',
  failed: 'Failed jobs',
  workers: 'Workers alive',
  of: 'of {{size}}',
  channels: 'Connections',
  channelsWell: 'All well',
  channelsBad: '{{count, number}} in trouble',
  checks: 'What was looked at',
  'state.good': 'Well',
  'state.advice': 'Advice',
  'state.warning': 'Warning',
  'state.wrong': 'Wrong',
}
