/** The facts that the inbox announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** Conversations were opened, or got a message, an outcome, an assignee, a state: their ids. */
export const conversationsChanged = fact('inbox.conversations_changed', idsOf)
