/** Words of the web tracker, calls, consent and privacy. */
import { defineWords } from '../../platform/i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('touch', ko, en)
