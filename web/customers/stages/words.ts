/** Words of the stages of customers. */
import { defineWords } from '../../platform/i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('stages', ko, en)
