/** Finds the words of a post that weighed most for the label it was given. */
import type { Reading } from '../../contract/understanding.ts'
import { type Features, LONGEST_READ } from './features.ts'
import { groupOf, SCHEME } from './heads.ts'
import type { Layer } from './logits.ts'
import type { Table } from './model.ts'
import type { Said } from './signs.ts'

const MOST_SPANS = 3

/** Signs that help a meaning and are none: a word that carries no other sign does not explain a feeling. */
const HELPERS = new Set(
  'very but staff span frail chat film rival not hearsay news notice asks many media laugh tears ads buys pleads number price'.split(
    ' ',
  ),
)

/** Words that mean nothing by themselves; a span is never one of them alone. */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    '그 이 저 것 거 게 건 걸 수 때 더 좀 왜 또 다 잘 안 못 등 및 그리고 그래서 그런데 근데 하지만 그냥 정말 진짜 너무 아주 매우 완전 ' +
    '이거 그거 저거 이게 그게 여기 거기 저는 제가 저도 나는 내가 나도 우리 저희 있어요 있습니다 있는데 했어요 했습니다 하는데 합니다 해요 ' +
    '입니다 이에요 예요 됩니다 같아요 오늘 어제 지금 이번 the a an and or but so to of in on at for with from by is are was were be been am ' +
    "it its i i'm my me we our you your they their he she this that these those there here as if then than just very really have has had do " +
    'does did will would can could all any some one out up now'
  ).split(' '),
)

/** Particles that a span leaves out where no sign covers them. */
const PARTICLES = new Set('은는이가을를에도의와과로'.split('').map(letter => letter.codePointAt(0)!))

/** What was looked up for each feature while it was read: its step in the polarity table and its row in the keyed one, or −1. */
interface LookedUp {
  readonly poles: Int8Array
  readonly rows: Int32Array
}

interface Span {
  readonly from: number
  readonly to: number
  readonly sum: number
}

/**
 * Makes an explainer: what every feature and sign adds to the label against the mean of the others is spread over the code
 * points that it spans. The words that carry a sign and have the largest sums are the spans; where no word carries one,
 * the words that add most, without those that mean nothing by themselves. Spans are UTF-16 units of the source text.
 */
export function createWhy(
  polarity: Table,
  { keyed, said }: Layer,
  names: readonly string[],
): (features: Features, signs: Said, lookedUp: LookedUp, label: number) => Reading['why'] {
  const { at, labels } = groupOf(SCHEME, 'sentiment')
  const share = new Float32Array(LONGEST_READ + 2)
  const signed = new Uint8Array(LONGEST_READ + 2)
  const isHelper = names.map(name => HELPERS.has(name))
  const keyedScales = labels.map((_, k) => keyed.heads[at + k]!.scale)
  const saidScales = labels.map((_, k) => said.heads[at + k]!.scale)
  const leans = [0, SCHEME.dense].map(first => {
    const weights = labels.map((_, k) => keyed.heads[at + k]!.dense[first] ?? 0)
    const sum = weights.reduce((a, b) => a + b, 0)
    return weights.map(weight => (weight - (sum - weight) / (labels.length - 1)) * polarity.heads[0]!.scale)
  })

  /** What a row adds to the label, less what it adds to the others on average. */
  const gain = (weights: Int8Array, row: number, scales: readonly number[], label: number) => {
    let sum = 0
    for (let k = 0; k < labels.length; k++) {
      const w = weights[row + k]! * scales[k]!
      sum += k === label ? w : -w / (labels.length - 1)
    }
    return sum
  }

  return (features, signs, { poles, rows }, label) => {
    const { count, from, to, length, isKorean } = features
    share.fill(0, 0, length + 2)
    signed.fill(0, 0, length + 2)
    const lean = leans[isKorean ? 0 : 1]![label]!
    const perPost = 1 / Math.sqrt(Math.max(1, count))
    for (let i = 0; i < count; i++) {
      const start = from[i]!
      const end = to[i]!
      if (end === start) continue
      let weight = poles[i]! * lean * perPost
      const row = rows[i]!
      if (row >= 0) weight += gain(keyed.weights, row * keyed.stride + at, keyedScales, label) * perPost
      if (weight === 0) continue
      share[start]! += weight / (end - start)
      share[end]! -= weight / (end - start)
    }
    for (let i = 0; i < signs.hits; i++) {
      const sign = signs.sign[i]!
      const start = signs.from[i]!
      const end = signs.to[i]!
      const row = (sign * 2 + (isKorean ? 0 : 1)) * said.stride + at
      const weight = gain(said.weights, row, saidScales, label)
      share[start]! += weight / (end - start)
      share[end]! -= weight / (end - start)
      if (!isHelper[sign]) for (let k = start; k < end; k++) signed[k] = 1
    }
    return pickSpans(features, share, signed, labels[label]!)
  }
}

function pickSpans(features: Features, share: Float32Array, signed: Uint8Array, label: string): Reading['why'] {
  const { length, gap, kind, code, origin, after } = features
  const telling: Span[] = []
  const others: Span[] = []
  let running = 0
  let from = 0
  let sum = 0
  let isSigned = false
  for (let i = 0; i < length; i++) {
    running += share[i]!
    sum += running
    if (signed[i] === 1) isSigned = true
    if (i + 1 < length && gap[i + 1] === 0) continue
    if (sum > 0) {
      let to = i + 1
      while (to > from + 1 && kind[to - 1] === MARK && signed[to - 1] === 0) to--
      while (from < to - 1 && kind[from] === MARK && signed[from] === 0) from++
      if (to - from > 2 && signed[to - 1] === 0 && PARTICLES.has(code[to - 1]!)) to--
      if (isSigned) keepBest(telling, { from, to, sum })
      else if (to - from > 1 && telling.length === 0 && !isEmpty(features, from, to))
        keepBest(others, { from, to, sum })
    }
    from = i + 1
    sum = 0
    isSigned = false
  }
  return (telling.length > 0 ? telling : others).map(span => ({
    span: [origin[span.from]!, after[span.to - 1]!] as [number, number],
    weight: Math.round(span.sum * 1000) / 1000,
    for: label,
  }))
}

const MARK = 5

function isEmpty({ code, kind }: Features, from: number, to: number): boolean {
  let word = ''
  let isDigits = true
  for (let i = from; i < to && word.length < 16; i++) {
    word += String.fromCodePoint(code[i]!)
    if (kind[i] !== 4 && kind[i] !== MARK) isDigits = false
  }
  return isDigits || emptyWords.has(word)
}

function keepBest(best: Span[], span: Span): void {
  let at = best.length
  while (at > 0 && best[at - 1]!.sum < span.sum) at--
  if (at >= MOST_SPANS) return
  best.splice(at, 0, span)
  if (best.length > MOST_SPANS) best.pop()
}
