/** Words of the ledger, the stance board and the team's measures. */
import { defineWords } from '../../platform/i18n.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const words = defineWords('ledger', ko, en)
