/** Endpoints of voice. */
import * as api from '../../contract/voice.ts'
import { on, type Route } from '../platform/route.ts'
import * as guides from './actions/guides.ts'
import * as policies from './actions/policies.ts'
import * as saved from './actions/saved-replies.ts'

export const routes: readonly Route[] = [
  on(api.listPolicies, policies.listPolicies),
  on(api.createPolicy, policies.createPolicy),
  on(api.writePolicy, policies.writePolicy),
  on(api.signPolicy, policies.signPolicy),
  on(api.reviewPolicy, policies.reviewPolicy),
  on(api.archivePolicy, policies.archivePolicy),
  on(api.listPolicyVersions, policies.listPolicyVersions),
  on(api.getGuide, guides.getGuide),
  on(api.writeGuide, guides.writeGuide),
  on(api.listSavedReplies, saved.listSavedReplies),
  on(api.createSavedReply, saved.createSavedReply),
  on(api.updateSavedReply, saved.updateSavedReply),
  on(api.removeSavedReply, saved.removeSavedReply),
  on(api.restoreSavedReply, saved.restoreSavedReply),
  on(api.countSavedReply, saved.countSavedReply),
]
