/**
 * Inbox: answering. What customers say to us becomes one conversation for each customer and thread, with one ticket that
 * has an owner, a clock and a state; answers go out through channels, and how they ended comes back as a fact.
 */
export { openForMentions } from './actions/opening.ts'
export { type PastReply, recordReplies, recordSilences, takeNewest } from './actions/rehearsing.ts'
export { conversationsChanged } from './events.ts'
export { itemsInConversations } from './store/holding.ts'
export type { InboxTables } from './tables.ts'
