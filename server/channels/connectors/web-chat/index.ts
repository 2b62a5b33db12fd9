/**
 * Web chat: the widget on pages of our own. Nothing leaves the house: an answer has arrived once it is written, and the
 * widget, which asks and is told, shows it. So sending again is harmless.
 */
import { z } from 'zod'
import type { Manifest } from '../../../../contract/channels.ts'
import { chatChannel } from '../../chat/incoming.ts'
import type { Connector, Failure, Outgoing } from '../../connector.ts'

const manifest: Manifest = {
  channel: chatChannel,
  name: { ko: '웹 채팅', en: 'Web chat' },
  can: ['inbox', 'reply'],
  waysIn: ['webhook'],
  isDialogue: true,
  textLimit: { length: 5000, unit: 'characters' },
  files: { most: 5, mostBytes: 10_000_000 },
  showsTyping: true,
  asksInPlace: true,
  accountFields: [],
  sourceKinds: [],
}

const target = z.object({ chat: z.uuid() })
const nobody: Failure = { class: 'bad_content', code: 'channels.chat_nobody' }

/** The remote id that was decided, where the answer goes to a visitor of a widget. */
const arrived = (outgoing: Outgoing): string | null =>
  target.safeParse(outgoing.target?.raw).success ? outgoing.remoteId : null

export const webChat: Connector = {
  manifest,
  reply: {
    remoteId: ({ id }) => `chat:answer:${id}`,
    send: async (_outside, outgoing) => {
      const remoteId = arrived(outgoing)
      return remoteId === null ? { kind: 'failed', failure: nobody } : { kind: 'sent', remoteId, url: null }
    },
    ask: async (_outside, outgoing) =>
      arrived(outgoing) === null ? { kind: 'unknown', failure: nobody } : { kind: 'absent' },
  },
}
