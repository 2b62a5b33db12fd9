/** E-mail: IMAP for what comes in, SMTP for what goes out, threads by what mails say of each other. */
import type { Connector } from '../../connector.ts'
import { connectMailbox } from './api/connect.ts'
import { listenToMailbox } from './api/mailbox.ts'
import { askAnswer, sendAnswer } from './api/replies.ts'
import { deliveryMessageId, remoteIdOf } from './ids.ts'
import { manifest } from './manifest.ts'

export const mail: Connector = {
  manifest,
  identity: { connect: connectMailbox },
  listen: {
    kinds: { mailbox: { way: 'stream', everySeconds: null, isAccountsOwn: true, stream: listenToMailbox } },
  },
  reply: {
    remoteId: ({ id, accountRemoteId }) => remoteIdOf(accountRemoteId, deliveryMessageId(id, accountRemoteId)),
    send: sendAnswer,
    ask: askAnswer,
  },
}
