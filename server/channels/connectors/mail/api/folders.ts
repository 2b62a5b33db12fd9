/** The folders of a mailbox that matter: what comes in, what went out, and everything. */
import type { ImapFlow } from 'imapflow'

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
