/** The nouns that a post is about, one by one and side by side: what themes are made of. */

import { dullWords } from './dull-words.ts'
import { nounOf } from './search.ts'
import { tokenise } from './words.ts'

/** Units that a noun has at least and at most; longer 어절 are glued sentences or codes. */
const shortest = 2
const longest = 12
/** So many of one text are looked at; a longer text repeats itself. */
const most = 60

/**
 * The distinct nouns of a text in their order, and the pairs that stand side by side (`배터리 발화`), 60 at most. Words
 * that say nothing alone (오늘, 정말, because), numbers, links, handles and verbs are left out; a tag counts as its word.
 */
export function nounsOf(text: string): string[] {
  const found = new Set<string>()
  let before = ''
  for (const token of tokenise(text)) {
    const noun = token.kind === 'url' || token.kind === 'handle' ? null : nounOf(token)
    if (noun === null || !isTelling(noun)) {
      before = ''
      continue
    }
    found.add(noun)
    if (before !== '' && before !== noun) found.add(`${before} ${noun}`)
    before = noun
    if (found.size >= most) break
  }
  return [...found]
}

function isTelling(noun: string): boolean {
  if (noun.length < shortest || noun.length > longest || dullWords.has(noun)) return false
  if (/^[a-z]/.test(noun) && noun.length < 3) return false
  return !/[\d\u3131-\u318e]/.test(noun)
}
