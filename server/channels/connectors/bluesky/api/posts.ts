/** Posts and replies: a record with a key of our own, so that the same delivery is the same record however often it is sent. */
import { z } from 'zod'
import type { Asked, Failure, Outgoing, OutgoingMedia, Outside, ReplyPart, Sent } from '../../../connector.ts'
import { facetsOf, findFacets } from '../facets.ts'
import { postUrl, rawPost, type StrongRef } from '../map.ts'
import { postCollection, readAtUri } from '../tid.ts'
import { readCard } from './cards.ts'
import { type Visit, visit } from './session.ts'
import { type XrpcRefusal, xrpc } from './xrpc.ts'

const resolved = z.object({ did: z.string() })
const threadRoot = z.object({
  reply: z
    .object({ root: z.object({ uri: z.string(), cid: z.string() }) })
    .optional()
    .catch(undefined),
})

/** `com.atproto.repo.putRecord` under the delivery's key: repeating it changes nothing. */
export const sendPost = async (outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Sent> => {
  const place = readAtUri(outgoing.remoteId ?? '')
  const thread = threadOf(outgoing)
  if (!place || thread === undefined) return refused({ class: 'bad_content', code: 'channels.target_gone' })
  const session = visit(outside, outgoing.account, signal)
  const facets = facetsOf(outgoing.text, await resolveMentions(outside, outgoing, signal))
  const embed = await embedOf(outside, session, outgoing, signal)
  if ('refusal' in embed) return { ...refused(embed.refusal.failure), ...session.kept() }
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
        ...(thread === null ? {} : { reply: thread }),
        ...embed,
        createdAt: outgoing.plannedAt.toISOString(),
      },
    },
  })
  const version = answer.ok ? versionIn(answer.data, outgoing.remoteId) : null
  if (version !== null) return { ...arrived(outgoing, place.rkey, version), ...session.kept() }
  if (answer.ok) return { kind: 'unknown', failure: unreadable, ...session.kept() }
  const kind = answer.mayHaveArrived ? 'unknown' : 'failed'
  return { kind, failure: answer.failure, ...session.kept() }
}

const refused = (failure: Failure): Extract<Sent, { kind: 'failed' }> => ({ kind: 'failed', failure })

/** Where it hangs: null for a post of its own, undefined when what it answers is not there any more. */
const threadOf = (outgoing: Outgoing): { root: StrongRef; parent: StrongRef } | null | undefined => {
  const previous = outgoing.previous ? strongRef(outgoing.previous) : null
  if (outgoing.previous && previous === null) return undefined
  if (outgoing.target === null) return previous === null ? null : { root: previous, parent: previous }
  const target = rawPost.safeParse(outgoing.target.raw)
  if (!target.success) return undefined
  const answered: StrongRef = { uri: target.data.uri, cid: target.data.cid }
  const thread = threadRoot.safeParse(target.data.record)
  const root = (thread.success ? thread.data.reply?.root : undefined) ?? answered
  return { root, parent: previous ?? answered }
}

const strongRef = (one: { remoteId: string; version: string | null }): StrongRef | null =>
  one.version === null ? null : { uri: one.remoteId, cid: one.version }

/** Reads the record back. Anybody may: no session is needed. */
export const askPost = async (outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Asked> => {
  const place = readAtUri(outgoing.remoteId ?? '')
  if (!place) return { kind: 'absent' }
  const answer = await xrpc(outside, {
    service: outgoing.account.service,
    method: 'com.atproto.repo.getRecord',
    params: { repo: place.did, collection: place.collection, rkey: place.rkey },
    signal,
  })
  if (answer.ok) {
    const version = versionIn(answer.data, outgoing.remoteId)
    return version === null ? { kind: 'unknown', failure: unreadable } : arrived(outgoing, place.rkey, version)
  }
  if (answer.error === 'RecordNotFound') return { kind: 'absent' }
  return { kind: 'unknown', failure: answer.failure }
}

/** `com.atproto.repo.deleteRecord`, which says yes also to what is gone. */
export const withdrawPost: NonNullable<ReplyPart['withdraw']> = async (outside, { remoteId, account }, signal) => {
  const place = readAtUri(remoteId)
  if (place?.did !== account.remoteId)
    return { kind: 'failed', failure: { class: 'bad_content', code: 'channels.nothing_to_withdraw' } }
  const session = visit(outside, account, signal)
  const answer = await session.call({
    method: 'com.atproto.repo.deleteRecord',
    input: { repo: place.did, collection: place.collection, rkey: place.rkey },
  })
  return answer.ok
    ? { kind: 'done', ...session.kept() }
    : { kind: 'failed', failure: answer.failure, ...session.kept() }
}

const record = z.object({ uri: z.string(), cid: z.string() })
const unreadable: Failure = { class: 'try_again', code: 'channels.answer_unreadable' }

/** The CID of our record, when the answer speaks of it: an answer of any other shape proves nothing. */
const versionIn = (data: unknown, uri: string | null): string | null => {
  const parsed = record.safeParse(data)
  return parsed.success && parsed.data.uri === uri ? parsed.data.cid : null
}

const arrived = (outgoing: Outgoing, rkey: string, version: string) => ({
  kind: 'sent' as const,
  remoteId: outgoing.remoteId!,
  url: postUrl(outgoing.account.handle, rkey),
  version,
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

type Embed = { embed?: object } | { refusal: XrpcRefusal }

/** Its pictures; without any, a card of the first link. What is uploaded and never used is forgotten by the server. */
const embedOf = async (outside: Outside, session: Visit, outgoing: Outgoing, signal: AbortSignal): Promise<Embed> => {
  const media = outgoing.media ?? []
  if (media.length > 0) return embedPictures(session, media)
  const link = findFacets(outgoing.text).find(found => found.kind === 'link')
  const card = link === undefined ? null : await readCard(outside, link.uri, signal)
  return card === null ? {} : { embed: { $type: 'app.bsky.embed.external', external: card } }
}

const uploaded = z.object({ blob: z.looseObject({ ref: z.object({ $link: z.string() }) }) })

const embedPictures = async (session: Visit, media: readonly OutgoingMedia[]): Promise<Embed> => {
  const images: object[] = []
  for (const { bytes, contentType, width, height, alt } of media) {
    const answer = await session.call({ method: 'com.atproto.repo.uploadBlob', bytes: { bytes, contentType } })
    if (!answer.ok) return { refusal: answer }
    const parsed = uploaded.safeParse(answer.data)
    if (!parsed.success) return { refusal: { ...noBlob } }
    images.push({ alt, image: parsed.data.blob, aspectRatio: { width, height } })
  }
  return { embed: { $type: 'app.bsky.embed.images', images } }
}

const noBlob: XrpcRefusal = { ok: false, status: null, error: '', failure: unreadable, mayHaveArrived: false }
