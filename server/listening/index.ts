/**
 * Listening: what is said of us. Takes in what sources bring, matches it with the topics of the workspace, keeps each item
 * of interest as a mention with how it ended, and counts mentions by the hour. Its facts carry ids of mentions.
 */
export { tellElsewhere } from './actions/alert-telling.ts'
export { type Ended, endMentions } from './actions/endings.ts'
export { erasePerson, holdOfPerson } from './actions/erasing.ts'
export { mentionFiles } from './actions/imports/kind.ts'
export type { Holder } from './actions/imports/undoing.ts'
export { mentionsByIds } from './actions/mentions.ts'
export { type PastEnding, playIn, readPlayed, recordEndings } from './actions/rehearsing.ts'
export { changedTags } from './actions/tags.ts'
export { createTopic } from './actions/topics.ts'
export { mentionsChanged, mentionsFound, topicsChanged } from './events.ts'
export { findMentionItems as mentionItems, type MentionItem } from './store/mentions.ts'
export { mentionIdsOfItems as findMentionIds } from './store/rehearsals.ts'
export { standingTags, tagged } from './store/tag-marks.ts'
export type { ListeningTables } from './tables.ts'
export { tagsOf } from './tag-marks.ts'
