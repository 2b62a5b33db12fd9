/** Plays the story into a workspace, page by page, through the doors of the rooms. */
import { createTeam, listMembers, listTeams } from '../access/index.ts'
import { findItemIds, type Incoming, openPracticePlace } from '../channels/index.ts'
import { countSoon, meetAuthors } from '../customers/index.ts'
import { openDesk, openForMentions, type PastReply, recordReplies, recordSilences, takeNewest } from '../inbox/index.ts'
import { createTopic, findMentionIds, playIn, readPlayed, recordEndings } from '../listening/index.ts'
import type { Ctx, World } from '../platform/ctx.ts'
import { refreshStatistics } from '../platform/statistics.ts'
import { correctReadings } from '../understanding/index.ts'
import { settleAnswering } from './answering.ts'
import { fillMarks } from './marks.ts'
import { fillShop } from './shopping.ts'
import { type DemoPost, type Story, tellStory } from './story.ts'

export interface DemoOptions {
  seed: number
  count: number
  /** The last instant of the story. */
  until: Date
}

export interface DemoPlaces {
  /** Channel → the source that its posts are played into. */
  sources: Readonly<Record<string, string>>
  accountId: string
}

const brand = '하늘상점'
const ownAccount = { handle: 'haneul.shop', displayName: brand, remoteId: 'did:practice:haneul' }
const agents = ['지우', '민준', '서연']
const pageSize = 1000
/** Most answered tickets are closed a little later. */
const resolvedShare = 0.9
const ownersTurn = 8

const storyOf = (world: World, options: DemoOptions): Story =>
  world.memo(`demo ${options.seed} ${options.count} ${options.until.getTime()}`, () =>
    tellStory({ seed: options.seed, count: options.count, now: options.until, brand, agents }),
  )

export const pageCount = (world: World, options: DemoOptions): number =>
  Math.ceil(storyOf(world, options).posts.length / pageSize)

/** Opens the shop's desk, its topics and its practice channels in an empty workspace. */
export const openDemo = async (ctx: Ctx): Promise<DemoPlaces> => {
  await fillDesk(
    ctx,
    (await listMembers(ctx)).items.map(one => one.id),
  )
  await createTopic(ctx, {
    name: '우리 브랜드',
    kind: 'brand',
    goal: '사람들이 우리 브랜드를 어떻게 보나요?',
    query: '하늘상점 OR #하늘상점 OR "haneul shop"',
  })
  await createTopic(ctx, {
    name: '경쟁사 바다몰',
    kind: 'competitor',
    goal: '바다몰과 비교해 우리는 어디에 서 있나요?',
    query: '바다몰 OR badamall',
  })
  await createTopic(ctx, {
    name: '업계 · 친환경 포장',
    kind: 'industry',
    goal: '친환경 포장을 두고 어떤 이야기가 오가나요?',
    query: '"친환경 포장" OR 제로웨이스트 OR 다회용기 OR "종이 완충재"',
  })
  const bluesky = await openPracticePlace(ctx, { channel: 'bluesky', account: ownAccount, name: '@haneul.shop' })
  const blog = await openPracticePlace(ctx, { channel: 'naver_blog', account: null, name: '네이버 블로그' })
  const news = await openPracticePlace(ctx, { channel: 'news', account: null, name: '뉴스' })
  return {
    sources: { bluesky: bluesky.sourceId, naver_blog: blog.sourceId, news: news.sourceId },
    accountId: bluesky.accountId!,
  }
}

export interface ReadPage {
  posts: readonly DemoPost[]
  heard: Readonly<Record<string, Awaited<ReturnType<typeof readPlayed>>>>
}

/** Reads a page of the story: outside any transaction. */
export const readPage = async (world: World, options: DemoOptions, page: number): Promise<ReadPage> => {
  const posts = storyOf(world, options).posts.slice(page * pageSize, (page + 1) * pageSize)
  const heard: Record<string, Awaited<ReturnType<typeof readPlayed>>> = {}
  for (const channel of new Set(posts.map(post => post.channel))) {
    heard[channel] = await readPlayed(world, posts.filter(post => post.channel === channel).map(asIncoming))
  }
  return { posts, heard }
}

const asIncoming = (post: DemoPost): Incoming => ({
  remoteId: post.remoteId,
  revision: '',
  kind: post.kind,
  title: post.title,
  text: post.text,
  url: null,
  author: {
    remoteId: `demo:${post.channel}:${post.author.handle}`,
    handle: post.author.handle,
    displayName: post.author.name,
    url: null,
    avatarUrl: null,
    followers: post.author.followers,
  },
  inReplyToRemoteId: null,
  rootRemoteId: null,
  addressedTo: post.isAddressed ? [ownAccount.remoteId] : [],
  publishedAt: post.publishedAt,
  language: null,
  raw: { demo: true },
})

