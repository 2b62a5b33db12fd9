/** Endpoints of the inbox. */

import * as apologies from '../../contract/inbox/apologies.ts'
import * as authority from '../../contract/inbox/authority.ts'
import * as bulkApi from '../../contract/inbox/bulk.ts'
import * as clocks from '../../contract/inbox/clocks.ts'
import { listInconsistencies as listInconsistenciesEndpoint } from '../../contract/inbox/consistency.ts'
import { checkReply as checkReplyEndpoint } from '../../contract/inbox/drafts.ts'
import * as endings from '../../contract/inbox/endings.ts'
import * as followUps from '../../contract/inbox/follow-ups.ts'
import * as measures from '../../contract/inbox/measures.ts'
import * as modes from '../../contract/inbox/modes.ts'
import * as practiceApi from '../../contract/inbox/practice.ts'
import * as presenceApi from '../../contract/inbox/presence.ts'
import * as queuesApi from '../../contract/inbox/queues.ts'
import * as reviews from '../../contract/inbox/reviews.ts'
import * as routingApi from '../../contract/inbox/routing.ts'
import { getServingCost } from '../../contract/inbox/serving.ts'
import * as stances from '../../contract/inbox/stances.ts'
import * as suggestionsApi from '../../contract/inbox/suggestions.ts'
import * as surveyApi from '../../contract/inbox/surveys.ts'
import * as api from '../../contract/inbox.ts'
import type { Hook } from '../platform/hook.ts'
import { on, onDownload, type Route, type Visit } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import * as answering from './actions/answering.ts'
import * as apologising from './actions/apologies.ts'
import { askAssist, getAssists } from './actions/assisting.ts'
import * as bulk from './actions/bulk.ts'
import * as settling from './actions/clocks/settling.ts'
import { listInconsistencies } from './actions/consistency.ts'
import { checkReply } from './actions/drafting.ts'
import * as drafts from './actions/drafts.ts'
import * as ending from './actions/endings.ts'
import { listFollowUps } from './actions/following-up.ts'
import * as grants from './actions/grants.ts'
import { exportConversations } from './actions/listing-out.ts'
import * as macros from './actions/macros.ts'
import * as marks from './actions/marks.ts'
import * as measuring from './actions/measures.ts'
import * as moding from './actions/modes.ts'
import * as moves from './actions/moves.ts'
import * as drills from './actions/practice/drills.ts'
import * as guiding from './actions/practice/guiding.ts'
import * as presence from './actions/presence.ts'
import * as queues from './actions/queues.ts'
import * as reviewing from './actions/reviewing.ts'
import * as routing from './actions/routing.ts'
import * as saved from './actions/saved-queues.ts'
import * as serving from './actions/serving.ts'
import * as board from './actions/stances.ts'
import { listPastAnswers } from './actions/suggesting.ts'
import * as surveys from './actions/surveys.ts'
import * as tickets from './actions/tickets.ts'

const reader = (visit: Visit) => readerLocale(visit.headers.get('accept-language') ?? undefined)

