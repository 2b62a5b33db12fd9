/**
 * Customers: who is speaking. Whoever writes, calls, visits or buys becomes a leaf with its identities; leaves that are one
 * person are merged, and can be parted again exactly. What they did, received and did not receive stands on one timeline.
 * Strangers are customers too: nobody has to be entered by hand.
 */
export { type CallSource, takeCalls } from './actions/calls.ts'
export { type Claim, type ClaimKey, keyText, takeClaims } from './actions/claims.ts'
export { countSoon } from './actions/cohorts.ts'
export { mayContact, minorsAmong, type ToldConsent, takeConsents } from './actions/consents.ts'
export { joinByMachine, type MachineJoin } from './actions/grouping.ts'
export { peopleFiles } from './actions/imports/kinds.ts'
export { letItemsGo } from './actions/letting.ts'
export { setCustomerFields } from './actions/marks.ts'
export { ensureCustomers, meetAuthors, type NewActivity, recordActivities } from './actions/meeting.ts'
export { customersByIds, listCustomers } from './actions/people.ts'
export { type PlayedOrder, type PlayedVisit, playShopping } from './actions/playing.ts'
export { eraseLeaves, holdOfPerson } from './actions/privacy.ts'
export { listSites } from './actions/sites.ts'
export { createStage } from './actions/stages.ts'
export { verifyCustomer } from './actions/verifying.ts'
export { areCalls, type Call, callColumns, joinLegs, readCallRow } from './calls/records.ts'
export { customersChanged, customersRegrouped, identitiesFound } from './events.ts'
export { nameQuery } from './names.ts'
export { type Phone, readPhone, showPhone } from './phone.ts'
export { leavesOf, shownOf } from './store/leaves.ts'
export type { Sight } from './store/sight.ts'
export type { Held, Keeper, Subject } from './subject.ts'
export type { CustomersTables } from './tables.ts'
