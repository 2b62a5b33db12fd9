/** Reads a filter of the stream as its callers give it into what the store takes. */
import type { MentionFilter } from '../../../contract/listening.ts'
import { readFieldConditions } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { toTsquery } from '../../understanding/index.ts'
import type { StreamFilter } from '../store/stream.ts'

/** The same with conditions on the workspace's own fields, which are looked up. */
export const readStreamFilter = async (ctx: Ctx, input: MentionFilter): Promise<StreamFilter | null> => {
  const filter = readFilter(ctx, input)
  return filter && { ...filter, fields: await readFieldConditions(ctx, 'mention', input.field) }
}

/** Null when nothing can be found: the search holds no word, or a key, which is nobody's, asks for what is its own. */
export const readFilter = (ctx: Ctx, input: MentionFilter): StreamFilter | null => {
  const { q, from, to, owner, field: _lookedUp, ...rest } = input
  const search = q === undefined || q === '' ? undefined : toTsquery(q)
  const ownerId = owner !== 'me' ? owner : ctx.actor.kind === 'member' ? ctx.actor.memberId : null
  if (search === '' || ownerId === null) return null
  return {
    ...rest,
    owner: ownerId,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    search,
  }
}
