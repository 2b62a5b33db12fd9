/** Themes that nobody set: words are counted as they come, what rose is found every few minutes, and people correct it. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import { type Quote, type Theme, type ThemeSpan, type Topic, themeSpan } from '../../../contract/listening.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { nounsOf, toTsquery } from '../../understanding/index.ts'
import { themesChanged } from '../events.ts'
import { type Group, groupsOf, isBeyond, isSameTheme, leastPosts, type Rising, risingOf, typicalOf } from '../rising.ts'
import { storable } from '../storable.ts'
import * as store from '../store/themes.ts'
import { findTopics } from '../store/topics.ts'
import * as words from '../store/words.ts'
import type { ThemeRow } from '../tables.ts'
import { hourOf } from '../tally.ts'
import { wholeText } from './standing.ts'
import { createTopic, listTopics } from './topics.ts'

export const themesQueue = 'listening.find_themes'

/** So many different words of one batch are counted, those that most of its posts hold: a large batch forgets no more than a small one. */
const wordsOfBatch = 1500
const wordsOfPost = 30
/** Themes are looked for again after so long where something was said. */
const everyMs = 5 * 60_000
/** Without so many posts in the past nothing can be said to have risen. */
const pastNeeded = 100
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const wordsAsked = 60
const postsRead = 3000
const groupsKept = 12
/** A theme that comes back within this time is the same one. */
const rememberedMs = 7 * dayMs

/** Counts the words of new mentions. Runs once for each fact; what was searched in the past makes the past. */
export const countWords = async (ctx: Ctx, told: { ids: readonly string[] }): Promise<void> => {
  const counts = new Map<string, words.WordHour>()
  const add = (hour: Date, word: string) => {
    const key = `${hour.getTime()} ${word}`
    const known = counts.get(key)
    if (known) known.mentions += 1
    else counts.set(key, { hour, word, mentions: 1 })
  }
  const posts = await words.findCountable(ctx, told.ids)
  for (const post of posts) {
    const hour = hourOf(post.occurredAt)
    add(hour, words.allPosts)
    for (const noun of nounsOf(wholeText(post))) add(hour, storable(noun))
  }
  const all = [...counts.values()]
  const most = Math.max(wordsOfBatch, wordsOfPost * posts.length)
  const kept = all.length <= most ? all : all.sort((a, b) => b.mentions - a.mentions).slice(0, most)
  await words.addWords(ctx, kept)
}

/** Starts a look for every workspace in which something was said since the last one. */
export const startThemes = async (ctx: SystemCtx): Promise<void> => {
  const before = new Date(ctx.now.getTime() - everyMs)
  for (const workspaceId of await words.findUnlooked(ctx, before))
    await startJob(within(ctx, workspaceId), themesQueue, {})
}

/** Finds what rose in the last two hours, 24 hours and seven days, and throws away what no look needs any more. */
export const findThemes = async (ctx: Ctx): Promise<void> => {
  if (!(await words.takeTurn(ctx))) return
  const set = await wordsOfTopics(ctx)
  const changed: string[] = []
  for (const span of themeSpan.options) changed.push(...(await findIn(ctx, span, set)))
  const last = await words.lookedAt(ctx)
  if (last === null || hourOf(last).getTime() !== hourOf(ctx.now).getTime()) await words.pruneWords(ctx)
  await words.noteLook(ctx)
  const ids = [...new Set(changed)]
  if (ids.length > 0) await announce(ctx, themesChanged, { ids })
}

/** What a look of this length holds against what: hours and days of UTC. */
const windowOf = (span: ThemeSpan, now: Date): words.Window => {
  const hour = hourOf(now).getTime()
  const day = now.getTime() - (now.getTime() % dayMs)
  const from = span === 'hour' ? hour - hourMs : span === 'day' ? hour - 23 * hourMs : day - 6 * dayMs
  const pastTo = from - (from % dayMs)
  return {
    grain: span === 'week' ? 'day' : 'hour',
    from: new Date(from),
    to: new Date(span === 'week' ? day + dayMs : hour + hourMs),
    pastFrom: new Date(pastTo - 28 * dayMs),
    pastTo: new Date(pastTo),
  }
}

