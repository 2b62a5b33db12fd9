/** Pure: how long a text is for a channel, in the unit in which that channel counts. */

export interface TextLimit {
  readonly length: number
  readonly unit: 'characters' | 'graphemes' | 'bytes'
}

const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' })
const encoder = new TextEncoder()

/** Characters are Unicode code points, graphemes what people see as one sign, bytes those of UTF-8. */
export const lengthIn = (text: string, unit: TextLimit['unit']): number => {
  if (unit === 'bytes') return encoder.encode(text).length
  if (unit === 'characters') return [...text].length
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}
