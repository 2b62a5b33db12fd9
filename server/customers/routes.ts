/** Endpoints of the customers room. */

import * as callsApi from '../../contract/customers/calls.ts'
import * as cohortsApi from '../../contract/customers/cohorts.ts'
import * as consentsApi from '../../contract/customers/consents.ts'
import * as privacyApi from '../../contract/customers/privacy.ts'
import * as sitesApi from '../../contract/customers/sites.ts'
import * as suggestionsApi from '../../contract/customers/suggestions.ts'
import { getMatchWeights } from '../../contract/customers/weights.ts'
import * as api from '../../contract/customers.ts'
import { zipBytes } from '../channels/index.ts'
import { gathering, type Hook } from '../platform/hook.ts'
import { on, onDownload, type Route } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import * as lines from './actions/call-lines.ts'
import * as calls from './actions/calls.ts'
import * as cohorts from './actions/cohorts.ts'
import * as consents from './actions/consents.ts'
import { exportCustomers } from './actions/listing-out.ts'
import * as marks from './actions/marks.ts'
import * as matching from './actions/matching.ts'
import * as merging from './actions/merging.ts'
import * as orders from './actions/orders.ts'
import * as paths from './actions/paths.ts'
import * as people from './actions/people.ts'
import * as privacy from './actions/privacy.ts'
import * as profile from './actions/profile.ts'
import * as retention from './actions/retention.ts'
import * as sites from './actions/sites.ts'
import * as stages from './actions/stages.ts'
import * as tracking from './actions/tracking.ts'
import * as verifying from './actions/verifying.ts'
import * as weights from './actions/weights.ts'
import { mustSee, type Sight } from './store/sight.ts'
import type { Keeper } from './subject.ts'

/** The customers that a request names. */
const namedIn = (input: Record<string, unknown>): string[] =>
  ['customerId', 'otherId', 'leafId', 'leftId', 'rightId', 'customerIds', 'groups']
    .flatMap(name => (input[name] ?? []) as string | (string | string[])[])
    .flat()

/** Whoever is named must be in the actor's sight before the verb begins. */
const guarded =
  (sight: Sight) =>
  (route: Route): Route => ({
    ...route,
    run: async (ctx, input, ...rest) => {
      await mustSee(ctx, sight, namedIn(input))
      return route.run(ctx, input, ...rest)
    },
  })

/** @param sight which customers somebody sees who does not see all. */
export const routes = (sight: Sight): readonly Route[] => [
  on(api.listCustomers, (ctx, input) => people.listCustomers(ctx, input, sight)),
  onDownload(api.exportCustomers, (ctx, input) => exportCustomers(ctx, input, sight)),
  on(api.findCustomers, (ctx, input) => people.findCustomers(ctx, input, sight)),
  on(api.lookUpCustomer, (ctx, input) => profile.lookUpCustomer(ctx, input, sight)),
  ...named.map(guarded(sight)),
]

