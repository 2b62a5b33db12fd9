/**
 * Access: who may enter. Organizations hold workspaces; a workspace is the wall around all data of one brand or client.
 * People enter with a session, programs with a key; both act with the permissions of a role.
 * Credentials and sessions are the ground's login; this room owns who is a member of what.
 */
export { createWorkspace, enter, firstOwner, identify, isSetupNeeded, setUp, setupToken } from './actions/entering.ts'
export { isMember, listMembers, memberAddresses, memberNames, workspaceSettings } from './actions/people.ts'
export { listWorkspaces } from './store.ts'
export type { AccessTables } from './tables.ts'