/** Words that the followed topics name: what was set is no theme. */
export const wordsOfTopics = async (ctx: Ctx): Promise<Set<string>> => {
  const topics = await findTopics(ctx, false)
  const said = topics.flatMap(topic => [topic.name, topic.query, ...Object.values(topic.slots).flat()])
  return new Set(said.flatMap(text => nounsOf(text).flatMap(noun => noun.split(' '))))
}

/** @returns the ids of the themes that changed. */
const findIn = async (ctx: Ctx, span: ThemeSpan, set: ReadonlySet<string>): Promise<string[]> => {
  const window = windowOf(span, ctx.now)
  const { counts, totals } = await words.countWindow(ctx, window, leastPosts)
  const rose =
    totals.past < pastNeeded
      ? []
      : risingOf(
          counts.filter(({ word }) => !word.split(' ').some(part => set.has(part))),
          totals,
        ).slice(0, wordsAsked)
  const rising = await withoutHabits(ctx, span, window, rose, totals.now)
  const groups = rising.length === 0 ? [] : await groupIn(ctx, window, rising)
  const known = await store.findThemesSince(ctx, span, new Date(ctx.now.getTime() - rememberedMs))
  const ids: string[] = []
  const behind = await store.countPosts(
    ctx,
    groups.map(group => toTsquery(group.words[0]!)),
    window,
  )
  for (const [n, group] of groups.entries()) ids.push(await keepTheme(ctx, span, window, group, behind[n]!, known, ids))
  return [...ids, ...(await store.settleOthers(ctx, span, ids))]
}

/** Leaves out what is only usual: lunch at noon, and what a day of the past has seen as much of. */
const withoutHabits = async (
  ctx: Ctx,
  span: ThemeSpan,
  window: words.Window,
  rose: readonly Rising[],
  posts: number,
): Promise<Rising[]> => {
  if (rose.length === 0 || span === 'week') return [...rose]
  const said = rose.map(({ word }) => word)
  if (span === 'hour') {
    const usual = await words.countSameHours(ctx, window, said)
    const past = usual.get(words.allPosts) ?? 0
    if (past < pastNeeded) return [...rose]
    return rose.filter(one => isBeyond(one.now, (posts * ((usual.get(one.word) ?? 0) + 1)) / (past + 1)))
  }
  const shares = await words.highestShares(ctx, window, said)
  return rose.filter(one => one.now / posts > (shares.get(one.word) ?? 0))
}

const groupIn = async (ctx: Ctx, window: words.Window, rising: readonly Rising[]): Promise<Group[]> => {
  const asked = rising.map(({ word }) => `(${toTsquery(word)})`).join(' | ')
  const wanted = new Set(rising.map(({ word }) => word))
  const posts = await store.findPosts(ctx, asked, window, postsRead)
  return groupsOf(
    rising,
    posts.map(post => ({
      ...post,
      text: wholeText(post),
      words: new Set(nounsOf(wholeText(post)).filter(noun => wanted.has(noun))),
    })),
  ).slice(0, groupsKept)
}

const keepTheme = async (
  ctx: Ctx,
  span: ThemeSpan,
  window: words.Window,
  group: Group,
  count: store.ThemeCount,
  known: readonly ThemeRow[],
  taken: readonly string[],
): Promise<string> => {
  const found = {
    words: [...group.words],
    score: group.score,
    expected: group.expected,
    ...count,
    posts: typicalOf(group),
    is_rising: true,
    last_at: ctx.now,
    from_at: window.from,
    to_at: window.to,
  }
  const earlier = known.find(theme => !taken.includes(theme.id) && isSameTheme(theme.words, found.words))
  if (earlier) {
    await store.changeTheme(ctx, earlier.id, found)
    return earlier.id
  }
  const id = makeId(ctx.now)
  const untouched = { name: null, hidden_at: null, hidden_by: null, topic_id: null }
  await store.insertTheme(ctx, { id, span, first_at: ctx.now, ...untouched, ...found })
  return id
}

export const listThemes = async (
  ctx: Ctx,
  input: Input<typeof contract.listThemes>,
): Promise<Output<typeof contract.listThemes>> => {
  const since = new Date(ctx.now.getTime() - rememberedMs)
  const rows = await store.findShown(ctx, input.span, since, input.hidden ?? false)
  const totals = await words.countTotals(ctx, windowOf(input.span, ctx.now))
  const looked = await words.lookedAt(ctx)
  return {
    items: await shown(ctx, rows),
    lookedAt: looked?.toISOString() ?? null,
    past: totals.past,
    pastNeeded,
  }
}

