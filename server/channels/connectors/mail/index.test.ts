/** The connector before real servers: Dovecot and Exim, and a proxy that cuts connections where it hurts. */
import tls from 'node:tls'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MailServer, startMailServer } from '../../../../tools/testing/mail-server.ts'
import { startTcpProxy, type TcpProxy } from '../../../../tools/testing/tcp-proxy.ts'
import { createGuardedReach } from '../../../platform/fetch/reach.ts'
import type { Connecting, Incoming, Outgoing, Outside } from '../../connector.ts'
import { remoteIdOf } from './ids.ts'
import { mail } from './index.ts'

const address = 'help@haneul.test'
const now = new Date('2026-11-21T06:05:00Z')
const signal = new AbortController().signal
let server: MailServer
let imap: TcpProxy
let smtp: TcpProxy

const nothing = () => Promise.reject(new Error('mail opens no web page'))
const outsideOf = (allow: readonly string[]): Outside => ({
  fetch: nothing,
  openSocket: nothing,
  reach: createGuardedReach({ allow, timeoutMs: 3000, resolve: async () => ['127.0.0.1'] }),
  memo: (_key, make) => make(),
})
const outside = outsideOf(['127.0.0.0/8'])

beforeAll(async () => {
  server = await startMailServer([address, 'minji@customer.test'])
  imap = await startTcpProxy(server.imap)
  smtp = await startTcpProxy(server.smtp)
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), server.ca])
})
afterAll(async () => {
  await imap?.stop()
  await smtp?.stop()
  await server?.stop()
})

const plain = () => ({
  address,
  password: server.password,
  name: '하늘상점',
  imapHost: '127.0.0.1',
  imapPort: String(imap.port),
  imapSecurity: 'none',
  smtpHost: '127.0.0.1',
  smtpPort: String(smtp.port),
  smtpSecurity: 'none',
})
const connect = (fields: Record<string, string>, through = outside) => mail.identity!.connect(through, { fields, now })
const connected = async () => (await connect(plain())) as Extract<Connecting, { ok: true }>
const accountOf = ({ remoteId, handle, service, secret }: Extract<Connecting, { ok: true }>) => ({
  remoteId,
  handle,
  service,
  secret,
  session: null,
})

const letter = (id: string, text = '배송이 늦어요', more = '') =>
  `From: Minji <minji@customer.test>\r\nTo: ${address}\r\nSubject: =?utf-8?B?${Buffer.from('배송 문의').toString('base64')}?=\r\nMessage-ID: <${id}@customer.test>\r\nDate: Sat, 21 Nov 2026 15:05:00 +0900\r\n${more}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`

