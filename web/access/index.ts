/** Access on the web: coming in (sign-in, set-up, invitations) and the settings of people, keys, jobs and oneself. */
import type { Room } from '../platform/room.ts'
import { words } from './words.ts'

export const room: Room = {
  name: 'access',
  barePages: [
    { path: '/sign-in', load: () => import('./sign-in.tsx').then(module => module.SignInPage) },
    { path: '/setup', load: () => import('./setup.tsx').then(module => module.SetupPage) },
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
}
