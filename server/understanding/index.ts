/**
 * Understanding says what a text means: its language, its words, what its writer feels. It reads each kept item once and
 * keeps the reading; people correct it, and their correction counts. Also the door to folding, 어절 and search words.
 */
export { correctReadings, readingsOf, readTexts, shownSentiment, storeReadings } from './actions.ts'
export { readingsCorrected } from './events.ts'
export { detectLanguage, type Language } from './language.ts'
export { type Normalised, normalise } from './normalise.ts'
export { cutBeforeHago, cutPlain, isAction } from './particles.ts'
export { type SearchWord, searchWords, stemOf, toTsquery, toTsvector } from './search.ts'
export {
  learnShape,
  mayEndBefore,
  shapeFolds,
  shapeGap,
  shapeHigh,
  shapeLone,
  shapeQuote,
  shapeSign,
  shapes,
  shapeUnclear,
} from './shapes.ts'
export { deleteReadings, findCorrected, type NewReading } from './store.ts'
export type { UnderstandingTables } from './tables.ts'
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
