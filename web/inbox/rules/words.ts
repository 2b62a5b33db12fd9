/** Words of the rules and macros in the settings. */
import { defineWords } from '../../platform/i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('rules', ko, en)
