/** The rooms of the web, in street order: the only file that opens them all. */
import { room as access } from './access/index.ts'
import { room as channels } from './channels/index.ts'
import { room as customers } from './customers/index.ts'
import { room as help } from './help/index.ts'
import { room as inbox } from './inbox/index.ts'
import { room as insight } from './insight/index.ts'
import { room as listening } from './listening/index.ts'
import type { Room } from './platform/room.ts'
import { room as voice } from './voice/index.ts'

export const rooms: readonly Room[] = [access, channels, listening, customers, voice, inbox, insight, help]
