/** Verbs of authority: limits that an administrator sets, grants in conversations, approvals above the limit, the log. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/authority.ts'
import type { Authority, Decision, Grant, Limit } from '../../../contract/inbox/authority.ts'
import { listMembers, roleKeys } from '../../access/index.ts'
import { contentTypes, type WrittenCell, writeTable } from '../../channels/index.ts'
import { announce } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import type { Download, InTransaction } from '../../platform/route.ts'
import { covers, limitOf } from '../authority.ts'
import { conversationsChanged } from '../events.ts'
import { placeAt, placeOf } from '../places.ts'
import { lockConversation } from '../store/conversations.ts'
import * as store from '../store/grants.ts'
import { conversationById } from '../store/queues.ts'
import type { ConversationRow } from '../tables.ts'

const nothing: Limit = { money: 0, coupon: 0, exception: false }
const exportedAtOnce = 100

export const getAuthority = async (ctx: Ctx): Promise<Authority> => {
  const kept = await store.findAuthority(ctx)
  const set = limitsIn(kept?.document)
  return {
    version: kept?.version ?? 0,
    limits: (await roleKeys(ctx)).map(role => ({ role, ...limitOf(role, set) })),
    secondPerson: kept?.document.secondPerson ?? 'always',
    own: await ownLimit(ctx, set),
    changedBy: kept?.changed_by ?? null,
    changedAt: kept?.changed_at.toISOString() ?? null,
  }
}

/** @throws 409 where somebody else changed it meanwhile */
export const saveAuthority = async (ctx: Ctx, input: Input<typeof contract.saveAuthority>): Promise<Authority> => {
  const before = await getAuthority(ctx)
  const { version, limits, secondPerson } = input
  const document = { limits: limits.filter(one => one.role !== 'owner'), secondPerson }
  if (!(await store.writeAuthority(ctx, document, version, actorName(ctx.actor))))
    throw conflict('inbox.authority_changed')
  const after = await getAuthority(ctx)
  const told = ({ limits: all, secondPerson: second }: Authority) => ({ limits: all, secondPerson: second })
  noteChange(ctx, { noun: 'authority', id: String(after.version), before: told(before), after: told(after) })
  return after
}

