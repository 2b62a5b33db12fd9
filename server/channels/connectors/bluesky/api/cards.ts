/** The card of a link: what the page says of itself, read through the guard, briefly and only at its beginning. */

import type { Outside } from '../../../connector.ts'
import { decodeBytes } from '../../../decode.ts'
import { failureOf } from '../../../failures.ts'
import { type Card, cardOf } from '../cards.ts'

const mostBytes = 1_000_000
const longestMs = 4000

/** Null where the page does not answer in time, is no page, or is not to be reached: the link stands without a card. */
export const readCard = async (outside: Outside, uri: string, signal: AbortSignal): Promise<Card | null> => {
  try {
    const answer = await outside.fetch(uri, {
      headers: { accept: 'text/html' },
      maxBytes: mostBytes,
      timeoutMs: longestMs,
      signal,
    })
    const type = answer.headers['content-type'] ?? ''
    if (answer.status !== 200 || !/^(text\/html|application\/xhtml)/i.test(type)) return null
    return cardOf(uri, decodeBytes(await answer.bytes(), type).text)
  } catch (error) {
    if (failureOf(error) === null) throw error
    return null
  }
}
