/** Words of the stages of customers in English. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'Customer stages',
  hint: 'Six meanings stay, because everything counts with them. Rename them, or add stages of your own within one.',
  add: 'Add a stage',
  addTo: 'Add a stage within “{{name}}”',
  name: 'Name',
  make: 'Add',
  save: 'Save',
  rename: 'Rename',
  reset: 'Back to its first name',
  remove: 'Hide',
  restore: 'Bring back',
  hidden: 'Hidden stages',
  actions: 'What to do with {{name}}',
  customers: '{{count, number}} customers',
  customers_one: '{{count, number}} customer',
  removed: '“{{name}}” is hidden. Whoever stood there is shown by its meaning.',
  renamed: 'The stage is now called {{name}}.',
  own: 'A stage of your own',
}
