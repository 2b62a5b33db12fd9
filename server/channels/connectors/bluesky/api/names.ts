/** Who is behind a DID: by the AppView for the public network, by the PDS for servers of one's own. */
import { z } from 'zod'
import type { Failure, Named, Outside } from '../../../connector.ts'
import { namedOf, profile } from '../map.ts'
import { isPublicNetwork } from '../places.ts'
import { xrpc } from './xrpc.ts'

const publicAppView = 'https://public.api.bsky.app'
const profiles = z.object({ profiles: z.array(z.unknown()) })
const repo = z.object({ did: z.string(), handle: z.string() })
const profileRecord = z.object({ value: z.object({ displayName: z.string().optional().catch(undefined) }) })
/** The AppView's own limit. */
const atOnce = 25

interface Asked {
  readonly remoteIds: readonly string[]
  readonly service: string | null
  readonly signal?: AbortSignal
}
interface Answered {
  named: Named[]
  failure: Failure | null
}

export const nameAuthors = (outside: Outside, asked: Asked): Promise<Answered> =>
  asked.service === null || isPublicNetwork(asked.service)
    ? nameByAppView(outside, asked)
    : nameByPds(outside, asked.service, asked)

const nameByAppView = async (outside: Outside, { remoteIds, signal }: Asked): Promise<Answered> => {
  const answered: Answered = { named: [], failure: null }
  for (let from = 0; from < remoteIds.length; from += atOnce) {
    const actors = remoteIds.slice(from, from + atOnce)
    const method = 'app.bsky.actor.getProfiles'
    const answer = await xrpc(outside, { service: publicAppView, method, params: { actors }, signal })
    if (!answer.ok) return { ...answered, failure: answer.failure }
    const parsed = profiles.safeParse(answer.data)
    for (const one of parsed.success ? parsed.data.profiles : []) {
      const shown = profile.safeParse(one)
      if (shown.success) answered.named.push(namedOf(shown.data))
    }
  }
  return answered
}

const nameByPds = async (outside: Outside, service: string, { remoteIds, signal }: Asked): Promise<Answered> => {
  const answered: Answered = { named: [], failure: null }
  for (const did of remoteIds) {
    const described = await xrpc(outside, {
      service,
      method: 'com.atproto.repo.describeRepo',
      params: { repo: did },
      signal,
    })
    // A PDS knows its own repositories alone: 400 says that it is another's.
    if (!described.ok && described.failure.class === 'try_again') return { ...answered, failure: described.failure }
    const found = described.ok ? repo.safeParse(described.data) : null
    if (!found?.success) continue
    const displayName = await displayNameAt(outside, service, did, signal)
    answered.named.push(namedOf({ did, handle: found.data.handle, displayName }))
  }
  return answered
}

const displayNameAt = async (
  outside: Outside,
  service: string,
  did: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> => {
  const record = await xrpc(outside, {
    service,
    method: 'com.atproto.repo.getRecord',
    params: { repo: did, collection: 'app.bsky.actor.profile', rkey: 'self' },
    signal,
  })
  const shown = record.ok ? profileRecord.safeParse(record.data) : null
  return shown?.success ? shown.data.value.displayName : undefined
}
