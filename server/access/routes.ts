/** Endpoints of the access room. */
import * as api from '../../contract/access.ts'
import { on, onSystem, type Route } from '../platform/route.ts'
import * as entering from './actions/entering.ts'
import * as people from './actions/people.ts'

export const routes: readonly Route[] = [
  onSystem(api.getSetup, entering.getSetup),
  onSystem(api.setUp, entering.setUp),
  onSystem(api.signIn, entering.signIn),
  onSystem(api.signOut, entering.signOut),
  onSystem(api.getMe, entering.getMe),
  onSystem(api.updateMe, entering.updateMe),
  onSystem(api.createWorkspace, (ctx, input) => entering.createWorkspace(ctx, input)),
  on(api.updateWorkspace, people.updateWorkspace),
  on(api.listMembers, people.listMembers),
  on(api.updateMember, people.updateMember),
  on(api.removeMember, people.removeMember),
  on(api.listInvitations, people.listInvitations),
  on(api.createInvitation, people.createInvitation),
  on(api.revokeInvitation, people.revokeInvitation),
  onSystem(api.getInvitation, people.getInvitation),
  onSystem(api.acceptInvitation, people.acceptInvitation),
  on(api.listRoles, people.listRoles),
  on(api.listKeys, people.listKeys),
  on(api.createKey, people.createKey),
  on(api.revokeKey, people.revokeKey),
]