/** Plays one page: items and mentions, people, conversations, answers, endings. The same page again changes nothing. */
export const playPage = async (ctx: Ctx, places: DemoPlaces, page: ReadPage): Promise<void> => {
  for (const [channel, heard] of Object.entries(page.heard))
    await playIn(ctx, { sourceId: places.sources[channel]!, channel, heard })
  const itemIds = await itemIdsOf(ctx, page.posts)
  const mentionIds = await findMentionIds(ctx, [...itemIds.values()])
  if (mentionIds.size === 0) return
  const ids = [...mentionIds.values()]
  await meetAuthors(ctx, { ids })
  await openForMentions(ctx, { ids })
  const ended = page.posts.flatMap(post => {
    const itemId = itemIds.get(post.remoteId)
    return itemId && post.end ? [{ post, itemId, end: post.end }] : []
  })
  await correctSome(ctx, page, itemIds)
  await recordReplies(
    ctx,
    ended.flatMap(({ post, itemId, end }) =>
      end.state === 'answered' && post.channel === 'bluesky' ? [asReply(ctx, places, post, itemId, end)] : [],
    ),
  )
  await recordEndings(
    ctx,
    ended.flatMap(({ itemId, end }) =>
      end.state === 'answered' ? [] : [{ itemId, state: end.state, by: '민준', reason: end.reason, at: end.at }],
    ),
  )
  await recordSilences(
    ctx,
    page.posts.flatMap(post => {
      const itemId = itemIds.get(post.remoteId)
      const isSilent = post.isAddressed && post.end?.state !== 'answered' && post.publishedAt < lately(ctx)
      return itemId && isSilent ? [{ itemId, by: '민준', at: new Date(post.publishedAt.getTime() + 20 * hourMs) }] : []
    }),
  )
}

/** Of each page so many posts that the machine read otherwise than they were meant are corrected, an hour after the last of them. */
const correctedOfPage = 3

const correctSome = async (ctx: Ctx, page: ReadPage, itemIds: ReadonlyMap<string, string>): Promise<void> => {
  const read = new Map(
    Object.values(page.heard).flatMap(heard => heard.map(one => [one.incoming.remoteId, one.reading.sentiment?.label])),
  )
  const misread = page.posts
    .filter(post => post.meant && itemIds.has(post.remoteId) && read.get(post.remoteId) !== post.meant)
    .slice(0, correctedOfPage)
  const last = misread.at(-1)
  if (last === undefined) return
  const at = new Date(Math.min(last.publishedAt.getTime() + hourMs, ctx.now.getTime()))
  await correctReadings(
    { ...ctx, now: at, actor: { kind: 'system', name: agents[0]! } },
    misread.map(post => ({ itemId: itemIds.get(post.remoteId)!, sentiment: post.meant! })),
  )
}

const hourMs = 3_600_000
/** What is older than this no longer lies in a queue. */
const lately = (ctx: Ctx): Date => new Date(ctx.now.getTime() - 30 * hourMs)

/** Tables that grow from nothing are measured after these pages. */
const measuredPages = [1, 3, 8]

/** Before a page, in a transaction of its own. */
export const preparePage = async (ctx: Ctx, page: number): Promise<void> => {
  if (measuredPages.includes(page)) await refreshStatistics(ctx)
}

/** The last step: some of what waits is the owner's. */
export const closePlay = async (ctx: Ctx): Promise<void> => {
  const [owner] = (await listMembers(ctx)).items
  await fillMarks(ctx)
  await fillShop(ctx)
  await countSoon(ctx)
  if (!owner) return
  await takeNewest(ctx, { memberId: owner.id, count: ownersTurn })
  await settleAnswering(ctx, owner.id)
}

/** Teams as a shop has them; the same past again makes no second ones. */
const fillDesk = async (ctx: Ctx, memberIds: string[]): Promise<void> => {
  if ((await listTeams(ctx)).items.length > 0) return
  const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
  const care = await createTeam(ctx, { name: 'CS 1팀', tone: 'acc', memberIds, firstAnswerMinutes: 60, hours })
  const press = await createTeam(ctx, { name: '홍보팀', tone: 'mix', memberIds })
  await openDesk(ctx, { careId: care.id, pressId: press.id, ownerId: memberIds[0] ?? null })
}

const itemIdsOf = async (ctx: Ctx, posts: readonly DemoPost[]): Promise<Map<string, string>> => {
  const found = new Map<string, string>()
  for (const channel of new Set(posts.map(post => post.channel))) {
    const ids = await findItemIds(
      ctx,
      channel,
      posts.filter(post => post.channel === channel).map(post => post.remoteId),
    )
    for (const [remoteId, id] of ids) found.set(remoteId, id)
  }
  return found
}

const asReply = (
  ctx: Ctx,
  places: DemoPlaces,
  post: DemoPost,
  itemId: string,
  end: { text: string; by: string; at: Date },
): PastReply => {
  const number = Number(post.remoteId.split(':').at(-1))
  const resolvedAt = new Date(end.at.getTime() + (5 + (number % 50)) * 60_000)
  const isOld = end.at < lately(ctx)
  const isResolved = (isOld || (number % 100) / 100 < resolvedShare) && resolvedAt < ctx.now
  return {
    itemId,
    accountId: places.accountId,
    text: end.text,
    by: end.by,
    at: end.at,
    resolvedAt: isResolved ? resolvedAt : null,
  }
}
