/** Verbs of learning: the workspace's own weights made of its corrections, shown in plain words, and switched off word by word. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/lessons.ts'
import type { Reading } from '../../../contract/understanding.ts'
import { actorName, type Ctx, type World } from '../../platform/ctx.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import {
  type Learnt,
  type Lessons,
  labels,
  learn,
  makeLeaning,
  packLessons,
  strengthOf,
  type Taught,
  towards,
  wordsThatTeach,
} from '../lessons.ts'
import * as store from '../store/learning.ts'
import { readTexts } from './reading.ts'

/** Corrections that a workspace learns from at most, the newest. */
const mostTaught = 1000
/** Workspaces whose lessons a process keeps at hand. */
const mostKept = 200
const lessonsShown = 100

interface Kept extends Learnt {
  readonly version: number
  readonly taught: readonly Taught[]
  readonly packed: Lessons | null
}

const keptOf = (world: World): Map<number, Kept> => world.memo('understanding.lessons', () => new Map())

/**
 * The workspace's own weights as they stand in this transaction, for `readTexts`; null where there are none. One look-up by key
 * when nothing changed; else they are made anew from the list of corrections, half a second at most for a thousand.
 */
export const lessonsOf = async (ctx: Ctx): Promise<Lessons | null> => (await learntOf(ctx))?.packed ?? null

/** Lays a workspace's own weights over readings that were made without them. */
export const leanReadings = (
  lessons: Lessons | null,
  texts: readonly string[],
  readings: readonly Reading[],
): readonly Reading[] => {
  if (lessons === null) return readings
  const lean = makeLeaning(lessons)
  return readings.map((reading, n) => lean(texts[n]!, reading))
}

const learntOf = async (ctx: Ctx): Promise<Kept | null> => {
  const version = await store.findVersion(ctx)
  if (version === null) return null
  const kept = keptOf(ctx.world)
  const known = kept.get(ctx.workspaceId)
  if (known?.version === version) return known
  const taught = await teach(ctx)
  const off = new Set((await store.findOff(ctx)).map(one => one.word))
  const learnt = learn(taught, off)
  const made = { ...learnt, version, taught, packed: packLessons(learnt.lessons) }
  kept.delete(ctx.workspaceId)
  kept.set(ctx.workspaceId, made)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  return made
}

/** The corrections as they teach: over what the shared model reads of their posts, not over what was read with lessons. */
const teach = async (ctx: Ctx): Promise<Taught[]> => {
  const rows = await store.findStanding(ctx, mostTaught)
  const texts = rows.map(({ title, text }) => (title ? `${title}\n${text}` : text))
  const readings = await readTexts(ctx.world, texts)
  return rows.map(({ itemId, label, at }, n) => ({
    itemId,
    label,
    at,
    words: wordsThatTeach(texts[n]!),
    scores: labels.map(name => readings[n]!.sentiment?.scores[name] ?? 0),
  }))
}

export const getLessons = async (ctx: Ctx): Promise<Output<typeof contract.getLessons>> => {
  const learnt = await learntOf(ctx)
  const off = await store.findOff(ctx)
  const lessons = learnt?.lessons ?? []
  return {
    lessons: lessons.slice(0, lessonsShown).map(one => ({
      word: one.word,
      towards: towards(one),
      strength: Math.round(strengthOf(one) * 100) / 100,
      posts: one.posts,
    })),
    total: lessons.length,
    off: off.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    corrections: await store.countStanding(ctx),
    learntFrom: learnt?.taught.length ?? 0,
    readOtherwise: await store.countByLessons(ctx),
    weeks: weeksOf(learnt),
  }
}

const weekMs = 7 * 86_400_000
/** 1970 began on a Thursday; weeks begin on Mondays of UTC. */
const firstMonday = 4 * 86_400_000

const weeksOf = (learnt: Kept | null) => {
  const weeks = new Map<number, { corrections: number; foreseen: number }>()
  for (const { itemId, at } of learnt?.taught ?? []) {
    const week = Math.floor((at.getTime() - firstMonday) / weekMs) * weekMs + firstMonday
    const counts = weeks.get(week) ?? { corrections: 0, foreseen: 0 }
    counts.corrections++
    if (learnt!.foreseen.get(itemId)) counts.foreseen++
    weeks.set(week, counts)
  }
  return [...weeks].sort(([a], [b]) => a - b).map(([at, counts]) => ({ at: new Date(at).toISOString(), ...counts }))
}

/** Switches a word off or on; the same again changes nothing. */
export const switchLesson = async (
  ctx: Ctx,
  { word, isOff }: Input<typeof contract.switchLesson>,
): Promise<Output<typeof contract.switchLesson>> => {
  const isOther = isOff ? await store.switchOff(ctx, word, actorName(ctx.actor)) : await store.switchOn(ctx, word)
  if (isOther) await store.moveVersion(ctx)
  return { word, isOff }
}

export const listCorrections = async (
  ctx: Ctx,
  input: Input<typeof contract.listCorrections>,
): Promise<Output<typeof contract.listCorrections>> => {
  const cursor = readCursor(input.cursor, 2)
  const after = cursor === null ? null : { at: String(cursor[0]), itemId: String(cursor[1]) }
  const itemIds = input.word === undefined ? undefined : await itemsThatTaught(ctx, input.word)
  const rows = await store.findCorrectedPosts(ctx, { ...input, itemIds }, after, input.limit + 1)
  const page = cutPage(rows, input.limit, row => [row.at.toISOString(), row.itemId])
  return {
    ...page,
    items: page.items.map(({ title, at, ...row }) => ({
      ...row,
      text: title ? `${title}\n${row.text}` : row.text,
      at: at.toISOString(),
    })),
  }
}

const itemsThatTaught = async (ctx: Ctx, word: string): Promise<string[]> => {
  const learnt = await learntOf(ctx)
  return (learnt?.taught ?? []).filter(one => one.words.some(said => said.word === word)).map(one => one.itemId)
}
