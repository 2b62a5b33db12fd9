/**
 * A workspace's own small weights: what people's corrections teach, word by word, laid over what the shared model reads. They
 * are a function of the list of corrections and of nothing else, so that taking one back gives the weights of before to the bit.
 */
import { type Reading, type SentimentLabel, sentimentLabel } from '../../contract/understanding.ts'
import { dullWords } from './dull-words.ts'
import { isAction } from './particles.ts'
import { stemOf } from './search.ts'
import { emptyWords } from './why.ts'
import { tokenise } from './words.ts'

/** The labels, in the order of every list of four numbers here. */
export const labels = sentimentLabel.options
const size = labels.length

/** A word, or two that stand side by side (`눈물 나`), and what hearing it adds to the logit of each label, in the contract's order. */
export interface Lesson {
  readonly word: string
  readonly adds: readonly number[]
  /** Corrected posts that hold it. */
  readonly posts: number
}

/** What the reader needs: plain data, small enough to be handed to a thread with every batch. */
export interface Lessons {
  readonly words: readonly string[]
  /** `labels` numbers a word. */
  readonly adds: Float32Array
}

/** A correction as it teaches: the words of its post, what the shared model gave each label, and what a person said. */
export interface Taught {
  readonly itemId: string
  readonly words: readonly SaidWord[]
  readonly scores: readonly number[]
  readonly label: SentimentLabel
  readonly at: Date
}

/** A word of a text with how much it counts there, and its span in UTF-16 units. */
export interface SaidWord {
  readonly word: string
  readonly weight: number
  readonly span: readonly [number, number]
}

/** Words of one text that are looked at; a longer text repeats itself. */
const mostWords = 80
/** Words that every post of a business holds teach less than those that make a post what it is. */
const plainWeight = 0.4
/** Stems of verbs that mean something beside another word alone. */
const lightStems = new Set(['하', '되', '있', '없', '같', '보', '이', '주', '오', '가', '나'])
/** A word in more than this share of many corrections, corrected to several labels, is what the workspace is about, and no lesson. */
const mostCommon = 0.2
const fewCorrections = 10
/** How far a corrected label must stand above the others (logits), and the most that one turn moves. */
const margin = 3
const mostOfTurn = 3
const turns = 6
const mostGain = 3
/** The most that one word, and all words of a post together, add to a label. */
const mostOfWord = 3
const mostOfPost = 6
/** Lessons that are kept, the strongest: what a batch carries to its thread. */
export const mostLessons = 2000
/** Words below this add less than could be seen. */
const leastOfWord = 0.02

/** The words of a text that can teach: stems without links and handles, and pairs of neighbours; weights have length 1. */
export function wordsThatTeach(text: string): SaidWord[] {
  const found = new Map<string, { weight: number; span: readonly [number, number] }>()
  let before: { word: string; from: number; isEmpty: boolean } | null = null
  for (const token of tokenise(text)) {
    if (found.size >= mostWords) break
    if (token.kind === 'url' || token.kind === 'handle' || /\d/.test(token.surface)) {
      before = null
      continue
    }
    const word = token.kind === 'tag' ? token.exact : stemOf(token)
    const isEmpty = emptyWords.has(word) || emptyWords.has(token.surface)
    if (!isEmpty && !lightStems.has(word) && !found.has(word)) {
      const isPlain = dullWords.has(word) || isAction(word)
      found.set(word, { weight: isPlain ? plainWeight : 1, span: [token.from, token.to] })
    }
    if (before !== null && !(isEmpty && before.isEmpty)) {
      const pair = `${before.word} ${word}`
      if (!found.has(pair)) found.set(pair, { weight: 1, span: [before.from, token.to] })
    }
    before = { word, from: token.from, isEmpty }
  }
  let squares = 0
  for (const { weight } of found.values()) squares += weight * weight
  const norm = Math.sqrt(Math.max(1, squares))
  return Array.from(found, ([word, { weight, span }]) => ({ word, weight: weight / norm, span }))
}

/** What the corrections taught, the strongest first, and for each correction whether it was foreseen: read so by what came before it. */
export interface Learnt {
  readonly lessons: readonly Lesson[]
  readonly foreseen: ReadonlyMap<string, boolean>
}

/**
 * Learns from corrections in their order, over the shared model's logits, which stay as they are: a passive-aggressive
 * classifier (Crammer et al. 2006, "Online Passive-Aggressive Algorithms", PA-I, multi-class), gone through a few times.
 * `isOff` are words that people switched off: they neither learn nor count. The same list gives the same numbers to the bit.
 */
export function learn(taught: readonly Taught[], isOff: ReadonlySet<string>): Learnt {
  const rows = new Map<string, { adds: Float64Array; posts: number }>()
  const common = commonWords(taught)
  const inputs = taught.map(one => {
    const words = one.words.filter(({ word }) => !isOff.has(word) && !common.has(word))
    return {
      words: words.map(({ word, weight }) => {
        const row = rows.get(word) ?? { adds: new Float64Array(size), posts: 0 }
        row.posts++
        rows.set(word, row)
        return { row, adds: row.adds, weight }
      }),
      logits: logitsOf(one.scores),
      gold: labels.indexOf(one.label),
    }
  })
  // What several corrections share is likelier what they are about: it takes a larger part of each step.
  const gainOf = (row: { posts: number }) => Math.min(row.posts, mostGain)
  const foreseen = new Map<string, boolean>()
  for (let turn = 0; turn < turns; turn++) {
    for (const [n, { words, logits, gold }] of inputs.entries()) {
      const scores = logits.map((logit, k) => {
        let sum = logit
        for (const { adds, weight } of words) sum += adds[k]! * weight
        return sum
      })
      const rival = bestBut(scores, gold)
      if (turn === 0) foreseen.set(taught[n]!.itemId, scores[gold]! > scores[rival]!)
      const square = words.reduce((sum, { row, weight }) => sum + gainOf(row) * weight * weight, 0)
      const loss = margin + scores[rival]! - scores[gold]!
      if (loss <= 0 || square === 0) continue
      const step = Math.min(mostOfTurn, loss / (2 * square))
      for (const { row, adds, weight } of words) {
        adds[gold] = bounded(adds[gold]! + step * weight * gainOf(row), mostOfWord)
        adds[rival] = bounded(adds[rival]! - step * weight * gainOf(row), mostOfWord)
      }
    }
  }
  const lessons = Array.from(rows, ([word, { adds, posts }]) => ({ word, adds: [...adds], posts }))
    .filter(one => strengthOf(one) >= leastOfWord)
    .sort((a, b) => strengthOf(b) - strengthOf(a) || (a.word < b.word ? -1 : 1))
    .slice(0, mostLessons)
  return { lessons, foreseen }
}

