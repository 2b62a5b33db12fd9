/** The words of the pages of web chat. */
import { defineWords } from '../../platform/i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('chat-widgets', ko, en)
