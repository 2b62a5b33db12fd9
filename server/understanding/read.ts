/** Reads posts: language, sentiment and the words that decided it, from one pass over hashed features. */
import type { Reading } from '../../contract/understanding.ts'
import { createClauses, layDense, readClauses } from './dense.ts'
import { createExtractor, FEATURES, LONGEST_READ } from './features.ts'
import { FILM, type Group, groupOf, type Layout, SCHEME, SOCIAL } from './heads.ts'
import { detectLanguage } from './language.ts'
import { createLogits, type Layer } from './logits.ts'
import { type Head, type Model, openModel, type Table } from './model.ts'
import { foldInto, makeFolded } from './normalise.ts'
import { createSigns, rowsOfSigns, type SignTable } from './signs.ts'
import { createWhy } from './why.ts'

/** Reads a batch; the readings stand in the order of the texts. Any string gives a reading, an empty one too. */
export type Reader = (texts: readonly string[]) => Reading[]

const sentiment = groupOf(SCHEME, 'sentiment')
const intents = groupOf(SCHEME, 'intents')
const urgencies = groupOf(SCHEME, 'urgency')
const emotions = groupOf(SCHEME, 'emotions')
const crisisAt = groupOf(SCHEME, 'crisis').at
const answerableAt = groupOf(SCHEME, 'answerable').at
const spamAt = groupOf(SCHEME, 'spam').at

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
  const { polarity, signTable, social, scheme } = partsOf(model)
  const { heads } = scheme.keyed
  const isRead = new Set(reads ?? model.reads)
  const { scale, bias } = polarity.heads[0]!
  const poles = { weights: polarity.weights, scale, bias }
  const extract = createExtractor()
  const findSigns = createSigns(signTable)
  const folded = makeFolded()
  const clauses = createClauses(LONGEST_READ)
  const dense = new Float32Array(SCHEME.dense)
  const feel = createLogits(social)
  const judge = createLogits(scheme)
  const explain = createWhy(polarity, scheme, model.signs)

  // Calibrated logits stand in place of raw ones: for Korean, then for all else.
  const slopes = [0, 1].map(language => Float64Array.from(heads, head => head.calibration[language]![0]))
  const offsets = [0, 1].map(language => Float64Array.from(heads, head => head.calibration[language]![1]))

  const readOne = (text: string): Reading => {
    foldInto(text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text, folded)
    const features = extract(folded)
    const said = findSigns(features)
    readClauses(features, poles, clauses)
    layDense(clauses.values, feel.of(features, said, dense), FILM, dense)
    const logits = judge.of(features, said, dense)
    const language = features.isKorean ? 0 : 1
    for (let c = 0; c < logits.length; c++) logits[c] = slopes[language]![c]! * logits[c]! + offsets[language]![c]!
    const read = pickOne(sentiment, logits)
    return {
      language: detectLanguage(text),
      sentiment: read as NonNullable<Reading['sentiment']>,
      intents: isRead.has('intents') ? readIntents(heads, logits, language) : null,
      urgency: isRead.has('urgency') ? (likeliest(urgencies, logits) as Reading['urgency']) : null,
      crisis: isRead.has('crisis') ? readCrisis(heads, logits, language) : null,
      answerable: isRead.has('answerable') ? isSo(heads, logits, answerableAt, language) : null,
      spam: isRead.has('spam') ? isSo(heads, logits, spamAt, language) : null,
      emotions: isRead.has('emotions') ? readEmotions(heads, logits, language) : null,
      why: explain(features, said, { poles: clauses.weights, rows: judge.found }, sentiment.labels.indexOf(read.label)),
      model: model.version,
    }
  }
  return texts => texts.map(readOne)
}