export const getTheme = async (
  ctx: Ctx,
  input: Input<typeof contract.getTheme>,
): Promise<Output<typeof contract.getTheme>> => {
  const row = await store.findTheme(ctx, input.themeId)
  if (row === undefined) throw notFound('theme')
  const lead = row.words[0]!
  const from = (ms: number) => new Date(ctx.now.getTime() - ms)
  const wire = (series: readonly { at: Date; mentions: number }[]) =>
    series.map(({ at, mentions }) => ({ at: at.toISOString(), mentions }))
  return {
    theme: (await shown(ctx, [row]))[0]!,
    hours: wire(await words.seriesOf(ctx, lead, 'hour', from(3 * dayMs))),
    days: wire(await words.seriesOf(ctx, lead, 'day', from(35 * dayMs))),
  }
}

/** Names or hides a theme; a hidden one stays hidden when it rises again. */
export const updateTheme = async (ctx: Ctx, input: Input<typeof contract.updateTheme>): Promise<Theme> => {
  const row = await store.lockTheme(ctx, input.themeId)
  if (row === undefined) throw notFound('theme')
  const change = {
    ...(input.name === undefined ? {} : { name: input.name === null ? null : storable(input.name) }),
    ...(input.isHidden === undefined
      ? {}
      : { hidden_at: input.isHidden ? ctx.now : null, hidden_by: input.isHidden ? actorName(ctx.actor) : null }),
  }
  if (Object.keys(change).length > 0) {
    await store.changeTheme(ctx, row.id, change)
    await announce(ctx, themesChanged, { ids: [row.id] })
  }
  return (await shown(ctx, [{ ...row, ...change }]))[0]!
}

/** Makes a topic of a theme: its leading words, which must all be there. One that was made already, and stands, is given again. */
export const followTheme = async (ctx: Ctx, input: Input<typeof contract.followTheme>): Promise<Topic> => {
  const row = await store.lockTheme(ctx, input.themeId)
  if (row === undefined) throw notFound('theme')
  if (row.topic_id !== null) {
    const standing = (await listTopics(ctx, { archived: false })).items.find(topic => topic.id === row.topic_id)
    if (standing) return standing
  }
  const made = await createTopic(ctx, {
    name: labelOf(row),
    kind: 'issue',
    goal: input.goal,
    query: row.words[0]!.split(' ').join(' AND '),
  })
  await store.changeTheme(ctx, row.id, { topic_id: made.id })
  await announce(ctx, themesChanged, { ids: [row.id] })
  return made
}

/** What people named it, else its leading words. */
export const labelOf = (row: Pick<ThemeRow, 'name' | 'words'>): string => {
  if (row.name !== null) return row.name
  const [lead, next] = row.words
  return lead!.includes(' ') || next === undefined ? lead! : `${lead} · ${next}`
}

const shown = async (ctx: Ctx, rows: readonly ThemeRow[]): Promise<Theme[]> => {
  const quotes = await store.findQuotes(
    ctx,
    rows.flatMap(row => row.posts),
  )
  return rows.map(row => ({
    id: row.id,
    span: row.span,
    label: labelOf(row),
    isNamed: row.name !== null,
    words: row.words,
    q: row.words[0]!,
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    mentions: row.mentions,
    positive: row.positive,
    negative: row.negative,
    authors: row.authors,
    expected: row.expected,
    score: row.score,
    isRising: row.is_rising,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    hiddenAt: row.hidden_at?.toISOString() ?? null,
    topicId: row.topic_id,
    posts: row.posts.flatMap(id => {
      const quote = quotes.get(id)
      return quote === undefined ? [] : [quoted(quote)]
    }),
  }))
}

/** Letters of a post that are quoted. */
const quotedLetters = 300

/** A post as it is quoted. */
export const quoted = (row: store.QuoteRow): Quote => ({
  mentionId: row.mentionId,
  text: wholeText(row).slice(0, quotedLetters),
  author: row.author,
  channel: row.channel,
  occurredAt: row.occurredAt.toISOString(),
  sentiment: row.sentiment,
})
