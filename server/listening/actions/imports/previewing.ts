/** What would come of rows of posts; nothing is stored. */
import type { PreviewRow } from '../../../../contract/channels.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import { type ImportLook, type ImportRow, type Met, meetKnown, type TableRow } from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sentence } from '../../../platform/sentences.ts'
import { lessonsOf, readTexts } from '../../../understanding/index.ts'
import { importSentences } from '../../import-sentences.ts'
import { currentStanding, postOf, wholeText } from '../standing.ts'
import { type LineRead, readLines } from './mentions.ts'

export const previewMentions = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  given: readonly TableRow[],
  locale: Locale,
): Promise<{
  rows: PreviewRow[]
  counts: { rows: number; added: number; known: number; refused: number; mentions: number }
}> => {
  const lines = readLines(ctx, row, look, given)
  const met = await meetKnown(
    ctx,
    lines.flatMap(({ read }) => (read.ok ? [read] : [])),
  )
  const topics = await wantedTopics(ctx, met, row.topic_id)
  const counts = { rows: lines.length, added: 0, known: 0, refused: 0, mentions: 0 }
  const seen = new Set<string>()
  let n = 0
  const rows = lines.map((line): PreviewRow => {
    if (!line.read.ok) {
      counts.refused += 1
      return refusedRow(line, locale)
    }
    const one = met[n]!
    const topicIds = topics[n]!
    n += 1
    const key = `${one.channel} ${one.incoming.remoteId}`
    const isKnown = one.itemId !== null || seen.has(key)
    seen.add(key)
    if (isKnown) counts.known += 1
    else counts.added += 1
    if (!isKnown && topicIds.length > 0) counts.mentions += 1
    return shownRow(line.line, one, isKnown, topicIds)
  })
  return { rows, counts }
}

const wantedTopics = async (ctx: Ctx, met: readonly Met[], chosen: string | null): Promise<string[][]> => {
  const readings = await readTexts(
    ctx.world,
    met.map(one => wholeText(one.incoming)),
    await lessonsOf(ctx),
  )
  const { matcher } = await currentStanding(ctx, { isHeld: false })
  const wanted = matcher.match(met.map((one, n) => postOf({ ...one.incoming, channel: one.channel }, readings[n]!)))
  return wanted.map(ids => [...new Set(chosen === null ? ids : [...ids, chosen])])
}

const shownLength = 400

const shownRow = (line: number, { channel, incoming }: Met, isKnown: boolean, topicIds: string[]): PreviewRow => ({
  row: line,
  kind: 'mentions',
  outcome: isKnown ? 'known' : 'new',
  problem: null,
  channel,
  title: incoming.title,
  text: incoming.text.slice(0, shownLength).toWellFormed(),
  url: incoming.url,
  author: incoming.author.displayName ?? incoming.author.handle,
  followers: incoming.author.followers,
  publishedAt: incoming.publishedAt?.toISOString() ?? null,
  topicIds,
  changes: [],
})

const refusedRow = ({ line, read, cells }: LineRead, locale: Locale): PreviewRow => ({
  row: line,
  kind: 'mentions',
  outcome: 'refused',
  problem: read.ok ? null : { code: read.code, message: sentence(importSentences, read.code, locale, read.params) },
  channel: null,
  title: null,
  text: cells
    .filter(cell => cell !== '')
    .join(' · ')
    .slice(0, shownLength)
    .toWellFormed(),
  url: null,
  author: null,
  followers: null,
  publishedAt: null,
  topicIds: [],
  changes: [],
})
