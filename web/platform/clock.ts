/** The web's one clock: the only place that asks what time it is. */

/** This instant. */
export const readClock = (): Date => new Date()

/** Milliseconds since 1970 of this instant. */
export const readMs = (): number => Date.now()