const named: readonly Route[] = [
  on(api.setCustomerFields, marks.setCustomerFields),
  on(api.tagCustomer, marks.tagCustomer),
  on(api.listStages, stages.listStages),
  on(api.createStage, stages.createStage),
  on(api.renameStage, stages.renameStage),
  on(api.removeStage, stages.removeStage),
  on(api.restoreStage, stages.restoreStage),
  on(api.getCustomer, people.getCustomer),
  on(api.updateCustomer, people.updateCustomer),
  on(api.getProfile, profile.getProfile),
  on(api.setStage, profile.setStage),
  on(api.tellAttribute, profile.tellAttribute),
  on(api.withdrawAttribute, profile.withdrawAttribute),
  on(api.noteCustomer, profile.noteCustomer),
  on(api.rewriteNote, profile.rewriteNote),
  on(api.removeNote, profile.removeNote),
  on(api.listVerifications, verifying.listVerifications),
  on(api.verifyCustomer, verifying.verifyCustomer),
  on(api.endVerification, verifying.endVerification),
  on(api.listRelations, verifying.listRelations),
  on(api.relateCustomers, verifying.relateCustomers),
  on(api.endRelation, verifying.endRelation),
  on(api.previewMerge, merging.previewMerge),
  on(api.mergeCustomers, merging.mergeCustomers),
  on(api.undoMerge, merging.undoMerge),
  on(api.undoOperation, merging.undoOperation),
  on(api.splitCustomer, merging.splitCustomer),
  on(api.listMerges, merging.listMerges),
  on(api.refusePair, merging.refusePair),
  on(api.withdrawRefusal, merging.withdrawRefusal),
  on(api.listActivities, people.listActivities),
  on(api.listOrders, orders.listOrders),
  on(sitesApi.listSites, sites.listSites),
  on(sitesApi.addSite, sites.addSite),
  on(sitesApi.updateSite, sites.updateSite),
  on(sitesApi.removeSite, sites.removeSite),
  on(sitesApi.getSiteSecret, sites.getSiteSecret),
  on(sitesApi.listSiteEvents, sites.listSiteEvents),
  on(sitesApi.getTouches, sites.getTouches),
  on(callsApi.addCalls, calls.addCalls),
  on(callsApi.listCallLines, lines.listCallLines),
  on(callsApi.addCallLine, lines.addCallLine),
  on(callsApi.removeCallLine, lines.removeCallLine),
  on(consentsApi.getConsents, consents.getConsents),
  on(consentsApi.recordConsent, consents.recordConsent),
  on(consentsApi.setContactChoice, consents.setContactChoice),
  on(consentsApi.askMayContact, consents.askMayContact),
  on(api.getPaths, paths.getPaths),
  on(api.listPathOrders, paths.listPathOrders),
  on(api.listPathVisits, paths.listPathVisits),
  on(consentsApi.listDueConsents, consents.listDueConsents),
  on(suggestionsApi.listSuggestions, matching.listSuggestions),
  on(suggestionsApi.getMatching, matching.getMatching),
  on(suggestionsApi.setMatchRules, matching.setMatchRules),
  on(suggestionsApi.listMachineLinks, matching.listMachineLinks),
  on(cohortsApi.getCohorts, cohorts.getCohorts),
  on(cohortsApi.listCohort, cohorts.listCohort),
  on(getMatchWeights, weights.getMatchWeights),
]

/** One person's data through all rooms, which `keepers` are: the last on the street first. */
export const privacyRoutes = (sight: Sight, keepers: readonly Keeper[]): readonly Route[] =>
  ofPersons(keepers).map(guarded(sight))

const ofPersons = (keepers: readonly Keeper[]): readonly Route[] => [
  on(privacyApi.previewErasure, (ctx, input) => privacy.previewErasure(ctx, keepers, input)),
  on(privacyApi.erasePerson, (ctx, input) => privacy.erasePerson(ctx, keepers, input)),
  onDownload(privacyApi.exportPerson, (ctx, input, visit) =>
    privacy.exportPerson(
      ctx,
      keepers,
      input,
      readerLocale(visit.headers.get('accept-language') ?? undefined),
      zipBytes,
    ),
  ),
  on(privacyApi.listErasures, privacy.listErasures),
  on(privacyApi.wasErased, privacy.wasErased),
  on(privacyApi.getRetention, retention.getRetention),
  on(privacyApi.setRetention, retention.setRetention),
]

export const hooks: readonly Hook[] = [
  { name: 'showTracker', method: 'GET', path: '/api/hooks/track/maeari.js', show: tracking.showScript },
  gathering({
    name: 'takeWebEvents',
    method: 'POST',
    path: '/api/hooks/track/events',
    bodyLimit: tracking.batchLimit,
    read: tracking.readSent,
    write: tracking.keepSent,
  }),
  {
    name: 'hearCalls',
    method: 'POST',
    path: '/api/hooks/calls/:workspaceId/:lineId',
    bodyLimit: 512 * 1024,
    run: calls.hearCalls,
  },
]
