/** The promise: how soon a customer is answered. */

/** Minutes from the customer's message to the answer. */
export const targetMinutes = 60

/** The days over which answers are measured, and the days before them that they are compared with. */
export const measuredDays = 7

/** A share in [0, 1], or null where there is nothing to have a share of. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
