/** Help: the whole documentation inside the product, in the reader's language, searchable, offline. */
import { CircleHelp } from 'lucide-react'
import type { Room } from '../platform/room.ts'
import { words } from './words.ts'

const load = () => import('./page.tsx').then(module => module.HelpPage)

export const room: Room = {
  name: 'help',
  pages: [
    { path: '/help', load },
    { path: '/help/$slug', load },
  ],
  nav: [{ path: '/help', label: () => words.t('title'), icon: CircleHelp, group: 'foot', key: 'h' }],
}