describe('connecting', () => {
  it('asks both servers, and begins where the mailbox stands', async () => {
    expect(await connected()).toMatchObject({
      remoteId: address,
      displayName: '하늘상점',
      sources: [{ kind: 'mailbox', address }],
    })
  })

  it('speaks TLS from the start and by STARTTLS, to a name whose certificate is right', async () => {
    const secured = { ...plain(), imapHost: 'localhost', smtpHost: 'localhost' }
    const fromStart = {
      ...secured,
      imapPort: String(server.imaps),
      imapSecurity: 'tls',
      smtpPort: String(server.smtps),
      smtpSecurity: 'tls',
    }
    expect(await connect(fromStart)).toMatchObject({ ok: true })
    expect(await connect({ ...secured, imapSecurity: 'starttls', smtpSecurity: 'starttls' })).toMatchObject({
      ok: true,
    })
  })

  it.each<[string, () => Record<string, string>, string, string]>([
    ['a wrong password', () => ({ password: 'no' }), 'password', 'channels.mail_password_refused'],
    ['no address', () => ({ address: 'help' }), 'address', 'channels.mail_bad_address'],
    ['a port that is none', () => ({ imapPort: 'x' }), 'imapPort', 'channels.mail_bad_port'],
    ['nobody at the port', () => ({ imapPort: '1' }), 'imapHost', 'channels.mail_unreachable'],
    ['nobody sending', () => ({ smtpPort: '1' }), 'smtpHost', 'channels.mail_unreachable'],
    ['TLS at a plain port', () => ({ imapSecurity: 'tls' }), 'imapSecurity', 'channels.mail_no_tls'],
    ['TLS at a plain port of SMTP', () => ({ smtpSecurity: 'tls' }), 'smtpSecurity', 'channels.mail_no_tls'],
    [
      'a certificate of another name',
      () => ({ imapHost: 'imap.haneul.test', imapPort: String(server.imaps), imapSecurity: 'tls' }),
      'imapSecurity',
      'channels.mail_certificate_refused',
    ],
  ])('%s is refused at its field', async (_, wrong, field, code) => {
    expect(await connect({ ...plain(), ...wrong() })).toMatchObject({ ok: false, field, failure: { code } })
  })

  it('private addresses are refused, and so is a password in the clear over the internet', async () => {
    expect(await connect(plain(), outsideOf([]))).toMatchObject({
      ok: false,
      field: 'imapHost',
      failure: { code: 'channels.address_refused' },
    })
    const abroad: Outside = {
      ...outside,
      reach: async () => ({ addresses: ['127.0.0.1'], servername: undefined, isPublic: true }),
    }
    expect(await connect(plain(), abroad)).toMatchObject({
      ok: false,
      field: 'imapSecurity',
      failure: { code: 'channels.mail_needs_encryption' },
    })
  })
})

/** Listens from a cursor until enough came. */
const listen = async (
  cursor: string | null,
  isEnough: (heard: readonly Incoming[]) => boolean,
  by?: Extract<Connecting, { ok: true }>,
) => {
  const account = accountOf(by ?? (await connected()))
  const heard: Incoming[] = []
  const stop = new AbortController()
  let last = cursor
  const asked = { kind: 'mailbox', address, cursor, account }
  for await (const batch of mail.listen!.kinds.mailbox!.stream!(outside, asked, stop.signal)) {
    heard.push(...batch.incoming)
    last = batch.cursor
    if (isEnough(heard) && batch.incoming.length === 0) break
  }
  return { heard, cursor: last }
}
/** Another client of the mailbox, which makes a folder there. */
const openAt = async (folder: string): Promise<ImapFlow> => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: server.imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user: address, pass: server.password },
    logger: false,
  })
  await client.connect()
  await client.mailboxCreate(folder)
  return client
}
const ids = (heard: readonly Incoming[]) => heard.map(one => one.remoteId.replace(`${address} `, ''))

