/** Endpoints of the inbox. */
import * as api from '../../contract/inbox.ts'
import { on, type Route, type Visit } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import * as answering from './actions/answering.ts'
import * as queues from './actions/queues.ts'
import * as tickets from './actions/tickets.ts'

const reader = (visit: Visit) => readerLocale(visit.headers.get('accept-language') ?? undefined)

export const routes: readonly Route[] = [
  on(api.listConversations, queues.listConversations),
  on(api.getConversation, (ctx, input, visit) => queues.getConversation(ctx, input, reader(visit))),
  on(api.openConversation, (ctx, input, visit) => queues.openConversation(ctx, input, reader(visit))),
  on(api.reply, (ctx, input, visit) => answering.reply(ctx, input, reader(visit))),
  on(api.retryReply, (ctx, input, visit) => answering.retryReply(ctx, input, reader(visit))),
  on(api.withdrawReply, (ctx, input, visit) => answering.withdrawReply(ctx, input, reader(visit))),
  on(api.addNote, (ctx, input, visit) => answering.addNote(ctx, input, reader(visit))),
  on(api.assignTicket, tickets.assignTicket),
  on(api.resolveConversation, tickets.resolveConversation),
  on(api.reopenConversation, tickets.reopenConversation),
  on(api.getInboxSummary, queues.getInboxSummary),
]
