/** Connecting a mailbox: both servers are asked at once, and the place where it stands is remembered. */
import type { ImapFlow } from 'imapflow'
import type { Connecting, IdentityPart, Refused } from '../../../connector.ts'
import { type Place, type Places, writeCursor } from '../cursor.ts'
import { readFields, type Settings } from '../settings.ts'
import { troubleOf } from '../trouble.ts'
import { findFolders, noSuchFolder, pathsOf } from './folders.ts'
import { openImap } from './imap.ts'
import { openSmtp } from './smtp.ts'

/** Both servers together answer within this. */
const askMs = 25_000

export const connectMailbox: IdentityPart['connect'] = async (
  outside,
  { fields, now, signal },
): Promise<Connecting> => {
  const read = readFields(fields)
  if (!read.ok) return { ok: false, field: read.field, failure: { class: 'bad_content', code: read.code } }
  const { settings } = read
  const limited = AbortSignal.any([AbortSignal.timeout(askMs), ...(signal ? [signal] : [])])
  const [incoming, outgoing] = await Promise.allSettled([
    (async () => {
      const imap = await openImap(outside, settings, limited)
      try {
        return await placesOf(imap.client, settings.folders)
      } finally {
        await imap.close()
      }
    })(),
    openSmtp(outside, settings, limited).then(smtp => smtp.close()),
  ])
  if (incoming.status === 'rejected') return refused(incoming.reason, 'imap', settings)
  if (outgoing.status === 'rejected') return refused(outgoing.reason, 'smtp', settings)
  return {
    ok: true,
    remoteId: settings.address,
    handle: settings.address,
    displayName: settings.name || settings.address,
    url: null,
    // One service each: a mailbox never goes on in the name of another account of its server.
    service: `imap://${encodeURIComponent(settings.address)}@${settings.imap.host}:${settings.imap.port}`,
    secret: JSON.stringify({ ...settings, folders: Object.keys(incoming.value.more) }),
    session: null,
    sources: [
      {
        kind: 'mailbox',
        address: settings.address,
        name: settings.address,
        cursor: writeCursor({ ...incoming.value, at: now.toISOString() }),
      },
    ],
  }
}

const refused = (error: unknown, protocol: 'imap' | 'smtp', settings: Settings): Refused => {
  const { failure, field } = troubleOf(error, settings[protocol].host)
  if (failure.code === noSuchFolder) return { ok: false, failure, field: 'folders' }
  const blamed = field === 'password' || field === null ? field : `${protocol}${field}`
  return { ok: false, failure, ...(blamed === null ? {} : { field: blamed }) }
}

const placesOf = async (client: ImapFlow, folders: readonly string[]): Promise<Omit<Places, 'at'>> => {
  const { sent } = await findFolders(client)
  const more: Record<string, Place> = {}
  for (const path of await pathsOf(client, folders)) if (path !== sent) more[path] = await placeNow(client, path)
  return { inbox: await placeNow(client, 'INBOX'), sent: sent === null ? null : await placeNow(client, sent), more }
}

/** Where a folder ends now. */
export const placeNow = async (client: ImapFlow, path: string): Promise<Place> => {
  const status = await client.status(path, { uidNext: true, uidValidity: true, highestModseq: true })
  return {
    validity: String(status.uidValidity ?? ''),
    uid: Math.max(0, (status.uidNext ?? 1) - 1),
    modseq: status.highestModseq === undefined ? null : String(status.highestModseq),
  }
}
