/** Places that customers offers to later rooms, and to parts of its own that stand in folders beside. */
import { defineSlot } from '../platform/slots.tsx'

/** A section about one customer, on their profile and beside a conversation with them (`besides` is that one's id). */
export const customerPanel = defineSlot<{ customerId: string; besides?: string | undefined }>('customer.panel')

/** Below the identities, on the profile and beside a conversation: what speaks for it that others are the same person. */
export const customerEvidence = defineSlot<{ customerId: string }>('customer.evidence')

/** On the profile, below channel and time: consent, visits, and how else they may be reached. */
export const customerContact = defineSlot<{ customerId: string }>('customer.contact')

/** On the profile, below value and cost: orders. */
export const customerOrders = defineSlot<{ customerId: string }>('customer.orders')
