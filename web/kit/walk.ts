/**
 * Where a hand on j and k stands in a list whose active row is drawn a moment later, as when each row has an address of its own: keys that
 * come before the page has followed count from where the hand is, not from what is still drawn.
 */
export interface Walk {
  readonly at: string | null
  /** Rows that were reached and may yet be drawn, on the way to `at`. */
  readonly ahead: readonly string[]
}

export const standAt = (id: string | null): Walk => ({ at: id, ahead: [] })

/** A key moved on to this row. */
export const step = (walk: Walk, id: string): Walk => ({ at: id, ahead: [...walk.ahead, id] })

/** Another row is drawn as active now: one of those on the way changes nothing, any other is where the hand stands. */
export const drawn = (walk: Walk, id: string | null): Walk =>
  id !== null && id !== walk.at && walk.ahead.includes(id) ? walk : standAt(id)
