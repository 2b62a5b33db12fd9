/**
 * Inbox: answering. What customers say to us becomes one conversation for each customer and thread, with one ticket that
 * has an owner, a clock and a state; answers go out through channels, and how they ended comes back as a fact.
 */

export { startApology } from './actions/apologies.ts'
export {
  getClocks,
  getOnCall,
  saveClocks,
  saveOnCall,
} from './actions/clocks/settling.ts'
export { openDesk } from './actions/desk.ts'
export { erasePerson, holdOfPerson } from './actions/erasing.ts'
export { askGrant, listDecisions } from './actions/grants.ts'
export { getTeamSettings, saveTeamSettings } from './actions/measures.ts'
export { openForMentions } from './actions/opening.ts'
export { listConversations } from './actions/queues.ts'
export { type PastReply, recordReplies, recordSilences, takeNewest } from './actions/rehearsing.ts'
export { gatherMentions, listStanceMentions, listStances, writeStance } from './actions/stances.ts'
export { conversationsChanged } from './events.ts'
export { itemsInConversations } from './store/holding.ts'
export { customersInSight } from './store/sight.ts'
export type { InboxTables } from './tables.ts'
