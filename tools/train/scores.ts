/** Scores by labels.md: macro-F1 with the rule for mixed posts, recall, F1 of a yes or no, calibration error. */

export interface SentimentScore {
  /** Macro-F1 over positive, neutral, negative; a mixed gold accepts mixed and counts half for either pole. */
  readonly f1of3: number
  readonly f1of4: number
  readonly accuracy: number
  readonly recall: Readonly<Record<string, number>>
}

/** `gold` and `guess` are labels of the scheme, row by row. */
export function scoreSentiment(gold: readonly string[], guess: readonly string[]): SentimentScore {
  const names = ['positive', 'neutral', 'negative', 'mixed']
  const hit: Record<string, number> = {}
  const said: Record<string, number> = {}
  const was: Record<string, number> = {}
  const add = (box: Record<string, number>, key: string, by: number) => {
    box[key] = (box[key] ?? 0) + by
  }
  let right = 0
  gold.forEach((g, i) => {
    const p = guess[i]!
    if (g === p) right++
    if (g === 'mixed') {
      if (p === 'positive' || p === 'negative') {
        add(said, p, 1)
        add(hit, p, 0.5)
        add(was, p, 0.5)
      } else if (p === 'neutral') add(said, p, 1)
      return
    }
    add(was, g, 1)
    add(said, p, 1)
    if (g === p) add(hit, p, 1)
  })
  const f1 = (name: string) => (2 * (hit[name] ?? 0)) / Math.max(1e-9, (said[name] ?? 0) + (was[name] ?? 0))
  const four = names.map(name =>
    scoreYesNo(
      gold.map(g => g === name),
      guess.map(p => p === name),
    ),
  )
  return {
    f1of3: mean(names.slice(0, 3).map(f1)),
    f1of4: mean(four.map(score => score.f1)),
    accuracy: right / Math.max(1, gold.length),
    recall: Object.fromEntries(names.map((name, k) => [name, four[k]!.recall])),
  }
}

export function scoreYesNo(
  gold: readonly boolean[],
  guess: readonly boolean[],
): { f1: number; recall: number; precision: number } {
  let both = 0
  let golds = 0
  let guesses = 0
  gold.forEach((g, i) => {
    if (g) golds++
    if (guess[i]) guesses++
    if (g && guess[i]) both++
  })
  return {
    f1: (2 * both) / Math.max(1, golds + guesses),
    recall: both / Math.max(1, golds),
    precision: both / Math.max(1, guesses),
  }
}

/** Expected calibration error over ten equal parts of [0, 1] (Guo et al. 2017). */
export function calibrationError(confidence: readonly number[], isRight: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, sure: 0, right: 0 }))
  confidence.forEach((value, i) => {
    const bin = bins[Math.min(9, Math.floor(value * 10))]!
    bin.n++
    bin.sure += value
    if (isRight[i]) bin.right++
  })
  return bins.reduce((sum, bin) => sum + Math.abs(bin.sure - bin.right), 0) / Math.max(1, confidence.length)
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)
}
