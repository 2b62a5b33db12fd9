/** Reads posts: language, sentiment and the words that decided it, from one pass over hashed features. */
import type { Reading } from '../../contract/understanding.ts'
import { createClauses, readClauses, spreadDense } from './dense.ts'
import { createExtractor, FEATURES, type Features, LONGEST_READ } from './features.ts'
import { type Group, groupOf, type Layout, SCHEME, SOCIAL } from './heads.ts'
import { detectLanguage } from './language.ts'
import { type Head, openModel, type Table } from './model.ts'
import { foldInto, makeFolded } from './normalise.ts'
import { createWhy } from './why.ts'

/** Reads a batch; the readings stand in the order of the texts. Any string gives a reading, an empty one too. */
export type Reader = (texts: readonly string[]) => Reading[]

const sentiment = groupOf(SCHEME, 'sentiment')

/** UTF-16 units that are folded at most; white space and repetitions go, so more of them are read than of code points. */
const LONGEST_TEXT = LONGEST_READ * 4

/**
 * Makes a reader over the bytes of a model file, which it reads in place (give it a view of a SharedArrayBuffer to share
 * them across threads). Each reader has its own scratch and belongs to one thread. Costs of a text grow with its length
 * up to `LONGEST_READ` code points; what follows is not read. `reads` names the fields to read beside the
 * sentiment, the others are null; left out, those that the model file lists.
 */
export function createReader(bytes: Uint8Array, reads?: readonly string[]): Reader {
  const model = openModel(bytes, FEATURES)
  const [polarity, social, scheme] = model.tables
  if (polarity === undefined || !fits(social, SOCIAL) || !fits(scheme, SCHEME)) {
    throw new Error('The model file does not hold the tables that this program reads.')
  }
  const { heads } = scheme
  const isRead = new Set(reads ?? model.reads)
  const polarityMask = (1 << polarity.bits) - 1
  const polarityScale = polarity.heads[0]!.scale
  const extract = createExtractor()
  const folded = makeFolded()
  const clauses = createClauses(LONGEST_READ)
  const dense = new Float32Array(SCHEME.dense)
  const feel = createLogits(social, SOCIAL)
  const judge = createLogits(scheme, SCHEME)
  const explain = createWhy(polarity.weights, polarityMask, polarityScale, scheme)

  const readOne = (text: string): Reading => {
    foldInto(text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text, folded)
    const features = extract(folded)
    readClauses(features, polarity.weights, polarityMask, polarityScale, clauses)
    spreadDense(clauses.values, feel(features, dense), features.isKorean, dense)
    const logits = judge(features, dense)
    calibrate(heads, logits, features.isKorean ? 0 : 1)
    const read = pickOne(sentiment, logits)
    return {
      language: detectLanguage(text),
      sentiment: {
        label: read.label as NonNullable<Reading['sentiment']>['label'],
        confidence: read.confidence,
        scores: read.scores as NonNullable<Reading['sentiment']>['scores'],
      },
      intents: isRead.has('intents') ? readIntents(heads, logits) : null,
      urgency: isRead.has('urgency') ? (pickOne(groupOf(SCHEME, 'urgency'), logits).label as Reading['urgency']) : null,
      crisis: isRead.has('crisis') ? readCrisis(heads, logits) : null,
      answerable: isRead.has('answerable') ? isSo(heads, logits, groupOf(SCHEME, 'answerable').at) : null,
      spam: isRead.has('spam') ? isSo(heads, logits, groupOf(SCHEME, 'spam').at) : null,
      emotions: isRead.has('emotions') ? readEmotions(heads, logits) : null,
      why: explain(features, sentiment.labels.indexOf(read.label)),
      model: model.version,
    }
  }
  return texts => texts.map(readOne)
}

function fits(table: Table | undefined, layout: Layout): table is Table {
  return table?.heads.length === layout.columns
}

/** Most rows whose bytes can be summed in 16 bits. */
const MOST_ROWS = 257

/**
 * Makes the logits of a table from a post's features and dense features. Four int8 weights are read as one word, made
 * positive by their high bits and summed in two lanes of 16 bits; rows that hold only zeros are passed over.
 */
