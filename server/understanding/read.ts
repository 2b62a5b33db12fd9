/** Reads posts: language, sentiment and the words that decided it, from one pass over hashed features. */
import type { Reading } from '../../contract/understanding.ts'
import { createClauses, DENSE, readClauses } from './dense.ts'
import { createExtractor, FEATURES, type Features, LONGEST_READ } from './features.ts'
import { type Group, groupOf, type Layout, SCHEME, SOCIAL } from './heads.ts'
import { detectLanguage } from './language.ts'
import { type Head, openModel, type Table } from './model.ts'
import { foldInto, makeFolded } from './normalise.ts'
import { createWhy } from './why.ts'

/** Reads a batch; the readings stand in the order of the texts. Any string gives a reading, an empty one too. */
export type Reader = (texts: readonly string[]) => Reading[]

const sentiment = groupOf(SCHEME, 'sentiment')

/**
 * Makes a reader over the bytes of a model file, which it reads in place (give it a view of a SharedArrayBuffer to share
 * them across threads). Each reader has its own scratch and belongs to one thread. Costs of a text grow with its length
 * up to `LONGEST_READ` code points; what follows is not read. A field whose head has not passed its floor is null.
 */
export function createReader(bytes: Uint8Array): Reader {
  const model = openModel(bytes, FEATURES)
  const [polarity, social, scheme] = model.tables
  if (polarity === undefined || !fits(social, SOCIAL) || !fits(scheme, SCHEME)) {
    throw new Error('The model file does not hold the tables that this program reads.')
  }
  const { heads } = scheme
  const isRead = new Set(model.reads)
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
    foldInto(text, folded)
    const features = extract(folded)
    readClauses(features, polarity.weights, polarityMask, polarityScale, clauses)
    dense.set(clauses.values)
    dense.set(feel(features, dense), DENSE)
    const logits = judge(features, dense)
    const read = pickOne(sentiment, heads, logits)
    return {
      language: detectLanguage(text),
      sentiment: {
        label: read.label as NonNullable<Reading['sentiment']>['label'],
        confidence: read.confidence,
        scores: read.scores as NonNullable<Reading['sentiment']>['scores'],
      },
      intents: isRead.has('intents') ? readIntents(heads, logits) : null,
      urgency: isRead.has('urgency')
        ? (pickOne(groupOf(SCHEME, 'urgency'), heads, logits).label as Reading['urgency'])
        : null,
      crisis: isRead.has('crisis') ? readCrisis(heads, logits) : null,
      answerable: isRead.has('answerable') ? chance(heads, logits, groupOf(SCHEME, 'answerable').at) >= 0.5 : null,
      spam: isRead.has('spam') ? chance(heads, logits, groupOf(SCHEME, 'spam').at) >= 0.5 : null,
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

/** Makes the logits of a table from a post's features and dense features; rows that hold only zeros are passed over. */
function createLogits(
  { weights, bits, heads }: Table,
  { columns, dense: width }: Layout,
): (features: Features, dense: Float32Array) => Float64Array {
  const mask = (1 << bits) - 1
  const isUsed = new Uint8Array(1 << bits)
  for (let i = 0; i < weights.length; i++) if (weights[i] !== 0) isUsed[Math.floor(i / columns)] = 1
  const denseWeights = Float64Array.from(
    heads.flatMap(head => Array.from({ length: width }, (_, d) => head.dense[d] ?? 0)),
  )
  const totals = new Int32Array(columns)
  const logits = new Float64Array(columns)
  return ({ hash, count }, dense) => {
    totals.fill(0)
    for (let i = 0; i < count; i++) {
      const row = hash[i]! & mask
      if (isUsed[row] === 0) continue
      const at = row * columns
      for (let c = 0; c < columns; c++) totals[c]! += weights[at + c]!
    }
    const share = 1 / Math.sqrt(Math.max(1, count))
    for (let c = 0; c < columns; c++) {
      let logit = heads[c]!.bias + totals[c]! * heads[c]!.scale * share
      for (let d = 0; d < width; d++) logit += denseWeights[c * width + d]! * dense[d]!
      logits[c] = logit
    }
    return logits
  }
}

/** The likeliest label of a group whose labels exclude each other, with calibrated shares that add up to 1. */
function pickOne(group: Group, heads: readonly Head[], logits: Float64Array) {
  const scaled = group.labels.map((_, k) => {
    const [a, b] = heads[group.at + k]!.calibration
    return a * logits[group.at + k]! + b
  })
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

function chance(heads: readonly Head[], logits: Float64Array, column: number): number {
  const [a, b] = heads[column]!.calibration
  return rounded(1 / (1 + Math.exp(-(a * logits[column]! + b))))
}

/** Every intent that is likelier than not, the likeliest first; the likeliest alone where none is. */
function readIntents(heads: readonly Head[], logits: Float64Array): NonNullable<Reading['intents']> {
  const { labels, at } = groupOf(SCHEME, 'intents')
  const all = labels
    .map((label, k) => ({ label, confidence: chance(heads, logits, at + k) }))
    .sort((a, b) => b.confidence - a.confidence) as NonNullable<Reading['intents']>
  const likely = all.filter(intent => intent.confidence >= 0.5)
  return likely.length > 0 ? likely : all.slice(0, 1)
}

function readCrisis(heads: readonly Head[], logits: Float64Array): NonNullable<Reading['crisis']> {
  const p = chance(heads, logits, groupOf(SCHEME, 'crisis').at)
  return { value: p >= 0.5, confidence: p >= 0.5 ? p : rounded(1 - p) }
}

function readEmotions(heads: readonly Head[], logits: Float64Array): NonNullable<Reading['emotions']> {
  const { labels, at } = groupOf(SCHEME, 'emotions')
  return labels.filter((_, k) => chance(heads, logits, at + k) >= 0.5) as NonNullable<Reading['emotions']>
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
