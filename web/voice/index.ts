/** Voice on the web: policies, the tone guide, saved replies; and for the composer what a second look says. */
import { MessageSquareQuote } from 'lucide-react'
import { listPolicies, listPolicyVersions } from '../../contract/voice.ts'
import type { Room } from '../platform/room.ts'
import { words } from './words.ts'

export { FaultList, FaultMarks } from './draft-faults.tsx'
export { useFaultName } from './fault-name.ts'
export { fillFields } from './fill.ts'
export { faultKey, mended } from './mend.ts'
export { PolicyUse } from './policy-use.tsx'
export { SavedReplyPicker } from './saved-picker.tsx'

export const room: Room = {
  name: 'voice',
  pages: [
    { path: '/voice', permission: 'voice.read', load: () => import('./page.tsx').then(module => module.VoicePage) },
  ],
  nav: [
    {
      path: '/voice',
      label: () => words.t('nav.voice'),
      icon: MessageSquareQuote,
      group: 'deliver',
      permission: 'voice.read',
    },
  ],
  facts: { 'voice.policies_changed': (_ids, live) => live.refetch(listPolicies, listPolicyVersions) },
}