function createLogits(
  { weights, bits, heads, stride }: Table,
  { columns, dense: width }: Layout,
): (features: Features, dense: Float32Array) => Float64Array {
  const mask = (1 << bits) - 1
  const size = stride / 4
  const words = new Int32Array(weights.buffer, weights.byteOffset, weights.length / 4)
  const isUsed = new Uint8Array(1 << bits)
  for (let row = 0; row <= mask; row++) {
    for (let at = row * size; at < (row + 1) * size; at++) {
      if (words[at] !== 0) isUsed[row] = 1
    }
  }
  const denseWeights = Float64Array.from(
    heads.flatMap(head => Array.from({ length: width }, (_, d) => head.dense[d] ?? 0)),
  )
  const scales = Float64Array.from(heads, head => head.scale)
  const biases = Float64Array.from(heads, head => head.bias)
  const lanes = new Int32Array(size * 2)
  const totals = new Int32Array(stride)
  const logits = new Float64Array(columns)

  const settle = (rows: number) => {
    for (let w = 0; w < size; w++) {
      const even = lanes[w * 2]!
      const odd = lanes[w * 2 + 1]!
      totals[w * 4]! += (even & 0xffff) - 128 * rows
      totals[w * 4 + 1]! += (odd & 0xffff) - 128 * rows
      totals[w * 4 + 2]! += (even >>> 16) - 128 * rows
      totals[w * 4 + 3]! += (odd >>> 16) - 128 * rows
    }
    lanes.fill(0)
  }

  return ({ hash, count }, dense) => {
    totals.fill(0)
    let rows = 0
    for (let i = 0; i < count; i++) {
      const row = hash[i]! & mask
      if (isUsed[row] === 0) continue
      const at = row * size
      for (let w = 0; w < size; w++) {
        const four = words[at + w]! ^ 0x80808080
        lanes[w * 2]! += four & 0x00ff00ff
        lanes[w * 2 + 1]! += (four >>> 8) & 0x00ff00ff
      }
      if (++rows === MOST_ROWS) {
        settle(rows)
        rows = 0
      }
    }
    settle(rows)
    const share = 1 / Math.sqrt(Math.max(1, count))
    for (let c = 0; c < columns; c++) {
      let logit = biases[c]! + totals[c]! * scales[c]! * share
      for (let d = 0; d < width; d++) logit += denseWeights[c * width + d]! * dense[d]!
      logits[c] = logit
    }
    return logits
  }
}

/** Puts calibrated logits in place of raw ones; `language` is 0 for Korean, 1 for all else. */
function calibrate(heads: readonly Head[], logits: Float64Array, language: number): void {
  for (let c = 0; c < heads.length; c++) {
    const [a, b] = heads[c]!.calibration[language]!
    logits[c] = a * logits[c]! + b
  }
}

/** The likeliest label of a group whose labels exclude each other, with calibrated shares that add up to 1. */
function pickOne(group: Group, logits: Float64Array) {
  const scaled = group.labels.map((_, k) => logits[group.at + k]!)
  const most = Math.max(...scaled)
  const powers = scaled.map(value => Math.exp(value - most))
  const sum = powers.reduce((x, y) => x + y, 0)
  const scores: Record<string, number> = {}
  let best = 0
  group.labels.forEach((label, k) => {
    scores[label] = rounded(powers[k]! / sum)
    if (powers[k]! > powers[best]!) best = k
  })
  const label = group.labels[best]!
  return { label, confidence: scores[label]!, scores }
}

function chance(logits: Float64Array, column: number): number {
  return rounded(1 / (1 + Math.exp(-logits[column]!)))
}

function isSo(heads: readonly Head[], logits: Float64Array, column: number): boolean {
  return chance(logits, column) >= heads[column]!.threshold
}

/** Every intent above its threshold, the likeliest first; the likeliest alone where none is. */
function readIntents(heads: readonly Head[], logits: Float64Array): NonNullable<Reading['intents']> {
  const { labels, at } = groupOf(SCHEME, 'intents')
  const all = labels
    .map((label, k) => ({ label, confidence: chance(logits, at + k) }))
    .sort((a, b) => b.confidence - a.confidence) as NonNullable<Reading['intents']>
  const likely = all.filter(intent => intent.confidence >= heads[at + labels.indexOf(intent.label)]!.threshold)
  return likely.length > 0 ? likely : all.slice(0, 1)
}

function readCrisis(heads: readonly Head[], logits: Float64Array): NonNullable<Reading['crisis']> {
  const p = chance(logits, groupOf(SCHEME, 'crisis').at)
  const value = p >= heads[groupOf(SCHEME, 'crisis').at]!.threshold
  return { value, confidence: value ? p : rounded(1 - p) }
}

function readEmotions(heads: readonly Head[], logits: Float64Array): NonNullable<Reading['emotions']> {
  const { labels, at } = groupOf(SCHEME, 'emotions')
  return labels.filter((_, k) => isSo(heads, logits, at + k)) as NonNullable<Reading['emotions']>
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
