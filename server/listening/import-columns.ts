/** What the columns of a table of posts hold. */
import type { ImportColumn } from '../../contract/channels.ts'
import {
  type ColumnEvidence,
  type ColumnWords,
  guessField,
  makeMapping,
  momentRules,
  noMoments,
  readMoment,
  shareOf,
} from '../channels/index.ts'
import { formats } from './import-formats.ts'
import { details, names, patterns } from './import-names.ts'
import { channelOf } from './import-places.ts'
import { sentimentOfWord } from './import-words.ts'

const rules = momentRules(noMoments(), 'UTC')
const isMoment = (value: string) =>
  readMoment(value, rules) !== null || readMoment(value, { ...rules, isDayFirst: true }) !== null
const isLink = (value: string) => /^(https?:\/\/|=\s*HYPERLINK|www\.)\S+/i.test(value.trim())
const isCount = (value: string) => /^[\d.,\s]+([kmb천만억명개건회]|E\+?\d+)?$/i.test(value.trim())

const proofs: ColumnWords['proofs'] = {
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

/** What makes a mention and no name told: guessed from the values. */
const guess = (columns: readonly ImportColumn[], evidence: readonly ColumnEvidence[]): ImportColumn[] => {
  let found = guessField(columns, evidence, 'url', shareOf(isLink))
  found = guessField(
    found,
    evidence,
    'publishedAt',
    shareOf(value => isMoment(value) && /\D/.test(value)),
  )
  found = guessField(
    found,
    evidence,
    'sentiment',
    shareOf(value => sentimentOfWord(value) !== null && !/^-?\d/.test(value)),
  )
  found = guessField(
    found,
    evidence,
    'channel',
    shareOf(value => value.length <= 30 && (channelOf([value], null)?.length ?? 99) <= 12 && knownPlace(value)),
  )
  found = guessField(
    found,
    evidence,
    'authorHandle',
    shareOf(value => /^@[\w.]{2,}$/.test(value)),
  )
  if (found.some(column => column.field === 'title')) return found
  return guessField(
    found,
    evidence,
    'text',
    samples =>
      shareOf(value => /\p{L}.*\s.*\p{L}/su.test(value) && value.length >= 15)(samples) *
      Math.min(1, 0.75 + averageLength(samples) / 1000),
  )
}

const averageLength = (samples: readonly string[]): number =>
  samples.reduce((sum, value) => sum + value.length, 0) / samples.length

/** A name that no open string would give: only what is known of places. */
const knownPlace = (value: string): boolean =>
  channelOf([value, 'instagram'], null) !== 'instagram' || /instagram|인스타/i.test(value)

/** Whether rows of a table can be mentions. */
export const canBeMentions = (columns: readonly ImportColumn[]): boolean =>
  columns.some(column => column.field === 'text' || column.field === 'title' || column.field === 'snippet')

export const mentionColumns = makeMapping({ formats, names, details, patterns, proofs, guess })
