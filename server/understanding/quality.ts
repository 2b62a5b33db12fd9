/** Precision and recall of readings against what people said, with intervals. Pure. */
import type { QualityLabel, QualityLine, QualityShare } from '../../contract/quality.ts'
import { intentLabel, type Reading, sentimentLabel } from '../../contract/understanding.ts'

/** A post that a person labelled, with what the machine had read. */
export interface Judged {
  readonly label: QualityLabel
  readonly reading: Pick<Reading, 'sentiment' | 'intents' | 'crisis' | 'answerable' | 'spam'>
}

/** The 97.5th percentile of the normal distribution: two-sided 95 %. */
const z = 1.959964

/**
 * A share with its 95 % interval.
 * Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
 */
export const shareOf = (right: number, of: number): QualityShare => {
  if (of === 0) return { right, of, share: null, low: null, high: null }
  const share = right / of
  const middle = share + (z * z) / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { right, of, share, low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) }
}

/** How often the machine's sentiment is the person's; posts that nobody read are left out. */
export const agreementOf = (judged: readonly Judged[]): QualityShare => {
  const read = judged.filter(one => one.reading.sentiment !== null)
  return shareOf(read.filter(one => one.reading.sentiment!.label === one.label.sentiment).length, read.length)
}

/** One line a label that either side used; fields that no model reads have none. */
export const linesOf = (judged: readonly Judged[]): QualityLine[] =>
  [
    ...sentimentLabel.options.map(label =>
      lineOf(
        'sentiment',
        label,
        judged,
        one => one.reading.sentiment?.label,
        one => one.label.sentiment === label,
        label,
      ),
    ),
    ...intentLabel.options.map(label =>
      lineOf(
        'intents',
        label,
        judged,
        one => (one.reading.intents === null ? undefined : one.reading.intents.some(intent => intent.label === label)),
        one => one.label.intents.includes(label),
        true,
      ),
    ),
    lineOf(
      'crisis',
      'crisis',
      judged,
      one => one.reading.crisis?.value,
      one => one.label.crisis,
      true,
    ),
    lineOf(
      'answerable',
      'answerable',
      judged,
      one => one.reading.answerable ?? undefined,
      one => one.label.answerable,
      true,
    ),
    lineOf(
      'spam',
      'spam',
      judged,
      one => one.reading.spam ?? undefined,
      one => one.label.spam,
      true,
    ),
  ].filter(line => line.precision.of + line.recall.of > 0)

const lineOf = <Said>(
  field: QualityLine['field'],
  label: string,
  judged: readonly Judged[],
  said: (one: Judged) => Said | undefined,
  isSo: (one: Judged) => boolean,
  yes: Said,
): QualityLine => {
  const read = judged.filter(one => said(one) !== undefined)
  const called = read.filter(one => said(one) === yes)
  const so = read.filter(isSo)
  const both = called.filter(isSo).length
  return { field, label, precision: shareOf(both, called.length), recall: shareOf(both, so.length) }
}
