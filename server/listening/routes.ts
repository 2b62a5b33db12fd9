/** Listening's endpoints and the verbs that serve them. */
import * as contract from '../../contract/listening.ts'
import { on, onDownload, type Route, type Visit } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import * as rules from './actions/alert-rules.ts'
import * as sending from './actions/alert-sending.ts'
import * as alerts from './actions/alerts.ts'
import { changeMentions, undoMentions } from './actions/changes.ts'
import { getDigest } from './actions/digests.ts'
import { closeMention } from './actions/endings.ts'
import { createExport, downloadExport, getExport, listExports } from './actions/exports.ts'
import { setMentionFields } from './actions/fields.ts'
import { getLedger, listLedgerParts } from './actions/ledger.ts'
import { countMentions, getMention, getMentions, listMentions } from './actions/mentions.ts'
import { followAuthor, judgeHelp } from './actions/people.ts'
import { listPlaces } from './actions/places.ts'
import { readQuery, suggestQuery } from './actions/queries.ts'
import * as receivers from './actions/receivers.ts'
import { getSpread, listSpeakers } from './actions/speakers.ts'
import { getTopicStories, listStatements } from './actions/stories.ts'
import { createTag, listTags, removeTag, restoreTag, updateTag } from './actions/tags.ts'
import { followTheme, getTheme, listThemes, updateTheme } from './actions/themes.ts'
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
import { listRisingPlaces, markPlace } from './actions/watching.ts'

const reader = (visit: Visit) => readerLocale(visit.headers.get('accept-language') ?? undefined)

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
  on(contract.setMentionFields, setMentionFields),
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
  on(contract.listThemes, listThemes),
  on(contract.getTheme, getTheme),
  on(contract.updateTheme, updateTheme),
  on(contract.followTheme, followTheme),
  on(contract.getTopicStories, getTopicStories),
  on(contract.listStatements, listStatements),
  on(contract.listVolumes, listVolumes),
  on(contract.listChannelVolumes, listChannelVolumes),
  on(contract.listLanguageVolumes, listLanguageVolumes),
  on(contract.getShareOfVoice, getShareOfVoice),
  on(contract.listTopicChannels, listTopicChannels),
  on(contract.getLedger, getLedger),
  on(contract.listLedgerParts, listLedgerParts),
  on(contract.listSpeakers, listSpeakers),
  on(contract.getSpread, getSpread),
  on(contract.listPlaces, listPlaces),
  on(contract.listRisingPlaces, listRisingPlaces),
  on(contract.markPlace, markPlace),
  on(contract.createExport, createExport),
  onDownload(contract.downloadExport, downloadExport),
  on(contract.getExport, getExport),
  on(contract.listExports, listExports),
  on(contract.listAlertRules, (ctx, _input, visit) => rules.listAlertRules(ctx, reader(visit))),
  on(contract.createAlertRule, (ctx, input, visit) => rules.createAlertRule(ctx, input, reader(visit))),
  on(contract.updateAlertRule, (ctx, input, visit) => rules.updateAlertRule(ctx, input, reader(visit))),
  on(contract.removeAlertRule, rules.removeAlertRule),
  on(contract.restoreAlertRule, (ctx, input, visit) => rules.restoreAlertRule(ctx, input, reader(visit))),
  on(contract.muteAlertRule, (ctx, input, visit) => rules.muteAlertRule(ctx, input, reader(visit))),
  on(contract.previewAlertRule, rules.previewAlertRule),
  on(contract.testAlertRule, sending.testAlertRule),
  on(contract.listAlertMessages, (ctx, input, visit) => sending.listAlertMessages(ctx, input, reader(visit))),
  on(contract.retryAlertMessages, sending.retryAlertMessages),
  on(contract.listAlerts, alerts.listAlerts),
  on(contract.getAlert, alerts.getAlert),
  on(contract.countUnseenAlerts, alerts.countUnseenAlerts),
  on(contract.seeAlerts, alerts.seeAlerts),
  on(contract.listReceivers, receivers.listReceivers),
  on(contract.addReceiver, receivers.addReceiver),
  on(contract.renewReceiverSecret, receivers.renewReceiverSecret),
  on(contract.removeReceiver, receivers.removeReceiver),
  on(contract.restoreReceiver, receivers.restoreReceiver),
  on(contract.getDigest, getDigest),
]
