/** Where a mail server is reached: checked addresses, and never in the clear over the public internet. */
import type { Outside } from '../../../connector.ts'
import type { Server } from '../hosts.ts'

const mostAddresses = 3

/** @throws a FetchRefusal, or a trouble of ours where a password would travel in the clear. */
export const addressesOf = async (
  outside: Outside,
  server: Server,
): Promise<{ addresses: readonly string[]; servername: string | undefined }> => {
  const { addresses, servername, isPublic } = await outside.reach(server.host, server.port)
  if (server.security === 'none' && isPublic) throw inTheClear()
  return { addresses: addresses.slice(0, mostAddresses), servername }
}

const inTheClear = (): Error =>
  Object.assign(new Error('a password would travel in the clear'), {
    failure: { class: 'bad_content' as const, code: 'channels.mail_needs_encryption' },
  })
