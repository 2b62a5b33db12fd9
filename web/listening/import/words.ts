/** Words of files: what is brought in and what is taken out. */
import { defineWords } from '../../platform/i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('listening-files', ko, en)
