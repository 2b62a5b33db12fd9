/** How long a text is, in the unit that a network counts. */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const encoder = new TextEncoder()

/** Graphemes as Unicode's extended grapheme clusters (UAX 29), characters as code points, bytes as UTF-8. */
export const measureText = (text: string, unit: 'characters' | 'graphemes' | 'bytes'): number => {
  if (unit === 'bytes') return encoder.encode(text).length
  if (unit === 'characters') return [...text].length
  return [...segmenter.segment(text)].length
}
