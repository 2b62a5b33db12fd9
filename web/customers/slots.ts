/** Places that customers offers to later rooms. */
import { defineSlot } from '../platform/slots.tsx'

/** A section about one customer, on their profile and beside a conversation with them (`besides` is that one's id). */
export const customerPanel = defineSlot<{ customerId: string; besides?: string | undefined }>('customer.panel')
