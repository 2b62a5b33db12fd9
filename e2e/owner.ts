/** The owner of a product that was just set up, and the mailbox that they connect. */
import { setUp } from '../contract/access.ts'
import { connectAccount } from '../contract/channels.ts'
import type { MailServer } from '../tools/testing/mail-server.ts'
import { type Caller, openCaller } from './caller.ts'
import type { Product } from './product.ts'

/** What people of journeys sign in with. */
export const password = 'a long enough password'

/** Sets the product up by its link, in Korean. @returns who did, and the workspace that they own. */
export const setUpOwner = async (
  product: Product,
  given: { name?: string; workspaceName?: string } = {},
): Promise<{ owner: Caller; workspaceId: number }> => {
  const owner = openCaller(product.origin)
  const { workspaces } = await owner.ask(setUp, {
    token: new URL(product.setupLink!).searchParams.get('token')!,
    name: given.name ?? '지우',
    email: 'jiwoo@example.com',
    password,
    workspaceName: given.workspaceName ?? '하늘상점',
    timeZone: 'Asia/Seoul',
    locale: 'ko',
  })
  return { owner, workspaceId: workspaces[0]!.id }
}

/** Connects an address of a mail server on this machine. */
export const connectMailbox = async (
  owner: Caller,
  server: MailServer,
  address: string,
  workspaceId: number,
): Promise<void> => {
  const fields = {
    address,
    password: server.password,
    imapHost: '127.0.0.1',
    imapPort: String(server.imap),
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: String(server.smtp),
    smtpSecurity: 'none',
  }
  await owner.ask(connectAccount, { channel: 'email', purpose: 'both', fields }, workspaceId)
}
