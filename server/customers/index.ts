/**
 * Customers: who is speaking. Every author of a mention becomes an identity of a customer; what they said and what we
 * answered stands on one timeline, summed on the customer. Strangers are customers too: nobody has to be entered by hand.
 */
export { letItemsGo } from './actions/letting.ts'
export { ensureCustomers, meetAuthors, type NewActivity, recordActivities } from './actions/meeting.ts'
export { customersByIds } from './actions/people.ts'
export { customersChanged } from './events.ts'
export { nameQuery } from './names.ts'
export type { CustomersTables } from './tables.ts'
