/** The standing matcher of a workspace: compiled once a process for each version of its topics. */
import type { Reading } from '../../../contract/understanding.ts'
import type { Ctx, World } from '../../platform/ctx.ts'
import type { Post } from '../meaning.ts'
import { compileStanding, type StandingMatcher } from '../standing.ts'
import { readStanding, readVersion } from '../store/topics.ts'

interface Compiled {
  version: number
  matcher: StandingMatcher
}

/** One matcher a workspace: an older one is forgotten when its topics change. */
const compiledOf = (world: World): Map<number, Compiled> =>
  world.memo('listening.matchers', () => new Map<number, Compiled>())

/** The matcher of the topics as they stand in the transaction of `ctx`. Held, they stand so until it ends. */
export const currentStanding = async (ctx: Ctx, options: { isHeld: boolean }): Promise<Compiled> => {
  const kept = compiledOf(ctx.world).get(ctx.workspaceId)
  const version = await readVersion(ctx, options.isHeld)
  if (kept?.version === version) return kept
  const topics = await readStanding(ctx)
  const compiled = { version, matcher: compileStanding(topics) }
  compiledOf(ctx.world).set(ctx.workspaceId, compiled)
  return compiled
}

/** What a matcher looks at: an item of any shape with what was read of it, or without. */
export const postOf = (
  item: {
    title: string | null
    text: string
    channel: string
    author: { handle: string | null; displayName: string | null; followers: number | null }
  },
  read: Pick<Reading, 'language' | 'sentiment' | 'intents'> | { language: string; sentiment: null; intents: null },
): Post => ({
  text: wholeText(item),
  author: item.author.handle,
  authorName: item.author.displayName,
  channel: item.channel,
  language: read.language,
  sentiment: read.sentiment?.label ?? null,
  intents: read.intents?.map(intent => intent.label) ?? null,
  followers: item.author.followers,
})

/** All words of an item: what is read, matched and searched. The title, where there is one, stands first. */
export const wholeText = (item: { title: string | null; text: string }): string =>
  item.title === null || item.title === '' ? item.text : `${item.title}\n${item.text}`
