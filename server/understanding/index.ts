/**
 * Understanding says what a text means: its language, its words, what its writer feels. It reads each kept item once and
 * keeps the reading; people correct it, and their correction counts. Also the door to folding, 어절 and search words.
 */

export { leanReadings, lessonsOf } from './actions/learning.ts'
export { type Asking, askProvider, getAsk, isProviderOn } from './actions/providers.ts'
export { readTexts } from './actions/reading.ts'
export {
  correctReadings,
  erasePerson,
  holdOfPerson,
  readingsOf,
  shownSentiment,
  storeReadings,
} from './actions/readings.ts'
export { dullWords } from './dull-words.ts'
export { providerAnswered, readingsCorrected, readingsRenewed } from './events.ts'
export { detectLanguage, type Language } from './language.ts'
export type { Lessons } from './lessons.ts'
export { makeMask, unmask } from './masking.ts'
export { type Normalised, normalise } from './normalise.ts'
export { nounsOf } from './nouns.ts'
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
export { type StatementKind, statementsOf } from './statements.ts'
export { deleteReadings, findCorrected, type NewReading } from './store/readings.ts'
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
