/** A real SMTP server (smtp-server, by others) that keeps what it was handed, in the raw. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface Mailbox {
  /** For SMTP_URL. */
  readonly url: string
  readonly letters: readonly { to: string[]; raw: string }[]
  /** The status of the next recipients: 250 at first. */
  refuse(status: number): void
  stop(): Promise<void>
}

export const startMailbox = async (): Promise<Mailbox> => {
  const letters: { to: string[]; raw: string }[] = []
  let status = 250
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_address, _session, callback) {
      if (status === 250) return callback()
      callback(Object.assign(new Error('refused'), { responseCode: status }))
    },
    onData(stream, session, callback) {
      text(stream).then(raw => {
        letters.push({ to: session.envelope.rcptTo.map(one => one.address), raw })
        callback()
      }, callback)
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    letters,
    refuse: next => {
      status = next
    },
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}
