/** Access on the web: coming in (sign-in, set-up, invitations) and the settings of people, keys, jobs and oneself. */
import { listTeams } from '../../contract/access.ts'
import type { Room } from '../platform/room.ts'
import { words as fieldWords } from './fields/words.ts'
import { words as providers } from './providers/words.ts'
import { words as teams } from './teams/words.ts'
import { words } from './words.ts'

export { FieldFilter } from './fields/filter.tsx'
export { OwnFields, useFields } from './fields/values.tsx'
export { roleName } from './role-names.ts'

export const room: Room = {
  name: 'access',
  barePages: [
    { path: '/sign-in', load: () => import('./sign-in.tsx').then(module => module.SignInPage) },
    { path: '/sign-in/done', load: () => import('./providers/done.tsx').then(module => module.SignInDonePage) },
    { path: '/setup', load: () => import('./setup.tsx').then(module => module.SetupPage) },
    { path: '/forgot', load: () => import('./reset.tsx').then(module => module.ForgotPage) },
    { path: '/reset/$token', load: () => import('./reset.tsx').then(module => module.ResetPage) },
    { path: '/invite/$token', load: () => import('./invitation.tsx').then(module => module.InvitationPage) },
  ],
  settings: [
    {
      path: '/profile',
      label: () => words.t('profile.title'),
      group: 'mine',
      load: () => import('./profile.tsx').then(module => module.ProfilePage),
    },
    {
      path: '/security',
      label: () => words.t('security.title'),
      group: 'mine',
      load: () => import('./security.tsx').then(module => module.SecurityPage),
    },
    {
      path: '/workspace',
      label: () => words.t('workspace.title'),
      group: 'workspace',
      permission: 'access.manage',
      load: () => import('./workspace.tsx').then(module => module.WorkspacePage),
    },
    {
      path: '/members',
      label: () => words.t('members.title'),
      group: 'workspace',
      permission: 'access.read',
      load: () => import('./members.tsx').then(module => module.MembersPage),
    },
    {
      path: '/teams',
      label: () => teams.t('title'),
      group: 'workspace',
      permission: 'access.read',
      load: () => import('./teams/page.tsx').then(module => module.TeamsPage),
    },
    {
      path: '/roles',
      label: () => words.t('roles.title'),
      group: 'workspace',
      permission: 'access.read',
      load: () => import('./roles.tsx').then(module => module.RolesPage),
    },
    {
      path: '/sign-in',
      label: () => providers.t('title'),
      group: 'workspace',
      permission: 'access.manage',
      load: () => import('./providers/page.tsx').then(module => module.ProviderPage),
    },
    {
      path: '/fields',
      label: () => fieldWords.t('title'),
      group: 'workspace',
      permission: 'access.read',
      load: () => import('./fields/page.tsx').then(module => module.FieldsPage),
    },
    {
      path: '/audit',
      label: () => words.t('audit.title'),
      group: 'system',
      permission: 'access.audit',
      load: () => import('./audit.tsx').then(module => module.AuditPage),
    },
    {
      path: '/keys',
      label: () => words.t('keys.title'),
      group: 'system',
      permission: 'access.manage',
      load: () => import('./keys.tsx').then(module => module.KeysPage),
    },
    {
      path: '/jobs',
      label: () => words.t('jobs.title'),
      group: 'system',
      permission: 'system.read',
      load: () => import('./jobs.tsx').then(module => module.JobsPage),
    },
  ],
  facts: { 'access.teams_changed': (_ids, live) => live.refetch(listTeams) },
}
