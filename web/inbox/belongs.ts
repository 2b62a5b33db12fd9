/** Pure: whose queue a conversation is in, also between a change on screen and the server's answer. */
import type { Conversation, Queue } from '../../contract/inbox.ts'

/** Whether a conversation still belongs to a queue of the member. */
export const belongs = (conversation: Pick<Conversation, 'ticket'>, queue: Queue, memberId: string): boolean => {
  const { state, assignee } = conversation.ticket
  if (queue === 'resolved') return state === 'resolved'
  if (state !== 'open') return false
  if (queue === 'mine') return assignee?.memberId === memberId
  return queue === 'open' || assignee === null
}
