/** Parts an answer into sentences and clauses, with their places. */

export interface Sentence {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Where a sentence ends: its sign, a line break, or a Korean ending that someone left without a sign. */
const ends =
  /[.!?…。~]+(?=[\s"'”’)\]]|$)|(?<=[가-힣])[.!?]+(?=[가-힣])|\n+|(?<=(?:[습입합됩립깁릅닙]니다|니까|[세에어아해예네죠게까래]요|거든요|는데요))(?=\s+[가-힣A-Z])/g
const abbreviations = /(?:^|\s)(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|a\.m|p\.m|Inc|Ltd|Co)\.$/i

/** The sentences of a text without the white space around them; none is empty. */
export const sentencesOf = (text: string): Sentence[] => {
  const found: Sentence[] = []
  let start = 0
  const close = (end: number) => {
    const raw = text.slice(start, end)
    const trimmed = raw.trim()
    if (/[\p{L}\p{N}]/u.test(trimmed)) {
      const from = start + raw.indexOf(trimmed)
      found.push({ text: trimmed, from, to: from + trimmed.length })
    } else if (trimmed.length > 0 && found.length > 0) {
      const last = found[found.length - 1]!
      found[found.length - 1] = { text: text.slice(last.from, end).trimEnd(), from: last.from, to: end }
    }
    start = end
  }
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length
    const before = text.slice(start, end)
    if (match[0] === '.' && (abbreviations.test(before) || /\d\.$/.test(before))) continue
    close(end)
  }
  close(text.length)
  return found
}

/** Parts of a sentence that say one thing each: cut after connecting endings and commas. */
const joints =
  /[,;:—]\s+|(?<=(?:지만|없고|으나|는데|은데|인데|니다만|고요|으며|하며|되며|시고|하고|되고|이고|드리고|면서|므로|으니|하니|니까))\s+|\s+(?:but|and|while|whereas|though|although|however|so|or)\s+|\n/gi

export const clausesOf = (sentence: Sentence): Sentence[] => {
  const found: Sentence[] = []
  let start = 0
  const close = (end: number, next: number) => {
    const text = sentence.text.slice(start, end)
    if (/[\p{L}\p{N}]/u.test(text)) found.push({ text, from: sentence.from + start, to: sentence.from + end })
    start = next
  }
  for (const match of sentence.text.matchAll(joints)) close(match.index, match.index + match[0].length)
  close(sentence.text.length, sentence.text.length)
  return found
}
