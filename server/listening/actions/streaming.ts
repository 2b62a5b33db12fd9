/** Intake from a stream that serves all workspaces: what nobody wants is dropped before anything else is paid for. */
import type { Reading } from '../../../contract/understanding.ts'
import {
  followChanges,
  type Incoming,
  type StreamBatch,
  type StreamPlan,
  settleStream,
  streamSources,
} from '../../channels/index.ts'
import { type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { detectLanguage, leanReadings, lessonsOf, readTexts } from '../../understanding/index.ts'
import type { Post } from '../meaning.ts'
import { compileStanding, type StandingMatcher } from '../standing.ts'
import { findAddressed, readStandings, readVersions, type StandingVersion } from '../store/standings.ts'
import { keepHeard } from './keeping.ts'
import { currentStanding, postOf, wholeText } from './standing.ts'

/** Stores one batch for every workspace that wants something of it, and moves the place of the stream. */
export const settleBatch = async (ctx: SystemCtx, key: string, plan: StreamPlan, batch: StreamBatch): Promise<void> => {
  const sources = (await streamSources(ctx, key)).toSorted((a, b) => a.workspaceId - b.workspaceId)
  if (batch.incoming.length > 0 && sources.length > 0) await keepWanted(ctx, plan, sources, batch.incoming)
  await followChanges(
    ctx,
    plan.channel,
    sources.map(source => source.workspaceId),
    batch,
  )
  await settleStream(ctx, plan, batch)
}

type StreamSource = { workspaceId: number; sourceId: string }

const keepWanted = async (
  ctx: SystemCtx,
  { channel, account }: Pick<StreamPlan, 'channel' | 'account'>,
  sources: readonly StreamSource[],
  incoming: readonly Incoming[],
): Promise<void> => {
  const workspaceIds = [...new Set(sources.map(source => source.workspaceId))]
  // What comes to a mailbox of our own is kept, wanted or not.
  const wanted = account
    ? new Map(workspaceIds.map(id => [id, new Map(incoming.map((_, index) => [index, true]))]))
    : await findWanted(ctx, channel, workspaceIds, incoming)
  const indexes = [...new Set([...wanted.values()].flatMap(found => [...found.keys()]))]
  const readings = await readTexts(
    ctx.world,
    indexes.map(index => wholeText(incoming[index]!)),
  )
  const read = new Map(indexes.map((index, n) => [index, { incoming: incoming[index]!, reading: readings[n]! }]))
  for (const { workspaceId, sourceId } of sources) {
    const found = wanted.get(workspaceId)
    if (found === undefined) continue
    const workspace = within(ctx, workspaceId)
    const { matcher } = await currentStanding(workspace, { isHeld: true })
    const own = await lean(
      workspace,
      [...found.keys()].map(index => read.get(index)!),
    )
    const heard = [...found.values()].map((isSpokenTo, n) => ({ ...own[n]!, isSpokenTo }))
    const topics = matcher.match(heard.map(one => postOf({ ...one.incoming, channel }, one.reading)))
    const kept = heard
      .map((one, n) => ({ ...one, topicIds: topics[n]! }))
      .filter(one => one.isSpokenTo || one.topicIds.length > 0)
    await keepHeard(workspace, sourceId, kept)
  }
}

type Read = { incoming: Incoming; reading: Reading }

/** The shared readings as this workspace's own corrections would have them. */
const lean = async (ctx: Ctx, read: readonly Read[]): Promise<Read[]> => {
  const readings = leanReadings(
    await lessonsOf(ctx),
    read.map(one => wholeText(one.incoming)),
    read.map(one => one.reading),
  )
  return read.map(({ incoming }, n) => ({ incoming, reading: readings[n]! }))
}

/** Places in the batch that each workspace may want, and whether one of its accounts is spoken to there. */
const findWanted = async (
  ctx: SystemCtx,
  channel: string,
  workspaceIds: readonly number[],
  incoming: readonly Incoming[],
): Promise<Map<number, Map<number, boolean>>> => {
  const wanted = new Map<number, Map<number, boolean>>()
  const want = (workspaceId: number, index: number, isSpokenTo: boolean) =>
    wanted.set(workspaceId, (wanted.get(workspaceId) ?? new Map<number, boolean>()).set(index, isSpokenTo))

  const { matcher, workspaceOf } = await sharedMatcher(ctx, workspaceIds)
  const posts = incoming.map(one => {
    const post = postOf({ ...one, channel }, { language: 'und', sentiment: null, intents: null })
    return withLanguage(post)
  })
  for (const [index, topicIds] of matcher.matchUnread(posts).entries()) {
    for (const topicId of topicIds) want(workspaceOf.get(topicId)!, index, false)
  }

  const spokenTo = new Map<string, number[]>()
  for (const [index, one] of incoming.entries()) {
    for (const address of one.addressedTo) spokenTo.set(address, [...(spokenTo.get(address) ?? []), index])
  }
  for (const { workspaceId, remoteId } of await findAddressed(ctx, workspaceIds, channel, [...spokenTo.keys()])) {
    for (const index of spokenTo.get(remoteId) ?? []) want(workspaceId, index, true)
  }
  return wanted
}

/** A post whose language is looked at when a query asks for it: most ask for words, and looking costs more than they do. */
const withLanguage = (post: Post): Post => {
  let language: string | undefined
  return {
    ...post,
    get language() {
      language ??= detectLanguage(post.text)
      return language
    },
  }
}

interface Shared {
  /** Which workspaces, and which versions of their topics. */
  signature: string
  matcher: StandingMatcher
  workspaceOf: ReadonlyMap<string, number>
}

const sharedOf = (world: World): Map<string, Shared> => world.memo('listening.shared_matchers', () => new Map())

/** One matcher over the topics of all workspaces, compiled anew when any of them changes. */
const sharedMatcher = async (ctx: SystemCtx, workspaceIds: readonly number[]): Promise<Shared> => {
  const key = workspaceIds.join()
  const signature = signatureOf(await readVersions(ctx, workspaceIds))
  const kept = sharedOf(ctx.world).get(key)
  if (kept?.signature === signature) return kept
  const topics = await readStandings(ctx, workspaceIds)
  const made = {
    signature,
    matcher: compileStanding(topics),
    workspaceOf: new Map(topics.map(topic => [topic.id, topic.workspaceId])),
  }
  // One at a time: sets of workspaces that are gone must not pile up.
  sharedOf(ctx.world).clear()
  sharedOf(ctx.world).set(key, made)
  return made
}

const signatureOf = (versions: readonly StandingVersion[]): string =>
  versions.map(({ workspaceId, version }) => `${workspaceId}:${version}`).join()
