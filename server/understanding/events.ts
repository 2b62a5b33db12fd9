/** Facts that understanding announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** People corrected readings, or took corrections back; `ids` are items. */
export const readingsCorrected = fact('understanding.readings_corrected', idsOf)

/** Readings of older models were read again whole; `ids` are items. Corrections stand over the new ones. */
export const readingsRenewed = fact('understanding.readings_renewed', idsOf)

/** A question to the provider of deep reading was answered, or failed; `ids` are questions. */
export const providerAnswered = fact('understanding.provider_answered', idsOf)
