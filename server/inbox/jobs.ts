/** What the inbox hears. */
import { asidesReceived, deliveriesSettled, itemsRemoved } from '../channels/index.ts'
import { mentionsFound } from '../listening/index.ts'
import { type Job, reaction } from '../platform/job.ts'
import { forgetRemoved, settleReplies } from './actions/answering.ts'
import { hearAsides } from './actions/asides.ts'
import { openForMentions } from './actions/opening.ts'

export const jobs: readonly Job[] = [
  reaction({ name: 'inbox.open_conversations', hears: mentionsFound, run: openForMentions }),
  reaction({ name: 'inbox.hear_asides', hears: asidesReceived, run: hearAsides }),
  reaction({ name: 'inbox.settle_replies', hears: deliveriesSettled, run: settleReplies }),
  reaction({ name: 'inbox.forget_removed', hears: itemsRemoved, run: forgetRemoved }),
]