/** What a reader needs of a model, checked against the layouts of this program. */
function partsOf({ tables, signs }: Model) {
  const byName = new Map(tables.map(table => [table.name, table]))
  const [polarity, signRows] = [byName.get('polarity'), byName.get('signs')]
  const social = layerOf(byName, 'social', SOCIAL, signs.length)
  const scheme = layerOf(byName, 'scheme', SCHEME, signs.length)
  if (polarity === undefined || signRows === undefined || signRows.index === null || !social || !scheme) {
    throw new Error('The model file does not hold the tables that this program reads.')
  }
  const { index, weights } = signRows
  const codes = new Uint8Array(weights.buffer, weights.byteOffset, weights.length)
  const signTable: SignTable = { names: signs, index, codes }
  return { polarity, signTable, social, scheme }
}

function layerOf(byName: ReadonlyMap<string, Table>, name: string, layout: Layout, signs: number): Layer | undefined {
  const keyed = byName.get(name)
  const said = byName.get(`${name}, signs`)
  if (keyed === undefined || said === undefined || keyed.index === null) return undefined
  const isFit =
    keyed.heads.length === layout.columns &&
    said.heads.length === layout.columns &&
    said.weights.length === rowsOfSigns(signs) * said.stride
  return isFit ? { keyed, said, layout } : undefined
}

/** The likeliest label of a group whose labels exclude each other, with calibrated shares that add up to 1. */
function pickOne({ labels, at }: Group, logits: Float64Array) {
  let best = 0
  for (let k = 1; k < labels.length; k++) if (logits[at + k]! > logits[at + best]!) best = k
  let sum = 0
  for (let k = 0; k < labels.length; k++) sum += Math.exp(logits[at + k]! - logits[at + best]!)
  const scores: Record<string, number> = {}
  for (let k = 0; k < labels.length; k++) {
    scores[labels[k]!] = rounded(Math.exp(logits[at + k]! - logits[at + best]!) / sum)
  }
  return { label: labels[best]!, confidence: rounded(1 / sum), scores }
}

function likeliest({ labels, at }: Group, logits: Float64Array): string {
  let best = 0
  for (let k = 1; k < labels.length; k++) if (logits[at + k]! > logits[at + best]!) best = k
  return labels[best]!
}

function chance(logits: Float64Array, column: number): number {
  return rounded(1 / (1 + Math.exp(-logits[column]!)))
}

function isSo(heads: readonly Head[], logits: Float64Array, column: number, language: number): boolean {
  return chance(logits, column) >= heads[column]!.threshold[language]!
}

/** Every intent above its threshold, the likeliest first; the likeliest alone where none is. */
function readIntents(heads: readonly Head[], logits: Float64Array, language: number): NonNullable<Reading['intents']> {
  const { labels, at } = intents
  const likely: { label: string; confidence: number }[] = []
  let best = 0
  for (let k = 0; k < labels.length; k++) {
    if (logits[at + k]! > logits[at + best]!) best = k
    const confidence = chance(logits, at + k)
    if (confidence >= heads[at + k]!.threshold[language]!) likely.push({ label: labels[k]!, confidence })
  }
  if (likely.length === 0) likely.push({ label: labels[best]!, confidence: chance(logits, at + best) })
  else if (likely.length > 1) likely.sort((a, b) => b.confidence - a.confidence)
  return likely as NonNullable<Reading['intents']>
}

function readCrisis(heads: readonly Head[], logits: Float64Array, language: number): NonNullable<Reading['crisis']> {
  const p = chance(logits, crisisAt)
  const value = p >= heads[crisisAt]!.threshold[language]!
  return { value, confidence: value ? p : rounded(1 - p) }
}

function readEmotions(
  heads: readonly Head[],
  logits: Float64Array,
  language: number,
): NonNullable<Reading['emotions']> {
  const { labels, at } = emotions
  const felt: string[] = []
  for (let k = 0; k < labels.length; k++) if (isSo(heads, logits, at + k, language)) felt.push(labels[k]!)
  return felt as NonNullable<Reading['emotions']>
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
