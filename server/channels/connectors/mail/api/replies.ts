/** Answers by SMTP: sent at most once, with a copy in the sent folder by which an unheard outcome is found out. */
import type { ImapFlow } from 'imapflow'
import type { Asked, Failure, Outgoing, Outside, Sent } from '../../../connector.ts'
import { outcomeUndecided } from '../../../failures.ts'
import { writeAnswer } from '../answer.ts'
import { keepsSent } from '../hosts.ts'
import { messageIdOf, remoteIdOf } from '../ids.ts'
import { readSecret, type Settings } from '../settings.ts'
import { troubleOf } from '../trouble.ts'
import { findFolders } from './folders.ts'
import { openImap } from './imap.ts'
import { searchFor } from './search.ts'
import { openSmtp, type Smtp } from './smtp.ts'

const noSecret: Failure = { class: 'refresh', code: 'channels.account_disconnected' }
const nobody: Failure = { class: 'bad_content', code: 'channels.mail_nobody_to_answer' }
/** Nobody can find it out by asking again: a person must ask the recipient. */
const undecided: Failure = { class: 'bad_content', code: outcomeUndecided }
const unheard: Failure = { class: 'try_again', code: 'channels.outcome_unknown' }

/**
 * A copy marked as draft is laid into the sent folder before the mail leaves, and loses its mark after it: no copy means
 * that it never left, a copy without mark that it did, one with the mark that nobody knows. Providers that keep what they
 * send by themselves need no copy of ours.
 */
export const sendAnswer = async (outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Sent> => {
  const settings = readSecret(outgoing.account.secret)
  if (settings === null) return { kind: 'failed', failure: noSecret }
  const answer = writeAnswer(outgoing, settings)
  if (answer === null) return { kind: 'failed', failure: nobody }
  let smtp: Smtp
  let copy: Copy | null
  try {
    smtp = await openSmtp(outside, settings, signal)
  } catch (error) {
    return { kind: 'failed', failure: troubleOf(error, settings.smtp.host).failure }
  }
  try {
    copy = keepsSent(settings.smtp.host)
      ? null
      : await layCopy(outside, settings, answer.bytes, answer.messageId, signal)
  } catch (error) {
    smtp.close()
    return { kind: 'failed', failure: troubleOf(error, settings.imap.host).failure }
  }
  try {
    const sent = await smtp.send({ from: answer.from, to: answer.to }, answer.bytes)
    await copy?.keep()
    const messageId = sent.messageId ?? answer.messageId
    return { kind: 'sent', remoteId: remoteIdOf(settings.address, messageId), url: null }
  } catch (error) {
    const failure = refusalOf(error) ?? unsentOf(error, settings)
    if (failure === null) return { kind: 'unknown', failure: unheard }
    await copy?.drop()
    return { kind: 'failed', failure }
  } finally {
    smtp.close()
    await copy?.close()
  }
}

/** What the server said no to for certain; null where it may have taken the mail. */
const refusalOf = (error: unknown): Failure | null => {
  const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string }
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE' ? contentRefused('') : null
  const params = { status: responseCode }
  if (responseCode === 421 || responseCode === 450 || responseCode === 451 || responseCode === 452)
    return { class: 'try_again', code: 'channels.mail_later', params, afterSeconds: 120 }
  if (responseCode < 500) return { class: 'try_again', code: 'channels.mail_later', params }
  if (command === 'RCPT TO') return { class: 'bad_content', code: 'channels.mail_recipient_refused', params }
  return contentRefused(String(responseCode))
}

/** The connection broke before the server asked for the content. */
const unsentOf = (error: unknown, settings: Settings): Failure | null =>
  (error as { isUnsent?: boolean }).isUnsent === true ? troubleOf(error, settings.smtp.host).failure : null

const contentRefused = (status: string): Failure => ({
  class: 'bad_content',
  code: 'channels.mail_content_refused',
  params: { status },
})

interface Copy {
  /** It was sent. */
  keep(): Promise<void>
  /** It was not. */
  drop(): Promise<void>
  close(): Promise<void>
}

const layCopy = async (
  outside: Outside,
  settings: Settings,
  bytes: Buffer,
  messageId: string,
  signal: AbortSignal,
): Promise<Copy> => {
  const { client, close } = await openImap(outside, settings, signal)
  try {
    const sent = (await findFolders(client)).sent ?? (await client.mailboxCreate('Sent')).path
    const laid = await client.append(sent, bytes, ['\\Seen', '\\Draft'])
    await client.mailboxOpen(sent)
    const uid = (laid ? laid.uid : undefined) ?? (await newestOf(client, messageId))
    return {
      keep: () =>
        quietly(async () => {
          const others = (await copiesOf(client, messageId)).filter(one => one !== uid)
          const marked = await markedOf(client, others)
          if (marked.length > 0) await client.messageDelete(marked.join(','), { uid: true })
          // The server laid one of its own: two would stand there.
          const isDouble = others.length > marked.length && uid !== undefined
          if (isDouble) await client.messageDelete(String(uid), { uid: true })
          else if (uid !== undefined) await client.messageFlagsRemove(String(uid), ['\\Draft'], { uid: true })
        }),
      drop: () =>
        quietly(async () => {
          if (uid !== undefined) await client.messageDelete(String(uid), { uid: true })
        }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The mail has left or has not: what becomes of the copy changes nothing about that, and a mark that stays is asked about. */
const quietly = (work: () => Promise<void>): Promise<void> => work().catch(() => undefined)

const copiesOf = (client: ImapFlow, messageId: string): Promise<number[]> =>
  searchFor(client, { header: { 'message-id': `<${messageId}>` } })

/** Of these copies those that a try before this one left behind. */
const markedOf = async (client: ImapFlow, uids: readonly number[]): Promise<number[]> => {
  const marked: number[] = []
  for (const uid of uids) {
    const copy = await client.fetchOne(String(uid), { uid: true, flags: true }, { uid: true })
    if (copy !== false && copy.flags?.has('\\Draft')) marked.push(uid)
  }
  return marked
}

const newestOf = async (client: ImapFlow, messageId: string): Promise<number | undefined> =>
  (await copiesOf(client, messageId)).at(-1)

/** Looks for the mail in the sent folder, and in the folder of everything where there is one. */
export const askAnswer = async (outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Asked> => {
  const settings = readSecret(outgoing.account.secret)
  if (settings === null || outgoing.remoteId === null) return { kind: 'unknown', failure: noSecret }
  const messageId = messageIdOf(settings.address, outgoing.remoteId)
  try {
    const { client, close } = await openImap(outside, settings, signal)
    try {
      const { sent, all } = await findFolders(client)
      if (sent === null && all === null) return { kind: 'unknown', failure: unheard }
      let isMarked = false
      for (const path of new Set([sent, all].filter(one => one !== null))) {
        await client.mailboxOpen(path, { readOnly: true })
        for (const uid of await copiesOf(client, messageId)) {
          const copy = await client.fetchOne(String(uid), { uid: true, flags: true }, { uid: true })
          if (copy === false) continue
          if (!copy.flags?.has('\\Draft')) return { kind: 'sent', remoteId: outgoing.remoteId, url: null }
          isMarked = true
        }
      }
      return isMarked ? { kind: 'unknown', failure: undecided } : { kind: 'absent' }
    } finally {
      await close()
    }
  } catch (error) {
    return { kind: 'unknown', failure: troubleOf(error, settings.imap.host).failure }
  }
}
