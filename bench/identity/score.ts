/** How two ways of grouping the same rows agree: pairs of rows, and B-cubed (Bagga and Baldwin 1998). */

export interface Agreement {
  readonly f1: number
  readonly precision: number
  readonly recall: number
  readonly b3_precision: number
  readonly b3_recall: number
}

export function compareGroups(found: Int32Array, truth: Int32Array): Agreement {
  const both = new Map<string, number>()
  const ours = new Map<number, number>()
  const theirs = new Map<number, number>()
  for (let row = 0; row < found.length; row++) {
    const key = `${found[row]}:${truth[row]}`
    both.set(key, (both.get(key) ?? 0) + 1)
    ours.set(found[row]!, (ours.get(found[row]!) ?? 0) + 1)
    theirs.set(truth[row]!, (theirs.get(truth[row]!) ?? 0) + 1)
  }
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0
    for (const count of counts) sum += (count * (count - 1)) / 2
    return sum
  }
  const right = pairs(both.values())
  const precision = right / Math.max(1, pairs(ours.values()))
  const recall = right / Math.max(1, pairs(theirs.values()))
  let b3Precision = 0
  let b3Recall = 0
  for (const [key, count] of both) {
    const [our, their] = key.split(':').map(Number) as [number, number]
    b3Precision += (count * count) / ours.get(our)!
    b3Recall += (count * count) / theirs.get(their)!
  }
  const round = (figure: number): number => Math.round(figure * 1e5) / 1e5
  return {
    f1: round((2 * precision * recall) / Math.max(precision + recall, 1e-9)),
    precision: round(precision),
    recall: round(recall),
    b3_precision: round(b3Precision / found.length),
    b3_recall: round(b3Recall / found.length),
  }
}
