/** The shell's words. */
import { defineWords } from './i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('platform', ko, en)
