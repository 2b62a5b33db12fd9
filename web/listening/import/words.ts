/** Words of files: what is brought in and what is taken out. */
import { defineWords } from '../../platform/i18n.ts'
import { filesEn } from './words.en.ts'
import { filesKo } from './words.ko.ts'

export const words = defineWords('listening-files', filesKo, filesEn)
