/** English words of the apology playbook. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  start: 'Apology',
  'start.title': 'Begin the apology playbook',
  'start.hint': 'For a fault that is ours: acknowledge, fix, apologise and follow up, each in time.',
  'start.reason': 'What went wrong?',
  'start.verb': 'Begin',
  'start.done': 'The apology playbook has begun.',
  offer: 'A fault of ours is confirmed. See it through with the apology playbook?',
  label: 'Apology playbook',
  'step.acknowledge': 'Acknowledge',
  'step.fix': 'Fix',
  'step.apologise': 'Apologise',
  'step.follow_up': 'Follow up',
  'hint.acknowledge': 'Answer that you know what happened.',
  'hint.fix': 'Put it right, then press “Done”.',
  'hint.apologise': 'Say what was wrong and what was done about it.',
  'hint.follow_up': 'Ask again whether all is well.',
  byAnswer: 'Your next answer does this step.',
  done: 'Done',
  undone: 'Not done',
  doneBy: '{{name}} · {{at}}',
  ended: 'The apology is complete',
  calledOff: 'The apology was called off',
  callOff: 'Call off',
  goOn: 'Go on',
  left: '{{time}} left',
  over: '{{time}} late',
  'chip.late': '{{step}} is late',
  'chip.next': 'Next: {{step}}',
}
