/** What a conversation is about, for the choice of the account that answers: trouble is care's, the rest may be marketing's. */
import type { Reading } from '../../contract/understanding.ts'

/** Words that marketing may answer where no trouble is with them. */
const marketingIntents = new Set(['purchase', 'recommendation', 'praise', 'suggestion'])

/** Care, unless the words are plainly something else: what nobody read is answered as trouble. */
export const matterOf = (
  reading: Pick<Reading, 'intents' | 'sentiment' | 'urgency'> | undefined,
): 'care' | 'marketing' => {
  const intents = reading?.intents ?? []
  if (intents.length === 0 || reading?.urgency === 'high' || reading?.sentiment?.label === 'negative') return 'care'
  return intents.every(intent => marketingIntents.has(intent.label)) ? 'marketing' : 'care'
}