export const listGrants = async (ctx: Ctx, input: { conversationId: string }): Promise<{ items: Grant[] }> => {
  if ((await conversationById(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  const own = await ownLimit(ctx)
  return { items: (await store.findGrants(ctx, input.conversationId)).map(row => grantNoun(ctx, row, own)) }
}

/** Within the limit it is granted at once; above it, it waits for somebody who may. */
export const askGrant = async (ctx: Ctx, input: Input<typeof contract.askGrant>): Promise<Grant> => {
  const conversation = await lock(ctx, input.conversationId)
  const memberId = memberOf(ctx)
  const { kind, reason } = input
  const amount = input.amount ?? null
  if (kind !== 'exception' && amount === null) throw invalid('amount', 'inbox.grant_amount')
  if (kind === 'exception' && input.what === '') throw invalid('what', 'inbox.grant_what')
  const own = await ownLimit(ctx)
  const isWithin = covers(own, { kind, amount })
  const by = actorName(ctx.actor)
  const row = await store.insertGrant(ctx, {
    id: makeId(ctx.now),
    conversation_id: conversation.id,
    item_id: conversation.last_item_id,
    kind,
    amount,
    what: input.what,
    reason,
    state: isWithin ? 'granted' : 'waiting',
    asked_by_id: memberId,
    asked_by: by,
    decided_by: isWithin ? by : null,
  })
  await announce(ctx, conversationsChanged, { ids: [conversation.id] })
  return grantNoun(ctx, row, own)
}

/** The same decision again changes nothing. @throws 409 for the own one, above the own limit, or where another decision stands */
export const decideGrant = async (ctx: Ctx, input: Input<typeof contract.decideGrant>): Promise<Grant> => {
  await lock(ctx, input.conversationId)
  const row = await found(ctx, input)
  const byId = memberOf(ctx)
  const own = await ownLimit(ctx)
  if (row.state === input.decision && row.asked_by_id !== byId) return grantNoun(ctx, row, own)
  if (row.state !== 'waiting') throw conflict('inbox.grant_decided')
  if (row.asked_by_id === byId) throw conflict('inbox.grant_own')
  if (input.decision === 'granted' && !covers(own, row)) throw conflict('inbox.grant_above')
  const to = { state: input.decision, byId, by: actorName(ctx.actor), reason: input.reason }
  const decided = await store.settleGrant(ctx, row.id, ['waiting'], to)
  await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  return grantNoun(ctx, decided ?? row, own)
}

/** Only who asked takes it back. The same again changes nothing. */
export const withdrawGrant = async (ctx: Ctx, input: Input<typeof contract.withdrawGrant>): Promise<Grant> => {
  await lock(ctx, input.conversationId)
  const row = await found(ctx, input)
  const byId = memberOf(ctx)
  const own = await ownLimit(ctx)
  if (row.asked_by_id !== byId) throw forbidden('inbox.approve')
  if (row.state === 'withdrawn') return grantNoun(ctx, row, own)
  const to = { state: 'withdrawn' as const, byId, by: actorName(ctx.actor), reason: null }
  const taken = await store.settleGrant(ctx, row.id, ['waiting', 'granted'], to)
  if (taken === undefined) throw conflict('inbox.grant_decided')
  await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  return grantNoun(ctx, taken, own)
}

type Listing = store.Wanted & { limit: number; cursor?: string | undefined }

export const listDecisions = async (ctx: Ctx, input: Listing): Promise<Output<typeof contract.listDecisions>> => {
  const after = placeOf(readCursor(input.cursor, 2))
  const rows = await store.findDecisions(ctx, input, after, input.limit + 1)
  const page = cutPage(rows, input.limit, row => placeAt(row.askedAt, row.id))
  return { items: page.items.map(decisionNoun), next: page.next }
}

export const exportDecisions = async (ctx: Ctx, input: Input<typeof contract.exportDecisions>): Promise<Download> => {
  const { format, ...wanted } = input
  return {
    fileName: `maeari-decisions-${ctx.now.toISOString().slice(0, 10)}.${format}`,
    contentType: contentTypes[format],
    bytes: inTransaction => writeTable(format, headers, pagesOf(inTransaction, wanted)),
  }
}

const headers = [
  'asked_at',
  'kind',
  'amount_won',
  'what',
  'reason',
  'state',
  'asked_by',
  'decided_by',
  'decided_at',
  'decision_reason',
  'knew',
  'customer_name',
  'maeari_conversation',
]

async function* pagesOf(inTransaction: InTransaction, wanted: store.Wanted): AsyncGenerator<WrittenCell[][]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const asked: Listing = { ...wanted, limit: exportedAtOnce, ...(cursor ? { cursor } : {}) }
    const page: { items: Decision[]; next: string | null } = await inTransaction(ctx => listDecisions(ctx, asked))
    yield page.items.map(one => [
      one.askedAt,
      one.kind,
      one.amount,
      one.what,
      one.reason,
      one.state,
      one.askedBy,
      one.decidedBy,
      one.decidedAt,
      one.decisionReason,
      one.knew.join('; '),
      one.customerName,
      one.conversationId,
    ])
    cursor = page.next
  }
}

const limitsIn = (document: store.AuthorityDocument | undefined): Map<string, Limit> =>
  new Map((document?.limits ?? []).map(({ role, ...one }) => [role, one]))

/** What the caller grants alone: by their role; keys grant nothing. */
const ownLimit = async (ctx: Ctx, set?: ReadonlyMap<string, Limit>): Promise<Limit> => {
  const { actor } = ctx
  if (actor.kind !== 'member') return nothing
  const { items } = await listMembers(ctx)
  const role = items.find(member => member.id === actor.memberId)?.role
  return role === undefined ? nothing : limitOf(role, set ?? limitsIn((await store.findAuthority(ctx))?.document))
}

const lock = async (ctx: Ctx, conversationId: string): Promise<ConversationRow> => {
  const conversation = await lockConversation(ctx, conversationId)
  if (conversation === undefined) throw notFound('conversation')
  return conversation
}

const found = async (ctx: Ctx, input: { conversationId: string; grantId: string }): Promise<store.GrantRow> => {
  const row = await store.findGrant(ctx, input.conversationId, input.grantId)
  if (row === undefined) throw notFound('grant')
  return row
}

/** A grant is a person's: keys neither grant nor ask. */
const memberOf = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'member') throw forbidden('inbox.approve')
  return ctx.actor.memberId
}

const grantNoun = (ctx: Ctx, row: store.GrantRow, own: Limit): Grant => {
  const isOwn = ctx.actor.kind === 'member' && ctx.actor.memberId === row.asked_by_id
  const may = ctx.actor.kind === 'member' && ctx.actor.permissions.has('inbox.approve')
  return {
    id: row.id,
    conversationId: row.conversation_id,
    kind: row.kind,
    amount: row.amount,
    what: row.what,
    reason: row.reason,
    state: row.state,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
    isOwn,
    mayDecide: row.state === 'waiting' && may && !isOwn && covers(own, row),
  }
}

const decisionNoun = (row: store.DecisionRow): Decision => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})
