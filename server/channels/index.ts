/**
 * Channels: where they speak. Accounts that are connected, sources that are listened to, connectors that do both; items as
 * they were received, with their authors and their raw form; deliveries on their way out. What is heard means nothing
 * here yet: listening decides what is a mention, and calls `claimPull`, `pull`, `receive` and `settlePull` (or the
 * stream's verbs) to bring a batch in.
 */
export { type ChatBatch, chatBatches, type NamedVisitor, namedVisitors } from './actions/chats/hearing.ts'
export {
  answeringAccount,
  answeringChannels,
  answersInPlace,
  planDelivery,
  retryDelivery,
} from './actions/deliveries.ts'
export { type Engaged, engagementsByIds } from './actions/engagements.ts'
export { erasePerson, holdOfPerson } from './actions/erasing.ts'
export { itemsAtAddresses, type Met, meetKnown, openFileSource, type Placed } from './actions/files.ts'
export { authorsByIds, itemsByIds, receive, type StoredItem, type ThreadItem, threadOf } from './actions/items.ts'
export { partsByIds } from './actions/parts.ts'
export type { Attached } from './actions/planning.ts'
export { ensurePracticePlace, openPracticePlace, recordSentDeliveries } from './actions/practice.ts'
export { gathersSites, presenceOf } from './actions/presence.ts'
export { claimPull, dueSources, type PullOutcome, type PullPlan, pull, settlePull } from './actions/pulls.ts'
export { followChanges } from './actions/removals.ts'
export { deliveriesByIds } from './actions/showing.ts'
export {
  breakStream,
  findStreams,
  openStream,
  prepareStream,
  type StreamPlan,
  settleStream,
  streamSources,
} from './actions/streams.ts'
export {
  askThread,
  claimThread,
  findThreads,
  settleThread,
  type ThreadFetch,
  type ThreadOutcome,
} from './actions/threads.ts'
export { withdrawDelivery } from './actions/withdrawals.ts'
export type { Incoming, StreamBatch } from './connector.ts'
export { withoutTracking } from './connectors/feeds/addresses.ts'
export {
  asidesReceived,
  authorsNamed,
  chatsHeard,
  chatsNamed,
  deliveriesSettled,
  engagementsFound,
  healthChanged,
  itemsRemoved,
  sourcesChanged,
} from './events.ts'
export { bytesOf, type FileBytes, type FileRefusal, isFileFault } from './files/bytes.ts'
export {
  type MomentEvidence,
  type MomentRules,
  momentRules,
  noMoments,
  noteMoment,
  readMoment,
} from './files/moments.ts'
export {
  currencyIn,
  isRuinedId,
  type NumberEvidence,
  noNumbers,
  noteNumber,
  readAmount,
  readCount,
} from './files/numbers.ts'
export { type FileReading, type OpenedFile, openFile } from './files/open.ts'
export { fileSentences } from './files/sentences.ts'
export { contentTypes, defuse, type WrittenCell, type WrittenFormat, writeTable } from './files/write-tables.ts'
export { zipBytes } from './files/write-zip.ts'
export { lookAt, type TableKind } from './imports/choosing.ts'
export { type ColumnEvidence, noEvidence, noteCell } from './imports/columns.ts'
export type { Brought, ImportKind, Refusal } from './imports/kind.ts'
export type { ImportLook, LookTable, TableRow } from './imports/look.ts'
export { type ColumnWords, type FileFormat, guessField, type Mapping, makeMapping, shareOf } from './imports/mapping.ts'
export { foldName, zoneOfName } from './imports/names.ts'
export { isAllowedOrigin, originOf, readOrigin } from './pages/origins.ts'
export { servedScript } from './pages/script.ts'
export { type IdentityClaims, readIdentity } from './pages/token.ts'
export { ownAccounts } from './store/accounts.ts'
export { countAgedRaw, dropAgedRaw, itemsOfAuthors } from './store/erasing.ts'
export { deleteItems as letItemsGo, seenElsewhere } from './store/files.ts'
export { itemIdRows as findItemIds, rawItem as findRawItem } from './store/items.ts'
export type { ChannelsTables, ImportRow } from './tables.ts'
