/** The kit's English words. */
import type { English } from '../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  retry: 'Try again',
  loading: 'Loading',
  loadingMore: 'Loading more',
  copy: 'Copy',
  copied: 'Copied',
  'error.title': 'This could not be loaded',
  'error.id': 'Error {{id}}',
  'forbidden.title': 'You may not see this',
  'sentiment.positive': 'Positive',
  'sentiment.neutral': 'Neutral',
  'sentiment.negative': 'Negative',
  'sentiment.mixed': 'Mixed',
  'sentiment.none': 'Not read yet',
  'sentiment.sure': 'confidence {{value}}',
  optional: 'optional',
}
