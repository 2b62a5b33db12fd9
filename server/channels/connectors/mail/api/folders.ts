/** The folders of a mailbox that matter: what comes in, what went out, and everything. */
import type { ImapFlow } from 'imapflow'

/**
 * The paths of folders that a person named, by path or by name.
 * @throws with a `failure` that names the first that is not there, and those that are
 */
export const pathsOf = async (client: ImapFlow, names: readonly string[]): Promise<string[]> => {
  if (names.length === 0) return []
  const listed = (await client.list()).filter(folder => !folder.flags.has('\\Noselect'))
  return names.map(name => {
    const same = (one: string) => one.normalize('NFC').toLowerCase() === name.normalize('NFC').toLowerCase()
    const found = listed.find(folder => same(folder.path)) ?? listed.find(folder => same(folder.name))
    if (found) return found.path
    const known = listed.map(folder => folder.path).slice(0, 30)
    const failure = { class: 'bad_content', code: noSuchFolder, params: { name, folders: known.join(', ') } } as const
    throw Object.assign(new Error(noSuchFolder), { failure })
  })
}

export const noSuchFolder = 'channels.mail_no_such_folder'

export interface Folders {
  readonly sent: string | null
  /** Gmail's folder of everything. */
  readonly all: string | null
}

const sentNames = /^(sent|sent mail|sent items|sent messages|보낸\s*(편지함|메일함|메일|편지))$/i

/** By special use (RFC 6154) where the server tells, else by the names that servers and clients give. */
export const findFolders = async (client: ImapFlow): Promise<Folders> => {
  const listed = await client.list()
  const bySpecialUse = (use: string) => listed.find(folder => folder.specialUse === use)?.path ?? null
  const byName = listed.find(folder => sentNames.test(folder.name.trim()))?.path ?? null
  return { sent: bySpecialUse('\\Sent') ?? byName, all: bySpecialUse('\\All') }
}
