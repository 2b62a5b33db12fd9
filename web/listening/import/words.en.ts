/** English words of the files of posts: what is brought in, and what is taken out. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  'files.menu': 'Files',
  'import.title': 'Import',
  'import.more': 'Show more',
  'export.title': 'Export',
  'export.csv': 'Export as CSV',
  'export.xlsx': 'Export as Excel',
  'export.jsonl': 'Export as JSON Lines',
  'export.progress': 'Exporting {{rows, number}} of {{total}}',
  'export.many': 'more than {{count, number}}',
  'export.done': '{{rows, number}} rows were exported.',
  'export.list': 'Exports so far',
  'export.none': 'Nothing was exported yet.',
  'export.line': '{{name}} · {{format}} · {{rows, number}} rows',
  'export.cut': 'cut off',
  'import.topic': 'Topic for all',
  'import.topicHint': 'Without one, only what your topics want becomes a mention; the rest is kept.',
  'import.noTopic': 'Only what topics want',
  'import.channel': 'Channel',
  'import.channelHint': 'Of rows that do not say theirs.',
  'import.channelByRow': 'As each row says',
  'run.open': 'Open {{count, number}} mentions',
  'run.open_one': 'Open {{count, number}} mention',
  'run.openList': 'Go to the stream',
}
