/** The facts that channels announces. */
import { z } from 'zod'
import { fact, idsOf } from '../platform/outbox.ts'

/** Deliveries reached `sent`, `failed` or `unknown`: their ids. */
export const deliveriesSettled = fact('channels.deliveries_settled', idsOf)
/** Accounts were connected, changed, disconnected, or their health turned: their ids. */
export const accountsChanged = fact('channels.accounts_changed', idsOf)
/** Sources were added, paused, resumed, removed, brought something, or their health turned: their ids. */
export const sourcesChanged = fact('channels.sources_changed', idsOf)
/** Items lost their words because their network took them back: their ids, 1,000 at most. */
export const itemsRemoved = fact('channels.items_removed', idsOf)
/** Somebody liked, reposted or followed: ids of engagements. */
export const engagementsFound = fact('channels.engagements_found', idsOf)
/**
 * Messages of private threads that ask for nothing: what we said from elsewhere, and what a machine wrote. Ids of items.
 */
export const asidesReceived = fact('channels.asides_received', idsOf)
/** Files were brought, moved on or were taken back; `ids` are imports. */
export const importsChanged = fact('channels.imports_changed', idsOf)
/** Authors that came without a name have one now: their ids. */
export const authorsNamed = fact('channels.authors_named', idsOf)
/** Visitors of widgets wrote: ids of messages of chats, at most 2,000. */
export const chatsHeard = fact('channels.chats_heard', idsOf)
/** Visitors of widgets said who they are, or gave an address: ids of chats. */
export const chatsNamed = fact('channels.chats_named', idsOf)
/** Chats have something new for the widgets that show them: their ids. */
export const chatsChanged = fact('channels.chats_changed', idsOf)
/** Widgets were made, changed or removed: their ids. */
export const widgetsChanged = fact('channels.widgets_changed', idsOf)
/** The health of accounts or sources turned: their ids. Told within half a minute of the turn. */
export const healthChanged = fact('channels.health_changed', idsOf)
/** 80 % or all of a channel's budget for the month is spent, or somebody changed the budget. */
export const budgetsChanged = fact('channels.budgets_changed', z.object({ channels: z.array(z.string()).min(1) }))
