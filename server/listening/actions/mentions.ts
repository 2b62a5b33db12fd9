/** Mentions as people see them: the stream, single ones with their thread and counts. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Mention, MentionState } from '../../../contract/listening.ts'
import type { Page } from '../../../contract/page.ts'
import { fieldsOf, shownFieldValues } from '../../access/index.ts'
import { findRawItem, itemsByIds } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { readingsOf } from '../../understanding/index.ts'
import { readBrought } from '../brought.ts'
import { findWords } from '../found.ts'
import { findMentions, type ShownMention } from '../store/shown.ts'
import { countStates, findPage, type Place } from '../store/stream.ts'
import { readStreamFilter } from './filters.ts'
import { shownThread } from './people.ts'
import { currentStanding } from './standing.ts'
import { startThread } from './threads.ts'

/** Counting stops here; who needs more needs a report. */
const countCap = 10_000

/** Lists show this much of a text, in UTF-16 units: an article can be a book. The whole stands in `getMention`. */
const shownLength = 5000

/**
 * Mentions in the order of their ids as given. Unknown ids and those of other workspaces are left out.
 * @param options.isShort texts are cut for a list; highlights lie within what is shown.
 * @param options.q a search, whose words are marked in the texts.
 */
export const mentionsByIds = async (
  ctx: Ctx,
  mentionIds: readonly string[],
  options: { isShort?: boolean; q?: string | undefined } = {},
): Promise<Mention[]> => {
  if (mentionIds.length === 0) return []
  const rows = new Map((await findMentions(ctx, mentionIds)).map(row => [row.id, row]))
  const itemIds = [...rows.values()].map(row => row.item_id)
  const items = await itemsByIds(ctx, itemIds)
  const readings = await readingsOf(ctx, itemIds)
  const { matcher } = await currentStanding(ctx, { isHeld: false })
  const fields = await fieldsOf(ctx, 'mention')
  const marked = options.q ? findWords(options.q) : () => []
  return [...new Set(mentionIds)].flatMap(id => {
    const row = rows.get(id)
    const whole = row && items.get(row.item_id)
    const item = whole && options.isShort ? { ...whole, text: cut(whole.text) } : whole
    const reading = row && readings.get(row.item_id)
    if (!row || !item || !reading) return []
    const highlights = matcher.highlights(
      item.text,
      row.topics.map(topic => topic.id),
    )
    return [
      {
        id,
        item,
        topics: row.topics,
        reading,
        ending: endingOf(row),
        owner: row.owner,
        tags: row.tags,
        fields: shownFieldValues(fields, row.fields),
        isFollowed: row.is_followed,
        isExcerpt: row.is_excerpt,
        print: row.print,
        highlights,
        found: marked(item.text),
      },
    ]
  })
}

const cut = (text: string): string =>
  text.length <= shownLength ? text : `${text.slice(0, shownLength).replace(/[\ud800-\udbff]$/, '')}…`

const endingOf = (row: ShownMention): Mention['ending'] => ({
  state: row.state,
  by: row.state_by,
  reason: row.state_reason,
  at: row.state_at.toISOString(),
})

export const listMentions = async (
  ctx: Ctx,
  input: Input<typeof contract.listMentions>,
): Promise<Output<typeof contract.listMentions>> => {
  const filter = await readStreamFilter(ctx, input)
  const after = readPlace(input.cursor)
  if (filter === null) return { items: [], next: null }
  const found = await findPage(ctx, filter, after, input.limit)
  const page: Page<Place> = cutPage(found, input.limit, place => [place.occurredAt.toISOString(), place.id])
  const items = await mentionsByIds(
    ctx,
    page.items.map(place => place.id),
    { isShort: true, q: input.q },
  )
  return { items, next: page.next }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const readPlace = (cursor: string | undefined): Place | null => {
  const values = readCursor(cursor, 2)
  if (values === null) return null
  const occurredAt = new Date(String(values[0]))
  const id = String(values[1])
  if (Number.isNaN(occurredAt.getTime()) || !uuid.test(id)) throw invalid('cursor', 'bad_cursor')
  return { occurredAt, id }
}

export const getMentions = async (
  ctx: Ctx,
  input: Input<typeof contract.getMentions>,
): Promise<Output<typeof contract.getMentions>> => ({ items: await mentionsByIds(ctx, input.ids, { isShort: true }) })

export const getMention = async (
  ctx: Ctx,
  input: Input<typeof contract.getMention>,
): Promise<Output<typeof contract.getMention>> => {
  const [mention] = await mentionsByIds(ctx, [input.mentionId], { q: input.q })
  if (mention === undefined) throw notFound('mention')
  await startThread(ctx, mention.item.id)
  const raw = await findRawItem(ctx, mention.item.id)
  return { ...mention, thread: await shownThread(ctx, mention.item.id), brought: readBrought(raw?.raw) }
}

const noStates = (): Record<MentionState, number> => ({ pending: 0, answered: 0, stance: 0, not_ours: 0 })

export const countMentions = async (
  ctx: Ctx,
  input: Input<typeof contract.countMentions>,
): Promise<Output<typeof contract.countMentions>> => {
  const filter = await readStreamFilter(ctx, input)
  const states = noStates()
  if (filter === null) return { total: 0, isMore: false, states }
  for (const row of await countStates(ctx, filter, countCap)) states[row.state] = row.count
  const counted = Object.values(states).reduce((sum, count) => sum + count, 0)
  return { total: Math.min(counted, countCap), isMore: counted > countCap, states }
}
