/** The facts that customers announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** Customers were met for the first time, named, or something joined their timeline: their ids. */
export const customersChanged = fact('customers.customers_changed', idsOf)
