/** Listening's endpoints and the verbs that serve them. */
import * as contract from '../../contract/listening.ts'
import { on, type Route } from '../platform/route.ts'
import { changeMentions, undoMentions } from './actions/changes.ts'
import { closeMention } from './actions/endings.ts'
import { countMentions, getLedger, getMention, getMentions, listMentions } from './actions/mentions.ts'
import { followAuthor, judgeHelp } from './actions/people.ts'
import { listPlaces } from './actions/places.ts'
import { readQuery, suggestQuery } from './actions/queries.ts'
import { getSpread, listSpeakers } from './actions/speakers.ts'
import { createTag, listTags, removeTag, restoreTag, updateTag } from './actions/tags.ts'
import {
  archiveTopic,
  cancelTopicPast,
  createTopic,
  listTopics,
  restoreTopic,
  searchTopicPast,
  updateTopic,
} from './actions/topics.ts'
import { tryQuery } from './actions/trying.ts'
import { arrangeViews, createView, listViews, removeView, restoreView, updateView } from './actions/views.ts'
import {
  getShareOfVoice,
  listChannelVolumes,
  listLanguageVolumes,
  listTopicChannels,
  listVolumes,
} from './actions/volumes.ts'

export const routes: Route[] = [
  on(contract.listTopics, listTopics),
  on(contract.createTopic, createTopic),
  on(contract.updateTopic, updateTopic),
  on(contract.archiveTopic, archiveTopic),
  on(contract.restoreTopic, restoreTopic),
  on(contract.searchTopicPast, searchTopicPast),
  on(contract.cancelTopicPast, cancelTopicPast),
  on(contract.readQuery, readQuery),
  on(contract.suggestQuery, suggestQuery),
  on(contract.tryQuery, tryQuery),
  on(contract.listMentions, listMentions),
  on(contract.getMentions, getMentions),
  on(contract.countMentions, countMentions),
  on(contract.getMention, getMention),
  on(contract.closeMention, closeMention),
  on(contract.judgeHelp, judgeHelp),
  on(contract.changeMentions, changeMentions),
  on(contract.undoMentions, undoMentions),
  on(contract.followAuthor, followAuthor),
  on(contract.listTags, listTags),
  on(contract.createTag, createTag),
  on(contract.updateTag, updateTag),
  on(contract.removeTag, removeTag),
  on(contract.restoreTag, restoreTag),
  on(contract.listViews, listViews),
  on(contract.createView, createView),
  on(contract.updateView, updateView),
  on(contract.removeView, removeView),
  on(contract.restoreView, restoreView),
  on(contract.arrangeViews, arrangeViews),
  on(contract.listVolumes, listVolumes),
  on(contract.listChannelVolumes, listChannelVolumes),
  on(contract.listLanguageVolumes, listLanguageVolumes),
  on(contract.getShareOfVoice, getShareOfVoice),
  on(contract.listTopicChannels, listTopicChannels),
  on(contract.getLedger, getLedger),
  on(contract.listSpeakers, listSpeakers),
  on(contract.getSpread, getSpread),
  on(contract.listPlaces, listPlaces),
]
