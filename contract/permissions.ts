/** Every permission and the roles that hold it: a table that a manager can read. */

export const permissions = [
  'access.read',
  'access.manage',
  'channels.read',
  'channels.manage',
  'understanding.correct',
  'listening.read',
  'listening.manage',
  'listening.close',
  'customers.read',
  'customers.edit',
  'inbox.read',
  'inbox.reply',
  'inbox.assign',
  'system.read',
  'system.manage',
] as const
export type Permission = (typeof permissions)[number]

export const roles = ['owner', 'agent', 'viewer'] as const
export type Role = (typeof roles)[number]

export const roleTable: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  agent: [
    'access.read',
    'channels.read',
    'understanding.correct',
    'listening.read',
    'listening.close',
    'customers.read',
    'customers.edit',
    'inbox.read',
    'inbox.reply',
    'inbox.assign',
  ],
  viewer: ['access.read', 'channels.read', 'listening.read', 'customers.read', 'inbox.read'],
}
