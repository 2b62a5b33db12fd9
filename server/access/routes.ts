/** Endpoints of the access room. */
import * as api from '../../contract/access.ts'
import { on, onAsking, onDownload, onSystem, type Route } from '../platform/route.ts'
import * as audit from './actions/audit.ts'
import * as entering from './actions/entering.ts'
import * as fields from './actions/fields.ts'
import * as people from './actions/people.ts'
import * as providers from './actions/providers.ts'
import * as roles from './actions/roles.ts'
import * as security from './actions/security.ts'
import * as teams from './actions/teams.ts'

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
  on(api.listFields, fields.listFields),
  on(api.createField, fields.createField),
  on(api.updateField, fields.updateField),
  on(api.removeField, fields.removeField),
  on(api.restoreField, fields.restoreField),
  on(api.listRoles, roles.listRoles),
  on(api.createRole, roles.createRole),
  on(api.updateRole, roles.updateRole),
  on(api.deleteRole, roles.deleteRole),
  on(api.listTeams, teams.listTeams),
  on(api.createTeam, teams.createTeam),
  on(api.updateTeam, teams.updateTeam),
  on(api.removeTeam, teams.removeTeam),
  on(api.restoreTeam, teams.restoreTeam),
  on(api.listAudit, audit.listAudit),
  on(api.listAuditChoices, audit.listAuditChoices),
  onDownload(api.exportAudit, audit.exportAudit),
  onSystem(api.getSecurity, security.getSecurity),
  onSystem(api.endSession, security.endSession),
  onSystem(api.endOtherSessions, security.endOtherSessions),
  onSystem(api.changePassword, security.changePassword),
  onSystem(api.beginSecondFactor, security.beginSecondFactor),
  onSystem(api.confirmSecondFactor, security.confirmSecondFactor),
  onSystem(api.endSecondFactor, security.endSecondFactor),
  on(api.createPasswordReset, security.createPasswordReset),
  onSystem(api.askPasswordReset, security.askPasswordReset),
  onSystem(api.resetPassword, security.resetPassword),
  on(api.getSignInProvider, providers.getSignInProvider),
  onAsking(api.setSignInProvider, providers.askProvider, providers.setSignInProvider),
  on(api.removeSignInProvider, providers.removeSignInProvider),
  onSystem(api.listSignInDoors, providers.listSignInDoors),
  onAsking(api.beginProviderSignIn, providers.beginProviderSignIn, async (_ctx, _input, begun) => begun),
  onAsking(api.finishProviderSignIn, providers.askProven, providers.finishProviderSignIn),
  on(api.listKeys, people.listKeys),
  on(api.createKey, people.createKey),
  on(api.revokeKey, people.revokeKey),
]
