/** Places in a queue, as cursors hold them: an instant (or no clock at all) and the ticket's id. */
import { invalid } from '../platform/errors.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** How PostgreSQL writes the instant after all others: where tickets without a clock stand. */
const never = 'infinity'

export interface Place {
  at: string
  id: string
}

/** @throws invalid('cursor') for values that no queue has. */
export const placeOf = (values: readonly (string | number)[] | null): Place | null => {
  if (values === null) return null
  const [at, id] = values.map(String) as [string, string]
  if (!uuid.test(id)) throw invalid('cursor', 'bad_cursor')
  if (at === never) return { at, id }
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime()) || !/^\d{4}-/.test(instant.toISOString())) throw invalid('cursor', 'bad_cursor')
  return { at: instant.toISOString(), id }
}

/** Of queues that stand by a whole number. @throws invalid('cursor') */
export const rankPlaceOf = (values: readonly (string | number)[] | null): Place | null => {
  if (values === null) return null
  const [at, id] = values
  if (!Number.isSafeInteger(at) || !uuid.test(String(id)) || Math.abs(Number(at)) > 2_147_483_647)
    throw invalid('cursor', 'bad_cursor')
  return { at: String(at), id: String(id) }
}

export const placeAt = (at: Date | null, id: string): [string, string] => [at?.toISOString() ?? never, id]