describe('listening', () => {
  it('what came since the place is read once, then what comes, and the place goes on after a cut', async () => {
    const { cursor: start } = (await connected()).sources[0]!
    server.put(address, letter('one'))
    server.put(address, letter('two', '교환해 주세요'))
    const first = await listen(start!, heard => heard.length >= 2)
    expect(ids(first.heard).sort()).toEqual(['one@customer.test', 'two@customer.test'])
    expect(first.heard[0]).toMatchObject({ kind: 'message', addressedTo: [address], title: '배송 문의' })

    server.put(address, letter('three'))
    imap.cutAt('server', /Message-ID: <three@/)
    await expect(listen(first.cursor, () => false)).rejects.toMatchObject({
      failure: { class: 'try_again', code: 'channels.mail_lost' },
    })
    const second = await listen(first.cursor, heard => heard.length >= 1)
    expect(ids(second.heard)).toEqual(['three@customer.test'])
    expect((await listen(second.cursor, () => true)).heard).toEqual([])
  })

  it('IDLE hears a mail that comes while nothing is asked', async () => {
    const { cursor } = (await connected()).sources[0]!
    let isPut = false
    const { heard } = await listen(cursor!, heard => {
      if (!isPut) setTimeout(() => server.put(address, letter('idle')), 200)
      isPut = true
      return heard.length > 0
    })
    expect(ids(heard)).toEqual(['idle@customer.test'])
  })

  it('a mailbox whose UIDs mean something else is looked at again: nothing is lost', async () => {
    const before = await listen(null, () => true)
    await server.forgetUids(address)
    server.put(address, letter('after'))
    const { heard } = await listen(before.cursor, found => found.length > 0)
    expect(ids(heard)).toContain('after@customer.test')
  })

  it('folders that a person chose are read too, and one that goes is said while the others are read on', async () => {
    const client = await openAt('주문')
    expect(await connect({ ...plain(), folders: '주문, 없는 곳' })).toMatchObject({
      ok: false,
      field: 'folders',
      failure: {
        code: 'channels.mail_no_such_folder',
        params: { name: '없는 곳', folders: expect.stringContaining('주문') },
      },
    })
    const chosen = (await connect({ ...plain(), folders: ' 주문 ' })) as Extract<Connecting, { ok: true }>
    const start = chosen.sources[0]!.cursor!
    await client.append('주문', letter('ordered'))
    server.put(address, letter('beside'))
    const first = await listen(start, heard => heard.length >= 2, chosen)
    expect(ids(first.heard).sort()).toEqual(['beside@customer.test', 'ordered@customer.test'])
    expect((await listen(first.cursor, () => true, chosen)).heard).toEqual([])
    await client.mailboxDelete('주문')
    await client.logout()
    server.put(address, letter('still'))
    const heard: string[] = []
    await expect(
      listen(
        first.cursor,
        all => {
          heard.splice(0, heard.length, ...ids(all))
          return false
        },
        chosen,
      ),
    ).rejects.toMatchObject({ failure: { class: 'try_again', code: 'channels.mail_folder_gone' } })
    expect(heard).toEqual(['still@customer.test'])
  })

  it("a password that no longer holds breaks the account, and a stranger's cursor begins anew", async () => {
    const account = { ...accountOf(await connected()) }
    const changed = { ...account, secret: account.secret.replace(server.password, 'old') }
    const stream = mail.listen!.kinds.mailbox!.stream!(
      outside,
      { kind: 'mailbox', address, cursor: '{"a":1}', account: changed },
      signal,
    )
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      failure: { class: 'refresh', code: 'channels.mail_password_refused' },
    })
    expect((await listen('{"a":1}', () => true)).heard).toEqual([])
  })
})

let deliveries = 0
const outgoing = async (to = 'minji@customer.test', text = '확인해 보겠습니다.'): Promise<Outgoing> => {
  deliveries += 1
  const deliveryId = `01a20010-527e-7de3-8972-${String(deliveries).padStart(12, '0')}`
  return {
    deliveryId,
    text,
    remoteId: mail.reply!.remoteId({ id: deliveryId, plannedAt: now, accountRemoteId: address }),
    plannedAt: now,
    account: accountOf(await connected()),
    target: {
      remoteId: remoteIdOf(address, 'q@customer.test'),
      url: null,
      raw: {
        messageId: 'q@customer.test',
        references: ['p@customer.test'],
        subject: 'RE: Re: 배송 문의',
        date: '2026-11-21T05:00:00.000Z',
        from: { name: '민지', address: to },
        replyTo: [],
        said: '배송이 늦어요\n언제 오나요?',
      },
    },
  }
}
const sentCopies = (id: string) => server.mails(address, 'Sent').filter(one => one.includes(id))

