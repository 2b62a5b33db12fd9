/** Listening to a mailbox: what came while we were away first, then IDLE (RFC 2177) until something comes. */
import type { ImapFlow } from 'imapflow'
import { readClock } from '../../../../platform/clock.ts'
import type { Incoming, Outside, StreamAsk, StreamBatch } from '../../../connector.ts'
import { failureOf } from '../../../failures.ts'
import { type Place, type Places, readCursor, writeCursor } from '../cursor.ts'
import { readLetter } from '../letter.ts'
import { type Folder, incomingOf } from '../map.ts'
import { readSecret, type Settings } from '../settings.ts'
import { troubleOf } from '../trouble.ts'
import { placeNow } from './connect.ts'
import { findFolders, noSuchFolder, pathsOf } from './folders.ts'
import { openImap } from './imap.ts'
import { searchFor } from './search.ts'

/** IDLE is ended and begun again so often: an answer proves that the server lives, and the sent folder is looked at. */
const idleMs = 40_000
/** For servers without IDLE. */
const lookMs = 15_000
/** Of a larger mail the beginning is read; the rest stays in the mailbox, and the item says so. */
const largestMail = 32 * 1024 * 1024
const readOfLarger = 1024 * 1024
const batchMails = 20
const batchBytes = 16 * 1024 * 1024

/** Throws when the connection breaks, with a `failure` that says what helps. What was not handed over comes again from the cursor. */
export async function* listenToMailbox(
  outside: Outside,
  ask: StreamAsk,
  signal: AbortSignal,
): AsyncGenerator<StreamBatch> {
  const settings = ask.account === undefined ? null : readSecret(ask.account.secret)
  if (settings === null) throw broken({ class: 'refresh', code: 'channels.account_disconnected' })
  const imap = await openImap(outside, settings, signal).catch((error: unknown) => fail(error, settings, signal))
  try {
    yield* listen(imap.client, settings, ask.cursor, signal)
  } catch (error) {
    fail(error, settings, signal)
  } finally {
    await imap.close()
  }
}

/** What ends the stream on purpose is no trouble. */
const fail = (error: unknown, settings: Settings, signal: AbortSignal): never => {
  if (signal.aborted) throw error
  throw broken(troubleOf(error, settings.imap.host).failure)
}

const broken = (
  failure: { class: 'refresh' | 'bad_content' | 'try_again' | 'gone'; code: string },
  params: Readonly<Record<string, string>> = {},
): Error => Object.assign(new Error(failure.code), { failure: { ...failure, params } })

async function* listen(
  client: ImapFlow,
  settings: Settings,
  cursor: string | null,
  signal: AbortSignal,
): AsyncGenerator<StreamBatch> {
  const { sent } = await findFolders(client)
  const read = readCursor(cursor)
  const places: Places = {
    inbox: read?.inbox ?? (await placeNow(client, 'INBOX')),
    sent: sent === null ? null : (read?.sent ?? (await placeNow(client, sent))),
    more: { ...read?.more },
    at: read?.at ?? readClock().toISOString(),
  }
  const more = await stillThere(client, settings.folders)
  for (const path of more.paths) places.more[path] ??= await placeNow(client, path)
  const news = watchNews(client)
  while (!signal.aborted) {
    // What we sent from elsewhere first: an answer to it then finds its thread.
    if (sent !== null) yield* readFolder(client, { folder: 'sent', path: sent }, places, settings)
    news.clear()
    yield* readFolder(client, { folder: 'inbox', path: 'INBOX' }, places, settings)
    for (const path of more.paths) yield* readFolder(client, { folder: 'inbox', path }, places, settings)
    places.at = readClock().toISOString()
    yield { incoming: [], cursor: writeCursor(places) }
    // All that is there was read; that a folder is gone is said, and looked at again with the next opening.
    if (more.missing !== null) throw more.missing
    await rest(client, news, signal)
  }
}

/** Of the folders that a person chose those that are there, and what is wrong with the first that is not. */
const stillThere = async (
  client: ImapFlow,
  folders: readonly string[],
): Promise<{ paths: string[]; missing: unknown }> => {
  const paths: string[] = []
  let missing: unknown = null
  for (const folder of folders) {
    try {
      paths.push(...(await pathsOf(client, [folder])))
    } catch (error) {
      if (failureOf(error)?.code !== noSuchFolder) throw error
      missing ??= broken({ class: 'try_again', code: 'channels.mail_folder_gone' }, { name: folder })
    }
  }
  return { paths, missing }
}

/** Whether the server told of new mails since it was cleared. */
const watchNews = (client: ImapFlow) => {
  let isThere = false
  let wake = () => {}
  client.on('exists', ({ count, prevCount }: { count: number; prevCount: number }) => {
    if (count <= prevCount) return
    isThere = true
    wake()
  })
  client.on('close', () => wake())
  return {
    clear: () => {
      isThere = false
    },
    wait: (ms: number, signal: AbortSignal) =>
      new Promise<void>(resolve => {
        const timer = setTimeout(() => wake(), ms)
        wake = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        signal.addEventListener('abort', wake, { once: true })
        if (isThere || signal.aborted) wake()
      }),
  }
}