export const routes: readonly Route[] = [
  on(api.listConversations, queues.listConversations),
  onDownload(api.exportConversations, exportConversations),
  on(api.getConversation, (ctx, input, visit) => queues.getConversation(ctx, input, reader(visit))),
  on(api.openConversation, (ctx, input, visit) => queues.openConversation(ctx, input, reader(visit))),
  on(api.reply, (ctx, input, visit) => answering.reply(ctx, input, reader(visit))),
  on(api.retryReply, (ctx, input, visit) => answering.retryReply(ctx, input, reader(visit))),
  on(api.withdrawReply, (ctx, input, visit) => answering.withdrawReply(ctx, input, reader(visit))),
  on(api.addNote, (ctx, input, visit) => answering.addNote(ctx, input, reader(visit))),
  on(api.assignTicket, tickets.assignTicket),
  on(api.resolveConversation, tickets.resolveConversation),
  on(api.reopenConversation, tickets.reopenConversation),
  on(api.setConversationFields, marks.setConversationFields),
  on(api.tagConversation, marks.tagConversation),
  on(api.getInboxSummary, queues.getInboxSummary),
  on(checkReplyEndpoint, checkReply),
  on(reviews.listReplyReviews, reviewing.listReplyReviews),
  on(reviews.askReview, reviewing.askReview),
  on(reviews.decideReview, (ctx, input, visit) => reviewing.decideReview(ctx, input, reader(visit))),
  on(reviews.withdrawReview, reviewing.withdrawReview),
  on(clocks.getClocks, settling.getClocks),
  on(clocks.saveClocks, settling.saveClocks),
  on(clocks.previewClocks, settling.previewClocks),
  on(clocks.getOnCall, settling.getOnCall),
  on(clocks.saveOnCall, settling.saveOnCall),
  on(clocks.addStandIn, settling.addStandIn),
  on(clocks.removeStandIn, settling.removeStandIn),
  on(stances.listStances, board.listStances),
  on(stances.writeStance, board.writeStance),
  on(stances.changeStance, board.changeStance),
  on(stances.reviewStance, board.reviewStance),
  on(stances.archiveStance, board.archiveStance),
  on(stances.gatherMentions, board.gatherMentions),
  on(stances.listStanceMentions, board.listStanceMentions),
  on(measures.getTeamMeasures, measuring.getTeamMeasures),
  on(getServingCost, serving.getServingCost),
  on(measures.getStaffing, measuring.getStaffing),
  on(measures.getTeamSettings, measuring.getTeamSettings),
  on(measures.saveTeamSettings, measuring.saveTeamSettings),
  on(measures.getPulse, measuring.getPulse),
  on(measures.answerPulse, measuring.answerPulse),
  on(routingApi.listRules, routing.listRules),
  on(routingApi.createRule, routing.createRule),
  on(routingApi.updateRule, routing.updateRule),
  on(routingApi.orderRules, routing.orderRules),
  on(routingApi.removeRule, routing.removeRule),
  on(routingApi.restoreRule, routing.restoreRule),
  on(routingApi.tryRule, routing.tryRule),
  on(routingApi.listMoves, moves.listMoves),
  on(routingApi.undoMove, moves.undoMove),
  on(routingApi.assignTeam, moves.assignTeam),
  on(presenceApi.listPresences, presence.listPresences),
  on(presenceApi.setPresence, presence.setPresence),
  on(presenceApi.beatPresence, presence.beatPresence),
  on(presenceApi.listLookers, presence.listLookers),
  on(presenceApi.lookAt, presence.lookAt),
  on(presenceApi.lookAway, presence.lookAway),
  on(presenceApi.listDrafts, drafts.listDrafts),
  on(presenceApi.keepDraft, drafts.keepDraft),
  on(queuesApi.listSavedQueues, saved.listSavedQueues),
  on(queuesApi.createSavedQueue, saved.createSavedQueue),
  on(queuesApi.updateSavedQueue, saved.updateSavedQueue),
  on(queuesApi.removeSavedQueue, saved.removeSavedQueue),
  on(queuesApi.restoreSavedQueue, saved.restoreSavedQueue),
  on(bulkApi.changeConversations, bulk.changeConversations),
  on(bulkApi.undoConversations, bulk.undoConversations),
  on(bulkApi.listMacros, macros.listMacros),
  on(bulkApi.createMacro, macros.createMacro),
  on(bulkApi.updateMacro, macros.updateMacro),
  on(bulkApi.removeMacro, macros.removeMacro),
  on(bulkApi.restoreMacro, macros.restoreMacro),
  on(endings.getAutomaticStance, ending.getAutomaticStance),
  on(endings.setAutomaticStance, ending.setAutomaticStance),
  on(modes.getAccountMode, moding.getAccountMode),
  on(modes.setAccountMode, moding.setAccountMode),
  on(modes.getBrandGuard, moding.getBrandGuard),
  on(modes.allowBrandReply, moding.allowBrandReply),
  on(modes.getContentDay, moding.getContentDay),
  on(modes.compareAccountModes, moding.compareAccountModes),
  on(followUps.listFollowUps, listFollowUps),
  on(practiceApi.getPractice, drills.getPractice),
  on(practiceApi.openPractice, drills.openPractice),
  on(practiceApi.startDrill, drills.startDrill),
  on(practiceApi.listDrills, drills.listDrills),
  on(practiceApi.getDrill, drills.getDrill),
  on(practiceApi.endDrill, drills.endDrill),
  on(practiceApi.getGuidedTask, guiding.getGuidedTask),
  on(practiceApi.startGuidedTask, guiding.startGuidedTask),
  on(apologies.getApology, apologising.getApology),
  on(apologies.startApology, apologising.startApology),
  on(apologies.setApologyStep, apologising.setApologyStep),
  on(apologies.callOffApology, apologising.callOffApology),
  on(apologies.listRunningApologies, apologising.listRunningApologies),
  on(listInconsistenciesEndpoint, listInconsistencies),
  on(authority.getAuthority, grants.getAuthority),
  on(authority.saveAuthority, grants.saveAuthority),
  on(authority.listGrants, grants.listGrants),
  on(authority.askGrant, grants.askGrant),
  on(authority.decideGrant, grants.decideGrant),
  on(authority.withdrawGrant, grants.withdrawGrant),
  on(authority.listDecisions, grants.listDecisions),
  onDownload(authority.exportDecisions, grants.exportDecisions),
  on(suggestionsApi.listPastAnswers, listPastAnswers),
  on(suggestionsApi.getAssists, getAssists),
  on(suggestionsApi.askAssist, askAssist),
  on(surveyApi.getSatisfaction, surveys.getSatisfaction),
  on(surveyApi.listSurveys, surveys.listSurveys),
  on(surveyApi.getSurveyChannels, surveys.getSurveyChannels),
  on(surveyApi.turnSurveys, surveys.turnSurveys),
]

const ratePath = '/api/hooks/rate/:token'

export const hooks: readonly Hook[] = [
  { name: 'showSurvey', method: 'GET', path: ratePath, run: surveys.showSurvey },
  { name: 'takeSurvey', method: 'POST', path: ratePath, bodyLimit: 16_000, run: surveys.takeSurvey },
]
