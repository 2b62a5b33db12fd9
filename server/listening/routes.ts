/** Listening's endpoints and the verbs that serve them. */
import * as contract from '../../contract/listening.ts'
import { on, onDownload, onUpload, type Route, type Visit } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import * as rules from './actions/alert-rules.ts'
import * as sending from './actions/alert-sending.ts'
import * as alerts from './actions/alerts.ts'
import { changeMentions, undoMentions } from './actions/changes.ts'
import { getDigest } from './actions/digests.ts'
import { closeMention } from './actions/endings.ts'
import { createExport, downloadExport, getExport, listExports } from './actions/exports.ts'
import {
  changeImport,
  createImport,
  dropImport,
  finishFile,
  runImport,
  takePiece,
  undoImport,
} from './actions/imports/bringing.ts'
import {
  downloadImportRefusals,
  getImport,
  listImportRefusals,
  listImports,
  previewImport,
} from './actions/imports/showing.ts'
import { countMentions, getLedger, getMention, getMentions, listMentions } from './actions/mentions.ts'
import { followAuthor, judgeHelp } from './actions/people.ts'
import { listPlaces } from './actions/places.ts'
import { readQuery, suggestQuery } from './actions/queries.ts'
import * as receivers from './actions/receivers.ts'
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
  on(contract.listImports, (ctx, input, visit) => listImports(ctx, input, reader(visit))),
  on(contract.createImport, (ctx, input, visit) => createImport(ctx, input, reader(visit))),
  on(contract.getImport, (ctx, input, visit) => getImport(ctx, input, reader(visit))),
  onUpload(contract.putImportFile, takePiece, (ctx, input, visit) => finishFile(ctx, input, reader(visit))),
  on(contract.changeImport, (ctx, input, visit) => changeImport(ctx, input, reader(visit))),
  on(contract.previewImport, (ctx, input, visit) => previewImport(ctx, input, reader(visit))),
  on(contract.runImport, (ctx, input, visit) => runImport(ctx, input, reader(visit))),
  on(contract.undoImport, (ctx, input, visit) => undoImport(ctx, input, reader(visit))),
  on(contract.dropImport, dropImport),
  on(contract.listImportRefusals, (ctx, input, visit) => listImportRefusals(ctx, input, reader(visit))),
  onDownload(contract.downloadImportRefusals, (ctx, input, visit) => downloadImportRefusals(ctx, input, reader(visit))),
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