describe('answering', () => {
  it('an answer arrives in the thread, and one copy lies in the sent folder', async () => {
    const answer = await outgoing()
    expect(await mail.reply!.send(outside, answer, signal)).toMatchObject({ kind: 'sent', remoteId: answer.remoteId })
    const [arrived] = await server.waitForMails('minji@customer.test', 1)
    expect(arrived).toContain(`Message-ID: <${answer.deliveryId}@haneul.test>`)
    expect(arrived).toContain('In-Reply-To: <q@customer.test>')
    expect(arrived!.replace(/\s+/g, ' ')).toContain('References: <p@customer.test> <q@customer.test>')
    expect(arrived).toContain(`Subject: =?UTF-8?B?${Buffer.from('Re: 배송 문의').toString('base64')}?=`)
    expect(arrived).toMatch(/From: =\?UTF-8\?B\?\S+\?= <help@haneul\.test>/)
    const body = Buffer.from(arrived!.split(/\r?\n\r?\n/)[1]!, 'base64').toString('utf8')
    expect(body).toMatch(/^확인해 보겠습니다\.\r\n\r\n.*민지.*\r\n> 배송이 늦어요\r\n> 언제 오나요\?/s)
    expect(sentCopies(answer.deliveryId)).toHaveLength(1)
    expect(await mail.reply!.ask(outside, answer, signal)).toMatchObject({ kind: 'sent' })
  })

  it('a server that is away sends nothing, and says so', async () => {
    const answer = await outgoing()
    expect(await mail.reply!.ask(outside, answer, signal)).toEqual({ kind: 'absent' })
    smtp.cutAt('client', /^EHLO/)
    const sent = await mail.reply!.send(outside, answer, signal)
    expect(sent).toMatchObject({ kind: 'failed', failure: { class: 'try_again' } })
    expect(await mail.reply!.ask(outside, answer, signal)).toEqual({ kind: 'absent' })
    expect(await mail.reply!.send(outside, answer, signal)).toMatchObject({ kind: 'sent' })
    expect(sentCopies(answer.deliveryId)).toHaveLength(1)
  })

  it('an outcome that nobody heard is unknown, and is never sent twice', async () => {
    const answer = await outgoing()
    smtp.cutAt('server', /^250 OK id=/)
    expect(await mail.reply!.send(outside, answer, signal)).toMatchObject({ kind: 'unknown' })
    expect(await mail.reply!.ask(outside, answer, signal)).toMatchObject({
      kind: 'unknown',
      failure: { code: 'channels.outcome_undecided' },
    })
    // A person decides: it goes out, and the copy of the first try is not left behind.
    expect(await mail.reply!.send(outside, answer, signal)).toMatchObject({ kind: 'sent' })
    expect(sentCopies(answer.deliveryId)).toHaveLength(1)
    expect(await mail.reply!.ask(outside, answer, signal)).toMatchObject({ kind: 'sent' })
  })

  it('a connection that breaks before the content was asked for has sent nothing', async () => {
    const answer = await outgoing()
    smtp.cutAt('client', /^MAIL FROM/)
    expect(await mail.reply!.send(outside, answer, signal)).toMatchObject({
      kind: 'failed',
      failure: { class: 'try_again' },
    })
    expect(sentCopies(answer.deliveryId)).toEqual([])
  })

  it('a mailbox that is away while we ask proves nothing', async () => {
    const answer = await outgoing()
    imap.cutAt('client', /SEARCH/)
    expect(await mail.reply!.ask(outside, answer, signal)).toMatchObject({ kind: 'unknown' })
  })

  it('a refused recipient is a refusal for good, and leaves no copy', async () => {
    const answer = await outgoing('refused@customer.test')
    expect(await mail.reply!.send(outside, answer, signal)).toMatchObject({
      kind: 'failed',
      failure: { class: 'bad_content', code: 'channels.mail_recipient_refused', params: { status: 550 } },
    })
    expect(sentCopies(answer.deliveryId)).toEqual([])
  })

  it('a mail from nobody, or from ourselves, cannot be answered', async () => {
    for (const to of [address, 'nobody'])
      expect(await mail.reply!.send(outside, await outgoing(to), signal)).toMatchObject({
        kind: 'failed',
        failure: { code: 'channels.mail_nobody_to_answer' },
      })
  })
})
