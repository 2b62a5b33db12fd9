/** The AT Protocol's JSON as our nouns. */
import { z } from 'zod'
import type { Incoming, Named } from '../../connector.ts'
import { readAtUri } from './tid.ts'

const strongRef = z.object({ uri: z.string(), cid: z.string() })
export type StrongRef = z.infer<typeof strongRef>

/** What of a post's record is read; everything else stays in the raw form. */
const postRecord = z.object({
  text: z.string().default(''),
  createdAt: z.string().optional().catch(undefined),
  langs: z.array(z.string()).optional().catch(undefined),
  reply: z.object({ root: strongRef, parent: strongRef }).optional().catch(undefined),
  facets: z
    .array(z.object({ features: z.array(z.object({ $type: z.string().optional(), did: z.string().optional() })) }))
    .optional()
    .catch(undefined),
  embed: z
    .object({
      record: z
        .object({ uri: z.string().optional(), record: strongRef.optional().catch(undefined) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})

/** A post as any of the ways in hands it over, and as it is archived: what an answer needs of it is inside. */
export const rawPost = z.object({
  uri: z.string(),
  cid: z.string(),
  record: z.unknown(),
  /** Of a notification: why, and about which post of ours. */
  reason: z.string().optional(),
  reasonSubject: z.string().optional(),
})
export type RawPost = z.infer<typeof rawPost>

/** A post as an incoming item; null for what is no post (no text record, a broken address). */
export const incomingOf = (raw: RawPost, author: Named, revision = ''): Incoming | null => {
  const parsed = postRecord.safeParse(raw.record)
  const address = readAtUri(raw.uri)
  if (!parsed.success || !address) return null
  const record = parsed.data
  const quoted = record.embed?.record?.uri ?? record.embed?.record?.record?.uri
  return {
    remoteId: raw.uri,
    revision,
    kind: record.reply ? 'reply' : quoted === undefined ? 'post' : 'quote',
    title: null,
    text: record.text,
    url: postUrl(author.handle ?? address.did, address.rkey),
    author,
    inReplyToRemoteId: record.reply?.parent.uri ?? null,
    rootRemoteId: record.reply?.root.uri ?? null,
    addressedTo: addressees(record, quoted),
    publishedAt: dateOf(record.createdAt),
    language: record.langs?.[0] ?? null,
    raw,
  }
}

/** The answered one first, then those it names, then the quoted one; each once. */
const addressees = (record: z.infer<typeof postRecord>, quoted: string | undefined): string[] => {
  const named = (record.facets ?? [])
    .flatMap(facet => facet.features)
    .flatMap(feature => (feature.$type === 'app.bsky.richtext.facet#mention' && feature.did ? [feature.did] : []))
  const owners = [record.reply?.parent.uri, quoted].map(uri => (uri === undefined ? null : readAtUri(uri)?.did))
  return [...new Set([owners[0], ...named, owners[1]].filter(did => did !== null && did !== undefined))]
}

const dateOf = (text: string | undefined): Date | null => {
  const at = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at)
}

/** Where people read a post; a DID stands in for a handle. */
export const postUrl = (handleOrDid: string, rkey: string): string =>
  `https://bsky.app/profile/${handleOrDid}/post/${rkey}`

export const profileUrl = (handleOrDid: string): string => `https://bsky.app/profile/${handleOrDid}`

/** A profile of any size as the AppView shows it. */
export const profile = z.object({
  did: z.string(),
  handle: z.string(),
  displayName: z.string().optional().catch(undefined),
  avatar: z.string().optional().catch(undefined),
  followersCount: z.number().int().optional().catch(undefined),
})

export const namedOf = (shown: z.infer<typeof profile>): Named => {
  const handle = knownHandle(shown.handle)
  return {
    remoteId: shown.did,
    handle,
    displayName: shown.displayName?.trim() || null,
    url: profileUrl(handle ?? shown.did),
    avatarUrl: shown.avatar ?? null,
    followers: shown.followersCount ?? null,
  }
}

/** `handle.invalid` is what the network shows for a handle that does not point back. */
const knownHandle = (handle: string): string | null => (handle === 'handle.invalid' ? null : handle)

/** Nobody but a DID: names come later. */
export const namelessOf = (did: string): Named => ({
  remoteId: did,
  handle: null,
  displayName: null,
  url: profileUrl(did),
  avatarUrl: null,
  followers: null,
})

const hangul = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/

/**
 * Whether a streamed post can be of interest: Korean or English by its own claim or its letters, without a claim, or
 * addressed to somebody (who may be us).
 */
export const isOfInterest = (incoming: Incoming, langs: readonly string[] | undefined): boolean =>
  langs === undefined ||
  langs.length === 0 ||
  langs.some(lang => /^(ko|en)\b/i.test(lang)) ||
  incoming.addressedTo.length > 0 ||
  hangul.test(incoming.text)

const claimed = z.object({ langs: z.array(z.string()) })

export const claimedLanguages = (record: unknown): readonly string[] | undefined => {
  const parsed = claimed.safeParse(record)
  return parsed.success ? parsed.data.langs : undefined
}
