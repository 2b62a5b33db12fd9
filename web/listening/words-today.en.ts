/** Listening's English words of 오늘. */
import type { English } from '../platform/i18n.ts'
import type { todayKo } from './words-today.ko.ts'

export const todayEn: English<typeof todayKo> = {
  'today.unanswered': 'Unanswered complaints',
  'today.unansweredNote': '{{share}} of {{total}} negative, 7 days',
  'today.unansweredNone': 'No negative mentions in 7 days',
  'today.mood': 'Mood',
  'today.moodUp': 'Up {{by}} on last week',
  'today.moodDown': 'Down {{by}} on last week',
  'today.moodSame': 'As last week',
  'today.moodNoBefore': 'No mentions last week',
  'today.moodNone': 'No mentions in 7 days',
  'today.moodHow': '(positive − negative) ÷ all, last 7 days',
  'today.volume': 'Mentions today',
  'today.volumeBefore': '{{before}} by {{hour}}:00 last week',
  'today.volumeDay': '{{before}} on the same day last week',
  'today.so.spike':
    'Since {{hour}}:00 there were <b>{{total}} mentions</b> in an hour, <b>{{times}} times</b> the {{before}} of last week.',
  'today.so.spikeNew': 'Since {{hour}}:00 there were <b>{{total}} mentions</b> in an hour; last week there were none.',
  'today.so.spikeLink': 'See that hour',
  'today.so.negative':
    '<b>{{share}}</b> of today’s mentions are negative; on the same day last week it was {{before}}.',
  'today.so.negativeFirst': '<b>{{share}}</b> of today’s {{total}} mentions are negative.',
  'today.so.negativeLink': 'See the negative ones',
  'today.so.waiting_one':
    '<b>{{total}} complaint</b> waits for an answer: {{share}} of the negative mentions of 7 days.',
  'today.so.waiting': '<b>{{total}} complaints</b> wait for an answer: {{share}} of the negative mentions of 7 days.',
  'today.so.waitingLink': 'See those that wait',
  'today.so.channel': 'This week we heard most from <b>{{channel}}</b>: {{total}} mentions, <b>{{share}}</b> of all.',
  'today.so.channelLink': 'See {{channel}}',
  'today.chart': 'Volume and sentiment',
  'today.chartNote': 'by the hour · last week in grey',
  'today.chartLabel':
    'Mentions of today by the hour: {{total}} in all, {{negative}} of them negative; {{before}} on the same day last week.',
  'today.total': 'All',
  'today.negative': 'Negative',
  'today.before': 'Last week',
  'today.ledger': 'Silence ledger',
  'today.ledgerNote': '{{total}} in 7 days',
  'today.ledgerLabel': 'How the mentions of the last 7 days ended: {{parts}}',
  'today.next': 'Next step',
  'today.emptyTitle': 'Ready to hear the first voice?',
  'today.emptyHint': 'Make a topic and connect a place to listen to, and today’s numbers gather here.',
  'today.waitingTitle': 'Listening',
  'today.waitingHint': 'Following {{topics}} topics over {{sources}} sources. Numbers appear with the first post.',
  'today.stepTopic': 'Make a topic',
  'today.stepTopicHint': 'What you want to find out, in one sentence',
  'today.stepSource': 'Connect a place to listen to',
  'today.stepSourceHint': 'Blogs, news, Bluesky',
  'today.stepDone': 'Done',
}
