/** Who writes in a chat on our own pages: named by the page's server, which proves it, or by themselves, which proves nothing. */
import { type NamedVisitor, namedVisitors } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Claim, tellOfLeaves } from './claims.ts'
import { ensureCustomers } from './meeting.ts'

/** Hears that visitors said who they are. Devices of one person share that person's key, and so become one. */
export const meetVisitors = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const visitors = await namedVisitors(ctx, input.ids)
  const leaves = await ensureCustomers(
    ctx,
    visitors.map(visitor => visitor.authorId),
  )
  // Each alone: two that share a key are two leaves of one claim.
  for (const visitor of visitors) {
    const leafId = leaves.get(visitor.authorId)
    if (leafId !== undefined) await tellOfLeaves(ctx, [{ leafId, claim: claimOf(ctx, visitor) }])
  }
}

const claimOf = (ctx: Ctx, { widgetId, chatId, person, claims, name, email }: NamedVisitor): Claim => ({
  key:
    person === null
      ? { kind: 'visitor', namespace: widgetId, value: chatId }
      : // Ids of people are unique within a page's server: the 17th member of one shop is not that of another.
        { kind: 'external', namespace: `chat_${widgetId.slice(-12)}`, value: person },
  keys: [
    ...(claims?.email
      ? [{ kind: 'email' as const, namespace: '', value: claims.email, isVerified: claims.isEmailVerified }]
      : email === null
        ? []
        : [{ kind: 'email' as const, namespace: '', value: email, isVerified: false }]),
    ...(claims?.phone
      ? [{ kind: 'phone' as const, namespace: '', value: claims.phone, isVerified: claims.isPhoneVerified }]
      : []),
  ],
  attributes: [
    ...(claims?.name
      ? [{ name: 'name', value: claims.name, isVerified: true }]
      : name === null
        ? []
        : [{ name: 'name', value: name }]),
    ...(claims?.birthDate ? [{ name: 'birth_date', value: claims.birthDate, isVerified: true }] : []),
  ],
  seenAt: ctx.now,
  source: { kind: 'web', id: widgetId },
})
