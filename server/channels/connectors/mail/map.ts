/** A mail as an item: who said what to whom in which thread. Pure. */
import type { Incoming, Named } from '../../connector.ts'
import { bareSubject, isReplySubject } from '../../subjects.ts'
import { remoteIdOf, scopeOf } from './ids.ts'
import type { Letter } from './letter.ts'
import type { Address } from './mime/addresses.ts'

export type Folder = 'inbox' | 'sent'

const longestKept = 20_000

/** Contact forms write in our own name and name the person in Reply-To: it is them who speak. */
const speakerOf = (letter: Letter, account: string, folder: Folder): Address | null => {
  if (folder === 'sent') return { name: letter.from?.name ?? null, address: account }
  const isOwn = letter.from?.address === account
  return (isOwn ? letter.replyTo.find(one => one.address !== account) : undefined) ?? letter.from
}

const named = (speaker: Address | null): Named => ({
  remoteId: speaker?.address ?? 'nobody@invalid',
  handle: speaker?.address ?? null,
  displayName: speaker?.name ?? null,
  url: null,
  avatarUrl: null,
  followers: null,
})

export const incomingOf = (letter: Letter, account: string, folder: Folder): Incoming => {
  const idOf = (messageId: string) => remoteIdOf(account, messageId)
  const speaker = speakerOf(letter, account, folder)
  const isOwn = speaker?.address === account
  // References name the whole way; where they are missing or cut, In-Reply-To is the last step of it.
  const answered = letter.inReplyTo[0] ?? letter.references.at(-1) ?? null
  const follows = [...letter.references.filter(id => !letter.inReplyTo.includes(id)), ...letter.inReplyTo.slice(0, 1)]
  const clue = follows.length === 0 && !isOwn && isReplySubject(letter.subject) ? bareSubject(letter.subject) : null
  const { bounce } = letter
  return {
    remoteId: idOf(letter.messageId),
    revision: '',
    kind: 'message',
    title: letter.subject === '' ? null : letter.subject,
    text: letter.said,
    url: null,
    author: named(speaker),
    inReplyToRemoteId: answered === null ? null : idOf(answered),
    rootRemoteId: follows[0] === undefined ? null : idOf(follows[0]),
    addressedTo: folder === 'inbox' && !isOwn && letter.automatic === null ? [account] : [],
    publishedAt: letter.date,
    language: null,
    raw: rawOf(letter, folder),
    beside: {
      quoted: letter.quoted,
      signature: letter.signature,
      automatic: letter.automatic,
      notices: letter.notices,
      files: letter.files,
    },
    thread: {
      follows: follows.map(idOf),
      subject: clue === '' ? null : clue,
      scope: scopeOf(account),
    },
    ...(bounce?.isFinal && folder === 'inbox' && bounce.messageIds.length > 0
      ? {
          cameBack: {
            remoteIds: bounce.messageIds.map(idOf),
            failure: { class: 'gone' as const, ...whyOf(bounce.status, bounce.reason) },
          },
        }
      : {}),
  }
}

/** RFC 3463: x.1.x speaks of the address, x.2.2 of a full mailbox, x.7.x of being refused. */
const whyOf = (status: string | null, reason: string | null) => {
  const params = { reason: reason ?? status ?? '—' }
  if (status?.startsWith('5.1.')) return { code: 'channels.mail_back_no_address', params }
  if (status?.endsWith('.2.2')) return { code: 'channels.mail_back_full', params }
  return { code: 'channels.mail_back', params }
}

/** What answers need, and the header for the archive; the whole mail stays in the mailbox. */
const rawOf = (letter: Letter, folder: Folder) => ({
  folder,
  messageId: letter.messageId,
  inReplyTo: letter.inReplyTo,
  references: letter.references,
  subject: letter.subject,
  date: letter.date?.toISOString() ?? null,
  from: letter.from,
  replyTo: letter.replyTo,
  to: letter.to,
  cc: letter.cc,
  said: letter.said.slice(0, longestKept).toWellFormed(),
  headers: letter.headers,
})
