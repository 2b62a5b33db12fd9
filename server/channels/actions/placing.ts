/** Finds the thread of messages whose network names none: by what they follow, else by subject and author. */
import type { Ctx } from '../../platform/ctx.ts'
import type { Incoming } from '../connector.ts'
import { knownRoots, lastSaid } from '../store/roots.ts'
import { bareSubject } from '../subjects.ts'

/** How long after an author's last words an answer without any reference still belongs to them. */
const windowMs = 14 * 86_400_000

interface Placed {
  incoming: Incoming
  remoteId: string
}

/**
 * The same batch with the root of each thread: the nearest step that is known decides, also one of this batch; where none
 * is, the oldest that the message names. @param storable a remote id as the store keeps it.
 */
export const placeInThreads = async <P extends Placed>(
  ctx: Ctx,
  channel: string,
  batch: readonly P[],
  storable: (remoteId: string) => string,
): Promise<P[]> => {
  if (!batch.some(({ incoming }) => incoming.thread)) return [...batch]
  const named = batch.flatMap(({ incoming }) => incoming.thread?.follows.map(storable) ?? [])
  const roots = await knownRoots(ctx, channel, [...new Set(named)])
  const placed = new Map<P, P>()
  for (const one of byTime(batch)) {
    const root = await rootOf(ctx, channel, one, roots, storable)
    roots.set(one.remoteId, root ?? one.remoteId)
    placed.set(one, one.incoming.thread ? { ...one, incoming: { ...one.incoming, rootRemoteId: root } } : one)
  }
  return batch.map(one => placed.get(one)!)
}

/** Answers of one batch come after what they answer, as far as their clocks are right. */
const byTime = <P extends Placed>(batch: readonly P[]): P[] =>
  batch.toSorted((a, b) => (a.incoming.publishedAt?.getTime() ?? 0) - (b.incoming.publishedAt?.getTime() ?? 0))

const rootOf = async (
  ctx: Ctx,
  channel: string,
  { incoming, remoteId }: Placed,
  roots: ReadonlyMap<string, string>,
  storable: (remoteId: string) => string,
): Promise<string | null> => {
  const { thread } = incoming
  if (!thread) return incoming.rootRemoteId
  const known = thread.follows
    .map(storable)
    .toReversed()
    .map(id => roots.get(id))
    .find(root => root !== undefined)
  const root =
    known ?? (thread.follows[0] === undefined ? await rootBySubject(ctx, channel, incoming) : thread.follows[0])
  return root === null || storable(root) === remoteId ? null : root
}

const rootBySubject = async (ctx: Ctx, channel: string, incoming: Incoming): Promise<string | null> => {
  const { subject, scope } = incoming.thread!
  if (subject === null) return null
  const at = Math.min(incoming.publishedAt?.getTime() || ctx.now.getTime(), ctx.now.getTime())
  const said = await lastSaid(ctx, {
    channel,
    authorRemoteId: incoming.author.remoteId,
    scope,
    after: new Date(at - windowMs),
    before: new Date(at),
  })
  return said.find(one => bareSubject(one.title) === subject)?.root ?? null
}
