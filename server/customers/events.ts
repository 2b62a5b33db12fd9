/** The facts that customers announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** Customers were met for the first time, named, merged or parted, or something joined their timeline: their ids. */
export const customersChanged = fact('customers.customers_changed', idsOf)

/** Events of pages were folded: the sites that they came from. */
export const webEventsTaken = fact('customers.web_events_taken', idsOf)

/** There is new evidence of who somebody is, an identity or an attribute: the ids of the leaves that have it. */
export const identitiesFound = fact('customers.identities_found', idsOf)

/** Leaves were joined or parted: the ids of all whose group is another now, and of those who stand for them. */
export const customersRegrouped = fact('customers.customers_regrouped', idsOf)
