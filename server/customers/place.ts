/** The place in a list that is sorted by an instant and an id, as a cursor holds it. */
import { invalid } from '../platform/errors.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export interface Place {
  /** ISO 8601. */
  at: string
  id: string
}

/** @param values what the cursor held. @throws invalid('cursor') for values that no list of ours has. */
export const placeOf = (values: readonly (string | number)[] | null): Place | null => {
  if (values === null) return null
  const at = new Date(String(values[0]))
  const id = String(values[1])
  const isInstant = !Number.isNaN(at.getTime()) && /^\d{4}-/.test(at.toISOString())
  if (!isInstant || !uuid.test(id)) throw invalid('cursor', 'bad_cursor')
  return { at: at.toISOString(), id }
}
