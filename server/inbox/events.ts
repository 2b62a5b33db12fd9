/** The facts that the inbox announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** Conversations were opened, or got a message, an outcome, an assignee, a state: their ids. */
export const conversationsChanged = fact('inbox.conversations_changed', idsOf)

/** A drill or a guided task began, went on or ended: their ids. */
export const drillsChanged = fact('inbox.drills_changed', idsOf)

/** Promises, calendars, the rota or a stand-in were changed; the ids say nothing. */
export const clocksSettled = fact('inbox.clocks_settled', idsOf)

/** Issues of the stance board were written, reviewed, archived, or gathered posts; ids of stances. */
export const stancesChanged = fact('inbox.stances_changed', idsOf)
/** Somebody rated a conversation: ids of answers. */
export const surveysChanged = fact('inbox.surveys_changed', idsOf)
