/** What the demo holds, so that every page of the list can be held to it. */
import { createInvitation, listMembers } from '../contract/access.ts'
import { listCustomers } from '../contract/customers.ts'
import { getConversation, listConversations } from '../contract/inbox.ts'
import { listMentions, listTopics } from '../contract/listening.ts'
import type { Filled } from './filled.ts'

/** Reads what the demo holds, so that pages can be held to it. */
export const readPlaces = async ({ owner, demo }: Filled) => {
  const [topics, queue, customers, members, invitation] = await Promise.all([
    owner.ask(listTopics, {}, demo),
    owner.ask(listConversations, { queue: 'open' }, demo),
    owner.ask(listCustomers, {}, demo),
    owner.ask(listMembers, {}, demo),
    owner.ask(createInvitation, { role: 'agent', note: '' }, demo),
  ])
  const open = await owner.ask(getConversation, { conversationId: queue.items[0]!.id }, demo)
  // On a phone there is room for one topic: what is ours.
  const topic = topics.items.find(one => one.kind === 'brand')!
  const heard = await owner.ask(listMentions, { topicId: topic.id, limit: 1 }, demo)
  return {
    topic,
    mention: heard.items[0]!,
    conversation: open,
    customer: customers.items[0]!,
    member: members.items[0]!,
    invitation: invitation.link.split('/').at(-1)!,
  }
}

export type Places = Awaited<ReturnType<typeof readPlaces>>