function commonWords(taught: readonly Taught[]): ReadonlySet<string> {
  if (taught.length < fewCorrections) return new Set()
  const seen = new Map<string, { posts: number; labels: Set<SentimentLabel> }>()
  for (const { words, label } of taught) {
    for (const { word } of words) {
      const row = seen.get(word) ?? { posts: 0, labels: new Set() }
      row.posts++
      row.labels.add(label)
      seen.set(word, row)
    }
  }
  const common = [...seen].filter(([, row]) => row.posts > taught.length * mostCommon && row.labels.size > 1)
  return new Set(common.map(([word]) => word))
}

/** The label that a lesson speaks for. */
export const towards = ({ adds }: Lesson): SentimentLabel => labels[adds.indexOf(Math.max(...adds))]!

/** How far a lesson pulls, in logits: what it adds to its label above what it adds to the least one. */
export const strengthOf = ({ adds }: Pick<Lesson, 'adds'>): number => Math.max(...adds) - Math.min(...adds)

/** Packs lessons for a reader; null where there is nothing to lay over the shared reading. */
export function packLessons(lessons: readonly Lesson[]): Lessons | null {
  if (lessons.length === 0) return null
  const adds = new Float32Array(lessons.length * size)
  for (const [n, lesson] of lessons.entries()) adds.set(lesson.adds, n * size)
  return { words: lessons.map(lesson => lesson.word), adds }
}

/**
 * Lays lessons over readings of texts. A reading that no lesson speaks to comes back as it is; another one has new scores, names the
 * words in `lessons`, and where its label changed, gives them as its why.
 */
export function makeLeaning({ words, adds }: Lessons): (text: string, reading: Reading) => Reading {
  const rowOf = new Map(words.map((word, n) => [word, n * size]))
  return (text, reading) => {
    const { sentiment } = reading
    if (sentiment === null) return reading
    const said = wordsThatTeach(text).flatMap(one => {
      const row = rowOf.get(one.word)
      return row === undefined ? [] : [{ ...one, row }]
    })
    if (said.length === 0) return reading
    const logits = logitsOf(labels.map(label => sentiment.scores[label] ?? 0)).map((logit, k) => {
      const shift = said.reduce((sum, { row, weight }) => sum + adds[row + k]! * weight, 0)
      return logit + bounded(shift, mostOfPost)
    })
    const best = bestBut(logits, -1)
    const label = labels[best]!
    const sum = logits.reduce((all, logit) => all + Math.exp(logit - logits[best]!), 0)
    const shares = logits.map(logit => rounded(Math.exp(logit - logits[best]!) / sum, 10_000))
    const telling = said
      .map(({ row, word, weight, span }) => ({ word, span, weight: (adds[row + best]! - meanAt(adds, row)) * weight }))
      .filter(one => one.weight > 0)
      .sort((a, b) => b.weight - a.weight || a.span[0] - b.span[0])
    return {
      ...reading,
      sentiment: {
        label,
        confidence: shares[best]!,
        scores: Object.fromEntries(labels.map((name, k) => [name, shares[k]!])) as Record<SentimentLabel, number>,
      },
      why:
        label === sentiment.label
          ? reading.why
          : apart(telling).map(({ span, weight }) => ({
              span: [...span] as [number, number],
              weight: rounded(weight, 1000),
              for: label,
            })),
      ...(label === sentiment.label ? {} : { lessons: telling.slice(0, mostTold).map(one => one.word) }),
    }
  }
}

const mostTold = 5
const mostSpans = 3

/** The strongest spans that do not lie over each other. */
function apart<T extends { readonly span: readonly [number, number] }>(telling: readonly T[]): T[] {
  const kept: T[] = []
  for (const one of telling) {
    if (kept.length >= mostSpans) break
    if (kept.every(({ span }) => span[1] <= one.span[0] || one.span[1] <= span[0])) kept.push(one)
  }
  return kept
}

/** Logits up to a constant; the model writes shares with four digits, so the least is taken for half of the last one. */
function logitsOf(scores: readonly number[]): number[] {
  return scores.map(score => Math.log(Math.max(score, 0.000_05)))
}

function bestBut(scores: readonly number[], but: number): number {
  let best = but === 0 ? 1 : 0
  for (let k = 0; k < scores.length; k++) if (k !== but && scores[k]! > scores[best]!) best = k
  return best
}

function meanAt(adds: Float32Array, row: number): number {
  let sum = 0
  for (let k = 0; k < size; k++) sum += adds[row + k]!
  return sum / size
}

const bounded = (value: number, most: number): number => Math.max(-most, Math.min(most, value))
const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps
