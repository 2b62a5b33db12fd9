/** The transaction as everybody but a store sees it: something to hand on. */
import type { Transaction } from 'kysely'

/** Stores alone look inside, through `tables()`. */
export type Tx = Transaction<unknown>
