/** Settings → satisfaction, in English. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'Satisfaction',
  hint: 'After a conversation is resolved people are asked once, where it was held. Nobody is asked twice in thirty days.',
  channels: 'Channels that ask',
  'channels.none': 'There is no channel to answer on yet. Connect one first.',
  'channels.address': 'Nobody can be asked: answers need an address. Set PUBLIC_URL.',
  'channels.public': 'On public channels anybody who sees the link can answer.',
  on: 'Turn on',
  off: 'Turn off',
  numbers: 'Last 90 days',
  asked: '{{asked, number}} asked · {{answered, number}} answered',
  satisfied: 'Satisfied (4–5): {{share}} (95 % interval {{low}}–{{high}})',
  none: 'No answer yet',
  byAgent: 'By agent',
  byChannel: 'By channel',
  later: 'What they said later',
  'later.resolved': 'Of {{of, number}} customers who were helped, {{share}} said something good within 60 days',
  'later.unresolved': 'Of {{of, number}} who were not, {{share}}',
  'later.difference': 'Difference {{value}} (95 % interval {{low}}–{{high}})',
  'later.warning':
    'Do not read this as the effect of our help: easy questions and people who liked us already are resolved more often, and happy people may speak more.',
  rows: 'Answers',
  open: 'Open conversation',
}