type News = ReturnType<typeof watchNews>

/** IDLE until something comes; NOOP ends it, and throws where nobody is there any more. */
const rest = async (client: ImapFlow, news: News, signal: AbortSignal): Promise<void> => {
  if (!client.usable) throw new Error('the connection was closed')
  const canIdle = client.capabilities.has('IDLE')
  const idling = canIdle ? client.idle() : null
  idling?.catch(() => false) // the NOOP below fails with it
  await news.wait(canIdle ? idleMs : lookMs, signal)
  if (signal.aborted) return
  // It says nothing where nobody is there any more.
  const answered: unknown = await client.noop()
  if (answered === false || !client.usable) throw new Error('the connection was closed')
  await idling
}

interface Found {
  uid: number
  size: number
}

/** Everything after the folder's place, oldest first, in batches that memory can bear. */
async function* readFolder(
  client: ImapFlow,
  { folder, path }: { folder: Folder; path: string },
  places: Places,
  settings: Settings,
): AsyncGenerator<StreamBatch> {
  const from = placeIn(places, folder, path)!
  const now = await client.mailboxOpen(path, { readOnly: true })
  const validity = String(now.uidValidity)
  const modseq = now.highestModseq === undefined ? null : String(now.highestModseq)
  const isSame = validity === from.validity
  const end: Place = { validity, uid: Math.max(now.uidNext - 1, isSame ? from.uid : 0), modseq }
  if (isSame && from.uid >= now.uidNext - 1) {
    keepPlace(places, folder, path, { ...end, uid: from.uid })
    return
  }
  const found = isSame ? await findAfter(client, from.uid) : await findSince(client, places.at)
  let batch: Incoming[] = []
  let bytes = 0
  for (const [index, one] of found.entries()) {
    const read = await readMail(client, one, settings, folder)
    if (read !== null) batch.push(read)
    bytes += Math.min(one.size, largestMail)
    const isFull = batch.length >= batchMails || bytes >= batchBytes
    if (!isFull && index < found.length - 1) continue
    keepPlace(places, folder, path, { validity, uid: one.uid, modseq: null })
    yield { incoming: batch, cursor: writeCursor(places) }
    batch = []
    bytes = 0
  }
  keepPlace(places, folder, path, { ...end, uid: Math.max(end.uid, found.at(-1)?.uid ?? 0) })
}

const isChosen = (folder: Folder, path: string): boolean => folder === 'inbox' && path !== 'INBOX'

const placeIn = (places: Places, folder: Folder, path: string): Place | null =>
  isChosen(folder, path) ? (places.more[path] ?? null) : places[folder]

const keepPlace = (places: Places, folder: Folder, path: string, place: Place): void => {
  if (isChosen(folder, path)) places.more[path] = place
  else places[folder] = place
}

const findAfter = async (client: ImapFlow, uid: number): Promise<Found[]> => {
  const found: Found[] = []
  // `n:*` names the last mail even where it is older than n.
  for await (const { uid: at, size } of client.fetch(`${uid + 1}:*`, { uid: true, size: true }, { uid: true }))
    if (at > uid) found.push({ uid: at, size: size ?? 0 })
  return found.sort((a, b) => a.uid - b.uid)
}

/** UIDs mean something else now: what came since a day before all was read is looked at again, known mails change nothing. */
const findSince = async (client: ImapFlow, at: string): Promise<Found[]> => {
  const day = new Date(Date.parse(at) - 86_400_000)
  if (Number.isNaN(day.getTime())) return []
  const uids = await searchFor(client, { since: day })
  const found: Found[] = []
  for (let n = 0; n < uids.length; n += 500) {
    const range = uids.slice(n, n + 500).join(',')
    for await (const { uid, size } of client.fetch(range, { uid: true, size: true }, { uid: true }))
      found.push({ uid, size: size ?? 0 })
  }
  return found.sort((a, b) => a.uid - b.uid)
}

/** Null for a mail that is gone meanwhile. */
const readMail = async (
  client: ImapFlow,
  { uid, size }: Found,
  settings: Settings,
  folder: Folder,
): Promise<Incoming | null> => {
  const isLarge = size > largestMail
  const source = isLarge ? { start: 0, maxLength: readOfLarger } : true
  const mail = await client.fetchOne(String(uid), { uid: true, source }, { uid: true })
  if (!mail || mail.source === undefined) {
    if ((await searchFor(client, { uid: String(uid) })).length > 0) throw new Error('the mail was not given')
    return null
  }
  return incomingOf(readLetter(mail.source, isLarge ? size : mail.source.length), settings.address, folder)
}
