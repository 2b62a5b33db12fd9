/** What the columns of a table hold: by a known format, by their names, and where names say nothing by what is in them. */
import type { ImportColumn, ImportField } from '../../contract/listening.ts'
import {
  type MomentEvidence,
  momentRules,
  type NumberEvidence,
  noMoments,
  noNumbers,
  noteMoment,
  noteNumber,
  readMoment,
} from '../channels/index.ts'
import { formatOf } from './import-formats.ts'
import { fieldOfName, foldName } from './import-names.ts'
import { channelOf } from './import-places.ts'
import { sentimentOfWord } from './import-words.ts'

/** What a column has shown: gathered over the whole file. */
export interface ColumnEvidence {
  filled: number
  samples: string[]
  moments: MomentEvidence
  numbers: NumberEvidence
}

export const noEvidence = (): ColumnEvidence => ({ filled: 0, samples: [], moments: noMoments(), numbers: noNumbers() })

const mostSamples = 30
const sampleLength = 300

export const noteCell = (evidence: ColumnEvidence, cell: string): void => {
  if (cell === '') return
  evidence.filled += 1
  if (evidence.samples.length < mostSamples) evidence.samples.push(cell.slice(0, sampleLength))
  if (cell.length > 40) return
  noteMoment(evidence.moments, cell)
  noteNumber(evidence.numbers, cell)
}

/** Fields of which a table has one column at most; of the others the first that is filled counts. */
const shown = 3

export interface Mapped {
  format: string | null
  columns: ImportColumn[]
}

export const mapColumns = (headers: readonly string[], evidence: readonly ColumnEvidence[]): Mapped => {
  const format = formatOf(headers)
  const columns = headers.map((header, at): ImportColumn => {
    const told = format?.fields[foldName(header)]
    const byName = told === undefined ? fieldOfName(header) : null
    const samples = evidence[at]?.samples ?? []
    return {
      at,
      header,
      field: told ?? byName?.field ?? null,
      confidence: told ? 1 : byName ? Math.max(0.6, 0.95 - byName.rank * 0.01) : 0,
      samples: samples.slice(0, shown),
    }
  })
  const doubted = columns.map((column, at) => doubt(column, evidence[at]?.samples ?? []))
  return { format: format?.name ?? null, columns: guessMissing(doubted, evidence) }
}

/** A name that its values disprove counts for less: a date that is none, a link that is none, an author of numbers. */
const doubt = (column: ImportColumn, samples: readonly string[]): ImportColumn => {
  if (column.field === null || samples.length === 0 || column.confidence === 1) return column
  const proof = proofs[column.field]
  if (!proof) return column
  const share = samples.filter(proof).length / samples.length
  if (share >= 0.5) return column
  if (column.field === 'kind' || column.field === 'source') return column
  return { ...column, field: 'detail', confidence: 0.5 }
}

const rules = momentRules(noMoments(), 'UTC')
const isMoment = (value: string) =>
  readMoment(value, rules) !== null || readMoment(value, { ...rules, isDayFirst: true }) !== null
const isLink = (value: string) => /^(https?:\/\/|=\s*HYPERLINK|www\.)\S+/i.test(value.trim())
const isCount = (value: string) => /^[\d.,\s]+([kmb천만억명개건회]|E\+?\d+)?$/i.test(value.trim())

const proofs: Readonly<Partial<Record<ImportField, (value: string) => boolean>>> = {
  publishedAt: isMoment,
  time: value => /\d{1,2}\s?[:시]/.test(value),
  url: value => isLink(value) || /^[\w.-]+\.[a-z]{2,}\//i.test(value),
  authorUrl: isLink,
  followers: isCount,
  likes: isCount,
  comments: isCount,
  shares: isCount,
  views: isCount,
  reach: isCount,
  sentiment: value => sentimentOfWord(value) !== null,
}

/** What makes a mention and no name told: guessed from the values, each once, from columns that nobody knows. */
const guessMissing = (columns: readonly ImportColumn[], evidence: readonly ColumnEvidence[]): ImportColumn[] => {
  const missing = (field: ImportField) => !found.some(column => column.field === field)
  let found = [...columns]
  const guess = (field: ImportField, fits: (samples: readonly string[]) => number) => {
    if (!missing(field)) return
    let best: { at: number; share: number } | null = null
    for (const column of found) {
      const samples = evidence[column.at]?.samples ?? []
      if (column.field !== null || samples.length === 0) continue
      const share = fits(samples)
      if (share > (best?.share ?? 0.7)) best = { at: column.at, share }
    }
    if (best === null) return
    const { at } = best
    found = found.map(column => (column.at === at ? { ...column, field, confidence: 0.4 } : column))
  }
  const share = (fits: (value: string) => boolean) => (samples: readonly string[]) =>
    samples.filter(fits).length / samples.length
  guess('url', share(isLink))
  guess(
    'publishedAt',
    share(value => isMoment(value) && /\D/.test(value)),
  )
  guess(
    'sentiment',
    share(value => sentimentOfWord(value) !== null && !/^-?\d/.test(value)),
  )
  guess(
    'channel',
    share(value => value.length <= 30 && (channelOf([value], null)?.length ?? 99) <= 12 && knownPlace(value)),
  )
  guess(
    'authorHandle',
    share(value => /^@[\w.]{2,}$/.test(value)),
  )
  if (missing('title'))
    guess(
      'text',
      samples =>
        (samples.filter(value => /\p{L}.*\s.*\p{L}/su.test(value) && value.length >= 15).length / samples.length) *
        Math.min(1, 0.75 + averageLength(samples) / 1000),
    )
  return found
}

const averageLength = (samples: readonly string[]): number =>
  samples.reduce((sum, value) => sum + value.length, 0) / samples.length

/** A name that no open string would give: only what is known of places. */
const knownPlace = (value: string): boolean =>
  channelOf([value, 'instagram'], null) !== 'instagram' || /instagram|인스타/i.test(value)

/** Whether rows of a table can be mentions. */
export const canBeMentions = (columns: readonly ImportColumn[]): boolean =>
  columns.some(column => column.field === 'text' || column.field === 'title' || column.field === 'snippet')

/** Null where every value reads one way only, or none can be read both ways. */
export const isDayFirstOf = (columns: readonly ImportColumn[], evidence: readonly ColumnEvidence[]): boolean | null => {
  const column = columns.find(one => one.field === 'publishedAt')
  const moments = column && evidence[column.at]?.moments
  if (!column || !moments) return null
  if (moments.dayFirst !== moments.dayLast) return moments.dayFirst > moments.dayLast
  return evidence[column.at]!.samples.some(value => /^\s*\d{1,2}([./-])\s?\d{1,2}\1\s?\d{2,4}/.test(value))
    ? false
    : null
}
