/** Live facts of listening: new mentions join the open streams where they belong, changed ones change in place. */
import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'
import type { CallInput } from '../../contract/endpoint.ts'
import {
  countMentions,
  getLedger,
  getMention,
  getMentions,
  listChannelVolumes,
  listMentions,
  listTopics,
  listVolumes,
  type Mention,
} from '../../contract/listening.ts'
import { applyDraft, askAgain } from '../platform/cache.ts'
import { call } from '../platform/client.ts'
import type { HearFact, LiveTools } from '../platform/room.ts'
import { markFresh } from './fresh.ts'

export interface MentionPage {
  items: Mention[]
  next: string | null
}
type Stream = InfiniteData<MentionPage>

const numbers = [countMentions, listVolumes, listChannelVolumes, getLedger, listTopics] as const

/** Mentions were found: the open streams ask for their newest page and take in what they did not have. */
export const hearFound: HearFact = (_ids, live) => {
  soon(live, 'found', () => void joinNewest(live))
  live.refetch(...numbers)
}

/** Mentions changed: those on screen are asked for again, and leave where they are mentions no more. */
export const hearChanged: HearFact = (ids, live) => {
  for (let at = 0; at < ids.length; at += 200) void renew(ids.slice(at, at + 200), live)
  soon(live, 'found', () => void joinNewest(live))
  live.refetch(...numbers)
}

const timers = new WeakMap<QueryClient, Map<string, ReturnType<typeof setTimeout>>>()

/** A burst of facts becomes one question. */
const soon = ({ client }: LiveTools, name: string, run: () => void): void => {
  const waiting = timers.get(client) ?? new Map()
  timers.set(client, waiting)
  if (waiting.has(name)) return
  waiting.set(
    name,
    setTimeout(() => {
      waiting.delete(name)
      run()
    }, 300),
  )
}

const joinNewest = async ({ client, workspaceId }: LiveTools): Promise<void> => {
  const all = { queryKey: [listMentions.name, workspaceId] }
  await client.invalidateQueries({ ...all, refetchType: 'none' })
  askAgain(client, { ...all, predicate: query => query.queryKey[3] !== 'pages' })
  const open = client.getQueryCache().findAll({ queryKey: [listMentions.name, workspaceId], type: 'active' })
  await Promise.all(open.filter(query => query.queryKey[3] === 'pages').map(query => joinOne(client, query.queryKey)))
}

const joinOne = async (client: QueryClient, queryKey: QueryKey): Promise<void> => {
  // What is on its way may have been read before what was found, and would draw over what is joined here.
  if (client.isFetching({ queryKey, exact: true }) > 0) return askAgain(client, { queryKey, exact: true })
  const input = queryKey[2] as CallInput<typeof listMentions>
  const newest = await call(listMentions, input, { workspaceId: Number(queryKey[1]) }).catch(() => null)
  const now = client.getQueryData<Stream>(queryKey)
  // Nobody answered: the reconnect's resync asks again.
  if (!newest || !now) return
  const joined = joinPages(now.pages, newest)
  if (joined === null) {
    askAgain(client, { queryKey, exact: true })
    return
  }
  const known = new Set(now.pages.flatMap(page => page.items.map(item => item.id)))
  client.setQueryData<Stream>(queryKey, { ...now, pages: joined })
  markFresh(newest.items.map(item => item.id).filter(id => !known.has(id)))
}

/**
 * Pure: the kept pages with the newest page taken in, in the order of the stream (newest first, then by id).
 * Null when nothing connects the two, so that pages would be missing between them.
 */
export const joinPages = (pages: readonly MentionPage[], newest: MentionPage): MentionPage[] | null => {
  const [first, ...rest] = pages
  if (!first || first.items.length === 0) return [newest]
  const known = new Set(pages.flatMap(page => page.items.map(item => item.id)))
  const isConnected = newest.next === null || newest.items.some(item => known.has(item.id))
  if (!isConnected) return null
  const renewed = new Map(newest.items.map(item => [item.id, item]))
  const later = new Set(rest.flatMap(page => page.items.map(item => item.id)))
  const added = newest.items.filter(item => !known.has(item.id))
  const items = [...first.items.map(item => renewed.get(item.id) ?? item), ...added]
    .filter(item => !later.has(item.id))
    .sort(newestFirst)
  const others = rest.map(page => ({ ...page, items: page.items.map(item => renewed.get(item.id) ?? item) }))
  return [{ ...first, items }, ...others]
}

const newestFirst = (a: Mention, b: Mention): number =>
  a.item.occurredAt === b.item.occurredAt ? (a.id < b.id ? 1 : -1) : a.item.occurredAt < b.item.occurredAt ? 1 : -1

const renew = async (ids: readonly string[], live: LiveTools): Promise<void> => {
  const shown = new Set(ids.filter(id => isKept(live.client, id)))
  if (shown.size === 0) return
  const answer = await call(getMentions, { ids: [...shown] }, { workspaceId: live.workspaceId }).catch(() => null)
  if (!answer) return
  const now = new Map(answer.items.map(mention => [mention.id, mention]))
  applyDraft(live.client, draft =>
    draft.updateItems(listMentions, one => {
      if (!shown.has(one.id)) return one
      const renewed = now.get(one.id)
      // Who asks by ids searches nothing: what the list's own search found stays marked.
      return renewed ? { ...renewed, found: one.found } : null
    }),
  )
  live.refetch(getMention)
}

const isKept = (client: QueryClient, id: string): boolean =>
  client
    .getQueryCache()
    .findAll()
    .some(query => {
      if (query.queryKey[0] === getMention.name) return (query.state.data as Mention | undefined)?.id === id
      // A few newest mentions, as ⌘K asks for them, are kept without pages and are renewed by themselves.
      if (query.queryKey[0] !== listMentions.name || query.queryKey.at(-1) !== 'pages') return false
      const kept = query.state.data as Stream | undefined
      return kept?.pages.some(page => page.items.some(item => item.id === id)) ?? false
    })
