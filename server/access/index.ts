/**
 * Access: who may enter. Organizations hold workspaces; a workspace is the wall around all data of one brand or client.
 * People enter with a session, programs with a key; both act with the permissions of a role.
 * Credentials and sessions are the ground's login; this room owns who is a member of what.
 */
export { record } from './actions/audit.ts'
export { createWorkspace, enter, firstOwner, identify, isSetupNeeded, setUp, setupToken } from './actions/entering.ts'
export {
  changedFieldValues,
  createField,
  fieldsOf,
  missingFields,
  readFieldChanges,
  readFieldConditions,
  shownFieldValues,
} from './actions/fields.ts'
export { isMember, listMembers, memberAddresses, memberNames, workspaceSettings } from './actions/people.ts'
export { openPracticeWorkspace, practiceWorkspaceId } from './actions/practising.ts'
export { isHeldBeside, roleKeys } from './actions/roles.ts'
export { createTeam, listTeams, teamsByIds } from './actions/teams.ts'
export { fieldsChanged, membersLeft, teamsChanged } from './events.ts'
export { type FieldCondition, readFieldValue, writtenFieldValue } from './field-values.ts'
export { blankAudit } from './store/audit.ts'
export { fieldConditions } from './store/fields.ts'
export { listWorkspaces } from './store/people.ts'
export type { AccessTables } from './tables.ts'
