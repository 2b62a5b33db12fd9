/** Who is behind a DID: by the AppView for the public network, by the PDS for servers of one's own. */
import { z } from 'zod'
import type { Named, Outside } from '../../../connector.ts'
import { namedOf, profile, profileUrl } from '../map.ts'
import { isPublicNetwork } from '../places.ts'
import { xrpc } from './xrpc.ts'

const publicAppView = 'https://public.api.bsky.app'
const profiles = z.object({ profiles: z.array(z.unknown()) })
const repo = z.object({ did: z.string(), handle: z.string() })
const profileRecord = z.object({ value: z.object({ displayName: z.string().optional().catch(undefined) }) })
/** The AppView's own limit. */
const atOnce = 25

export const nameAuthors = async (
  outside: Outside,
  asked: { readonly remoteIds: readonly string[]; readonly service: string | null; readonly signal?: AbortSignal },
): Promise<Named[]> => {
  const { service, signal } = asked
  const named: Named[] = []
  if (service !== null && !isPublicNetwork(service)) {
    for (const did of asked.remoteIds) named.push(...(await nameByPds(outside, service, did, signal)))
    return named
  }
  for (let from = 0; from < asked.remoteIds.length; from += atOnce) {
    const actors = asked.remoteIds.slice(from, from + atOnce)
    const answer = await xrpc(outside, {
      service: publicAppView,
      method: 'app.bsky.actor.getProfiles',
      params: { actors },
      signal,
    })
    const parsed = answer.ok ? profiles.safeParse(answer.data) : null
    for (const one of parsed?.success ? parsed.data.profiles : []) {
      const shown = profile.safeParse(one)
      if (shown.success) named.push(namedOf(shown.data))
    }
  }
  return named
}

const nameByPds = async (
  outside: Outside,
  service: string,
  did: string,
  signal: AbortSignal | undefined,
): Promise<Named[]> => {
  const described = await xrpc(outside, {
    service,
    method: 'com.atproto.repo.describeRepo',
    params: { repo: did },
    signal,
  })
  const found = described.ok ? repo.safeParse(described.data) : null
  if (!found?.success) return []
  const record = await xrpc(outside, {
    service,
    method: 'com.atproto.repo.getRecord',
    params: { repo: did, collection: 'app.bsky.actor.profile', rkey: 'self' },
    signal,
  })
  const shown = record.ok ? profileRecord.safeParse(record.data) : null
  const displayName = shown?.success ? shown.data.value.displayName : undefined
  return [{ ...namedOf({ did, handle: found.data.handle, displayName }), url: profileUrl(found.data.handle) }]
}
