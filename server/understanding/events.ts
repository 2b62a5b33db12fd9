/** Facts that understanding announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** People corrected readings, or took corrections back; `ids` are items. */
export const readingsCorrected = fact('understanding.readings_corrected', idsOf)
