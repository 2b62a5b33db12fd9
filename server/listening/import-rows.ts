/** A row of a table becomes an incoming item, or a reason why it cannot. */
import { createHash } from 'node:crypto'
import type { ImportColumn, ImportField } from '../../contract/channels.ts'
import {
  type ColumnEvidence,
  type Incoming,
  isRuinedId,
  type MomentRules,
  momentRules,
  noMoments,
  noNumbers,
  readCount,
  readMoment,
  withoutTracking,
  zoneOfName,
} from '../channels/index.ts'
import { channelOfFormat } from './import-formats.ts'
import { channelOf, plainUrl, remoteIdOf } from './import-places.ts'
import { kindOfWord, languageOfWord, sentimentOfWord } from './import-words.ts'

export interface RowPlan {
  readonly format: string | null
  readonly headers: readonly string[]
  readonly columns: readonly ImportColumn[]
  readonly evidence: readonly ColumnEvidence[]
  /** IANA zone of times that say none. */
  readonly zone: string
  readonly isDayFirst: boolean | null
  /** The channel of rows that do not say theirs. */
  readonly channel: string | null
  /** Nothing is later than this. */
  readonly now: Date
}

export type ReadRow =
  | { readonly ok: true; readonly channel: string; readonly incoming: Incoming }
  | {
      readonly ok: false
      readonly code: string
      readonly params: Readonly<Record<string, string>>
    }

export type RowReader = (cells: readonly string[]) => ReadRow

const longestText = 100_000
const dayMs = 86_400_000

/** Made once for a table: which columns hold what, in which order, and how its dates and numbers are read. */
export const readRows = (plan: RowPlan): RowReader => {
  const placesOf = (field: ImportField) => plan.columns.filter(one => one.field === field).map(one => one.at)
  const places = new Map<ImportField, number[]>()
  for (const { field } of plan.columns) if (field !== null && !places.has(field)) places.set(field, placesOf(field))
  const moment = plan.columns.find(column => column.field === 'publishedAt')
  const rules: MomentRules = {
    ...momentRules(
      (moment && plan.evidence[moment.at]?.moments) ?? noMoments(),
      zoneOfName(moment?.header ?? '') ?? plan.zone,
    ),
    ...(plan.isDayFirst === null ? {} : { isDayFirst: plan.isDayFirst }),
  }
  return cells => {
    const all = (field: ImportField): string[] =>
      (places.get(field) ?? []).map(at => (cells[at] ?? '').trim()).filter(value => value !== '')
    const one = (field: ImportField): string => all(field)[0] ?? ''
    const count = (field: ImportField): number | null => {
      for (const at of places.get(field) ?? []) {
        const found = readCount(cells[at] ?? '', plan.evidence[at]?.numbers ?? noNumbers())
        if (found !== null) return found
      }
      return null
    }
    const no = (code: string, params: Record<string, string> = {}): ReadRow => ({
      ok: false,
      code: `listening.import.row.${code}`,
      params,
    })

    const title = label(one('title')) || null
    const text = (joinTexts(all('text').map(label)) || label(one('snippet'))).slice(0, longestText)
    if (text === '' && title === null) return no('no_text')
    const said = one('publishedAt')
    if (said === '') return no('no_date')
    const publishedAt = readMoment(said, rules, one('time'))
    if (publishedAt === null) return no('bad_date', { value: said.slice(0, 60) })
    if (publishedAt.getTime() > plan.now.getTime() + dayMs) return no('future_date', { value: said.slice(0, 60) })
    const url = linkOf(all('url'))
    const channel =
      channelOf(all('channel'), url) ?? plan.channel ?? channelOfFormat(plan.format) ?? channelOf(all('source'), url)
    if (channel === null) return no('no_channel')
    const author = authorOf(channel, {
      id: one('authorId'),
      handle: one('authorHandle'),
      name: label(one('authorName')),
      source: label(one('source')),
      url: linkOf(all('authorUrl')),
      followers: count('followers'),
    })
    const named = remoteIdOf(channel, { url, id: one('remoteId'), authorId: one('authorId') })
    const replyTo = one('replyTo')
    const root = one('root')
    const remoteId = named ?? fingerprint([channel, author.remoteId, publishedAt.toISOString(), title ?? '', text])
    return {
      ok: true,
      channel,
      incoming: {
        remoteId,
        revision: '',
        kind: kindOfWord(one('kind'), channel, replyTo !== ''),
        title,
        text: text || title!,
        url,
        author,
        inReplyToRemoteId: usableId(replyTo),
        rootRemoteId: root === remoteId ? null : usableId(root),
        addressedTo: [],
        publishedAt,
        language: languageOfWord(one('language')),
        raw: {
          file: { format: plan.format },
          cells: rawCells(plan.headers, cells),
          given: { sentiment: sentimentOfWord(one('sentiment')) },
          metrics: Object.fromEntries(
            (['likes', 'comments', 'shares', 'views', 'reach'] as const).map(field => [field, count(field)]),
          ),
        },
      },
    }
  }
}

const usableId = (id: string): string | null => (id === '' || id === '0' || isRuinedId(id) ? null : id)

/** Every column stays, known or not; empty ones need no room. */
const rawCells = (headers: readonly string[], cells: readonly string[]): Record<string, string> => {
  const kept: Record<string, string> = {}
  for (const [at, cell] of cells.entries()) if (cell !== '') kept[headers[at] ?? `${at + 1}`] = cell
  return kept
}

const hyperlink = /^=\s*HYPERLINK\s*\(\s*"([^"]*)"\s*(?:[,;]\s*"((?:[^"]|"")*)")?\s*\)\s*$/i

/** The words of a cell: those of a link formula, else as they are. */
const label = (cell: string): string => {
  const link = hyperlink.exec(cell)
  return link ? (link[2]?.replaceAll('""', '"') ?? link[1] ?? '') : cell
}

/** The first link among cells, of a formula too; one without its scheme gets https. */
const linkOf = (cells: readonly string[]): string | null => {
  for (const cell of cells) {
    const address = hyperlink.exec(cell)?.[1] ?? cell.trim()
    const whole = /^[\w.-]+\.[a-z]{2,}(\/|$)/i.test(address) ? `https://${address}` : address
    // A feed that brings the article later knows it by its address alone.
    if (plainUrl(whole) !== null) return withoutTracking(whole)
  }
  return null
}

/** Several texts as one: what another holds already is left out. */
const joinTexts = (texts: readonly string[]): string => {
  const kept: string[] = []
  for (const text of texts) {
    if (kept.some(one => one.includes(text))) continue
    const held = kept.findIndex(one => text.includes(one))
    if (held >= 0) kept[held] = text
    else kept.push(text)
  }
  return kept.join('\n')
}

interface SaidAuthor {
  id: string
  handle: string
  name: string
  source: string
  url: string | null
  followers: number | null
}

/** Who wrote it: by an id, else by handle, else by name, else the place itself. */
const authorOf = (channel: string, said: SaidAuthor): Incoming['author'] => {
  const handle = said.handle.replace(/^@/, '').slice(0, 300)
  const id = usableId(said.id)
  const name = said.name || said.source
  const remoteId = id ?? (handle ? handle.toLowerCase() : name ? `name:${name.toLowerCase()}` : `${channel}:unknown`)
  return {
    remoteId,
    handle: handle || null,
    displayName: name || handle || null,
    url: said.url,
    avatarUrl: null,
    followers: said.followers,
  }
}

const fingerprint = (parts: readonly string[]): string =>
  `row:${createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 40)}`
