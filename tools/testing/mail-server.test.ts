import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailServer, startMailServer } from './mail-server.ts'

let server: MailServer
beforeAll(async () => {
  server = await startMailServer(['help@haneul.test', 'minji@customer.test'])
})
afterAll(() => server?.stop())

const transport = () =>
  createTransport({
    host: '127.0.0.1',
    port: server.smtp,
    ignoreTLS: true,
    auth: { user: 'minji@customer.test', pass: server.password },
  })

it('a mail goes through Exim into a mailbox of Dovecot', async () => {
  await transport().sendMail({
    from: 'minji@customer.test',
    to: 'help@haneul.test',
    subject: 'hello',
    text: '안녕하세요',
  })
  await server.waitForMails('help@haneul.test', 1)
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: server.imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user: 'help@haneul.test', pass: server.password },
    logger: false,
  })
  await client.connect()
  const box = await client.mailboxOpen('INBOX')
  expect(box.exists).toBe(1)
  expect([...client.capabilities.keys()]).toEqual(expect.arrayContaining(['IDLE', 'CONDSTORE']))
  await client.logout()
})

it('a mail to nobody comes back, and a wrong password is refused', async () => {
  await transport().sendMail({ from: 'minji@customer.test', to: 'nobody@haneul.test', subject: 'hello', text: 'x' })
  const [bounce] = await server.waitForMails('minji@customer.test', 1)
  expect(bounce).toContain('report-type=delivery-status')
  const wrong = createTransport({
    host: '127.0.0.1',
    port: server.smtp,
    ignoreTLS: true,
    auth: { user: 'minji@customer.test', pass: 'no' },
  })
  await expect(wrong.verify()).rejects.toMatchObject({ code: 'EAUTH' })
})
