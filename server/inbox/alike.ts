/** When two questions are the same question. */
import { tokenise, toTsquery } from '../understanding/index.ts'

/**
 * A query for questions that hold the longest words of this one; null where it has fewer than so many words.
 * @param compared how many words must be the same.
 */
export const alikeQuery = (question: string, compared: number): string | null => {
  const stems = tokenise(question).flatMap(token => (token.kind === 'word' ? (token.stems.at(-1) ?? []) : []))
  const words = [...new Set(stems)].filter(word => word.length > 1).sort((a, b) => b.length - a.length)
  return words.length < compared ? null : toTsquery(words.slice(0, compared).join(' ')) || null
}
