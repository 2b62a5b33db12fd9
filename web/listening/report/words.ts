/** Words of the numbers of listening. */
import { defineWords } from '../../platform/i18n.ts'
import { reportEn } from './words.en.ts'
import { reportKo } from './words.ko.ts'

export const words = defineWords('listening-report', reportKo, reportEn)
