/** English words of files about people. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  'imports.title': 'Import',
  'imports.open': 'See customers',
}
