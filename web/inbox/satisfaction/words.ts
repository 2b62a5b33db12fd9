/** The words of the page of satisfaction. */
import { defineWords } from '../../platform/i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('satisfaction', ko, en)
