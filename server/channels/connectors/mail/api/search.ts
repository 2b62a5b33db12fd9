/** Searching a folder, where a search that failed is told from one that found nothing. */
import type { ImapFlow, SearchObject } from 'imapflow'

/** UIDs, ascending. @throws where the server did not answer: imapflow says `false` then, and no mail must be lost or doubled by it. */
export const searchFor = async (client: ImapFlow, query: SearchObject): Promise<number[]> => {
  const found = await client.search(query, { uid: true })
  if (found === false || found === undefined) throw new Error('the search was not answered')
  return found.toSorted((a, b) => a - b)
}
