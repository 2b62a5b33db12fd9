/** Every permission and the roles that hold it: a table that a manager can read, and change for their workspace. */

export const permissions = [
  'access.own',
  'access.manage',
  'access.audit',
  'access.read',
  'channels.read',
  'channels.manage',
  'channels.import',
  'understanding.correct',
  'listening.read',
  'listening.manage',
  'listening.close',
  'customers.read',
  'customers.all',
  'customers.edit',
  'customers.merge',
  'customers.verify',
  'customers.contacts',
  'customers.history',
  'customers.value',
  'customers.connect',
  'customers.privacy',
  'customers.export',
  'voice.read',
  'voice.write',
  'voice.manage',
  'voice.sign',
  'inbox.read',
  'inbox.all',
  'inbox.team',
  'inbox.reply',
  'inbox.assign',
  'inbox.approve',
  'inbox.manage',
  'inbox.export',
  'inbox.route',
  'system.read',
  'system.manage',
] as const
export type Permission = (typeof permissions)[number]

/** Roles that every workspace has from its first day; it may add its own. */
export const roles = [
  'owner',
  'admin',
  'comms_lead',
  'support_lead',
  'agent',
  'marketer',
  'analyst',
  'partner',
  'light',
  'viewer',
] as const
export type Role = (typeof roles)[number]

const reading: readonly Permission[] = [
  'access.read',
  'channels.read',
  'listening.read',
  'customers.read',
  'customers.all',
  'voice.read',
  'inbox.read',
  'inbox.all',
]
const knowing: readonly Permission[] = ['customers.verify', 'customers.contacts', 'customers.history']
const answering: readonly Permission[] = [
  ...knowing,
  'customers.edit',
  'customers.merge',
  'customers.value',
  'voice.write',
  'inbox.reply',
  'inbox.assign',
  'listening.close',
  'understanding.correct',
]
const hearing: readonly Permission[] = [
  'listening.manage',
  'listening.close',
  'understanding.correct',
  'channels.import',
  'customers.value',
  'customers.export',
  'inbox.export',
]

/** What each may do where nobody has changed it. Only owners hold `access.own`, and nobody gives what they do not hold. */
export const roleTable: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  admin: permissions.filter(permission => permission !== 'access.own'),
  comms_lead: [
    ...reading,
    ...answering,
    'voice.manage',
    'voice.sign',
    'inbox.manage',
    'inbox.route',
    'listening.manage',
    'channels.manage',
    'channels.import',
    'customers.export',
    'inbox.export',
    'access.audit',
  ],
  support_lead: [
    ...reading,
    ...answering,
    'voice.manage',
    'voice.sign',
    'inbox.approve',
    'inbox.manage',
    'inbox.route',
    'channels.import',
    'customers.export',
    'inbox.export',
    'access.audit',
  ],
  agent: [...reading, ...answering],
  marketer: [...reading, ...hearing],
  analyst: [...reading, ...hearing],
  /** Sees the queues of its own teams, and the customers in them. */
  partner: [
    'access.read',
    'channels.read',
    'customers.read',
    ...knowing,
    'voice.read',
    'inbox.read',
    'inbox.team',
    'inbox.reply',
  ],
  /** Sees what it was given. */
  light: ['access.read', 'channels.read', 'voice.read', 'inbox.read', 'inbox.reply'],
  viewer: reading,
}

export const isBuiltIn = (role: string): role is Role => (roles as readonly string[]).includes(role)
