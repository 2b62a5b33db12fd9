/** Messages of visitors as any channel brings them. Pure. */
import type { Incoming, Named } from '../connector.ts'
import { visitorName } from './names.ts'

export const chatChannel = 'web_chat'

export interface ChatFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface SaidInChat {
  readonly id: string
  readonly chatId: string
  /** The remote id of the widget's account. */
  readonly accountRemoteId: string
  readonly name: string | null
  readonly language: 'ko' | 'en'
  readonly text: string
  readonly isAway: boolean
  readonly page: string | null
  readonly at: Date
  readonly files: readonly ChatFile[]
}

export const chatAuthor = (chat: { id: string; name: string | null; language: 'ko' | 'en' }): Named => ({
  remoteId: chat.id,
  handle: null,
  displayName: chat.name ?? visitorName(chat.id, chat.language),
  url: null,
  avatarUrl: null,
  followers: null,
})

/** What an answer needs to know of whom it goes to. */
export const rawChat = (chatId: string) => ({ chat: chatId })

export const incomingOf = (said: SaidInChat): Incoming => ({
  remoteId: `chat:${said.id}`,
  revision: '',
  kind: 'message',
  title: null,
  text: said.text,
  url: said.page,
  author: chatAuthor({ id: said.chatId, name: said.name, language: said.language }),
  inReplyToRemoteId: null,
  // All that a visitor says is one dialogue, whose root is no message.
  rootRemoteId: `chat:of:${said.chatId}`,
  addressedTo: [said.accountRemoteId],
  publishedAt: said.at,
  language: null,
  raw: rawChat(said.chatId),
  beside: {
    quoted: null,
    signature: null,
    automatic: null,
    notices: said.isAway ? [{ code: 'channels.chat_said_away', params: {} }] : [],
    files: said.files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length, bytes })),
  },
})
