/**
 * Understanding says what a text means. This door gives its pure part: folding, languages, 어절 and the words that they
 * may be, and the words that full-text search finds a text by.
 */
export { detectLanguage, type Language } from './language.ts'
export { type Normalised, normalise } from './normalise.ts'
export { cutBeforeHago, cutPlain, isAction } from './particles.ts'
export { type SearchWord, searchWords, stemOf, toTsquery, toTsvector } from './search.ts'
export {
  cutWord,
  handleKind,
  makeWordRoom,
  readWords,
  type Token,
  type TokenKind,
  tagKind,
  tokenise,
  urlKind,
  type WordRoom,
} from './words.ts'
