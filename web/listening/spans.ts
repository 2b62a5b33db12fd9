/** Pure: a text cut where its highlights and the words that decided its reading begin and end. */
import type { Mention } from '../../contract/listening.ts'
import { sentimentOf } from './view.ts'

export interface Piece {
  readonly from: number
  readonly text: string
  /** It made a topic match. */
  readonly isMatch: boolean
  /** It decided the reading. */
  readonly isWhy: boolean
  /** A search found it. */
  readonly isFound: boolean
}

type Span = readonly [from: number, to: number]

/** Pieces in order that join to the text again. Spans may overlap, lie out of order or reach past the end. */
export const cutText = (
  text: string,
  matches: readonly Span[],
  whys: readonly Span[] = [],
  found: readonly Span[] = [],
): Piece[] => {
  const clamp = (at: number) => Math.max(0, Math.min(text.length, at))
  const cuts = new Set([
    0,
    text.length,
    ...[...matches, ...whys, ...found].flatMap(([from, to]) => [clamp(from), clamp(to)]),
  ])
  const places = [...cuts].sort((a, b) => a - b)
  const covers = (spans: readonly Span[], from: number) => spans.some(span => span[0] <= from && from < span[1])
  return places.slice(0, -1).map((from, index) => ({
    from,
    text: text.slice(from, places[index + 1]),
    isMatch: covers(matches, from),
    isWhy: covers(whys, from),
    isFound: covers(found, from),
  }))
}

/** The words that decided the machine's feeling, strongest first, in the order in which they are read; no word twice. */
export const reasonsOf = (mention: Mention, most = 3): { text: string; span: Span }[] => {
  const label = sentimentOf(mention)
  // Nothing decides for neutral: its words are only those that no feeling claimed.
  if (label === null || label === 'neutral' || mention.reading.correction?.sentiment) return []
  const seen = new Set<string>()
  return mention.reading.why
    .filter(why => (label === 'mixed' ? why.for !== 'neutral' : why.for === label) && why.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(why => ({ text: mention.item.text.slice(...why.span).trim(), span: why.span }))
    .filter(({ text }) => text !== '' && !seen.has(text) && seen.add(text))
    .slice(0, most)
    .sort((a, b) => a.span[0] - b.span[0])
}
