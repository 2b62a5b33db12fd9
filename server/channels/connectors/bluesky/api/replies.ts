/** Replies: a record with a key of our own, so that the same delivery is the same record however often it is sent. */
import { z } from 'zod'
import type { Asked, Failure, Outgoing, Outside, Sent } from '../../../connector.ts'
import { facetsOf, findFacets } from '../facets.ts'
import { postUrl, rawPost, type StrongRef } from '../map.ts'
import { postCollection, readAtUri } from '../tid.ts'
import { visit } from './session.ts'
import { xrpc } from './xrpc.ts'

const resolved = z.object({ did: z.string() })
const threadRoot = z.object({
  reply: z
    .object({ root: z.object({ uri: z.string(), cid: z.string() }) })
    .optional()
    .catch(undefined),
})

/** `com.atproto.repo.putRecord` under the delivery's key: repeating it changes nothing. */
export const sendReply = async (outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Sent> => {
  const place = readAtUri(outgoing.remoteId ?? '')
  const target = rawPost.safeParse(outgoing.target?.raw)
  if (!place || !target.success)
    return { kind: 'failed', failure: { class: 'bad_content', code: 'channels.target_gone' } }
  const parent: StrongRef = { uri: target.data.uri, cid: target.data.cid }
  const thread = threadRoot.safeParse(target.data.record)
  const root = (thread.success ? thread.data.reply?.root : undefined) ?? parent
  const facets = facetsOf(outgoing.text, await resolveMentions(outside, outgoing, signal))
  const session = visit(outside, outgoing.account, signal)
  const answer = await session.call({
    method: 'com.atproto.repo.putRecord',
    input: {
      repo: place.did,
      collection: place.collection,
      rkey: place.rkey,
      record: {
        $type: postCollection,
        text: outgoing.text,
        ...(facets.length > 0 ? { facets } : {}),
        reply: { root, parent },
        createdAt: outgoing.plannedAt.toISOString(),
      },
    },
  })
  if (answer.ok && names(answer.data, outgoing.remoteId)) return { ...arrived(outgoing, place.rkey), ...session.kept() }
  if (answer.ok) return { kind: 'unknown', failure: unreadable, ...session.kept() }
  const kind = answer.mayHaveArrived ? 'unknown' : 'failed'
  return { kind, failure: answer.failure, ...session.kept() }
}

/** Reads the record back. Anybody may: no session is needed. */
export const askReply = async (outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Asked> => {
  const place = readAtUri(outgoing.remoteId ?? '')
  if (!place) return { kind: 'absent' }
  const answer = await xrpc(outside, {
    service: outgoing.account.service,
    method: 'com.atproto.repo.getRecord',
    params: { repo: place.did, collection: place.collection, rkey: place.rkey },
    signal,
  })
  if (answer.ok) {
    const isOurs = names(answer.data, outgoing.remoteId)
    return isOurs ? arrived(outgoing, place.rkey) : { kind: 'unknown', failure: unreadable }
  }
  if (answer.error === 'RecordNotFound') return { kind: 'absent' }
  return { kind: 'unknown', failure: answer.failure }
}

const record = z.object({ uri: z.string() })
const unreadable: Failure = { class: 'try_again', code: 'channels.answer_unreadable' }

/** Whether the answer speaks of our record: an answer of any other shape proves nothing. */
const names = (data: unknown, uri: string | null): boolean => record.safeParse(data).data?.uri === uri

const arrived = (outgoing: Outgoing, rkey: string) => ({
  kind: 'sent' as const,
  remoteId: outgoing.remoteId!,
  url: postUrl(outgoing.account.handle, rkey),
})

/** A handle that nobody has stays plain text. */
const resolveMentions = async (
  outside: Outside,
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<Map<string, string>> => {
  const handles = new Set(findFacets(outgoing.text).flatMap(found => (found.kind === 'mention' ? [found.handle] : [])))
  const dids = new Map<string, string>()
  for (const handle of handles) {
    const answer = await xrpc(outside, {
      service: outgoing.account.service,
      method: 'com.atproto.identity.resolveHandle',
      params: { handle },
      signal,
    })
    const parsed = answer.ok ? resolved.safeParse(answer.data) : null
    if (parsed?.success) dids.set(handle, parsed.data.did)
  }
  return dids
}
