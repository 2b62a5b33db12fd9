/** E-mail from end to end: Dovecot and Exim outside, the whole program with its worker inside. */
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFile, connectAccount, getItemParts, listAccounts, listSources } from '../../contract/channels.ts'
import {
  type ConversationDetail,
  getConversation,
  listConversations,
  reply,
  resolveConversation,
  retryReply,
} from '../../contract/inbox.ts'
import { countMentions } from '../../contract/listening.ts'
import { type MailServer, startMailServer } from '../../tools/testing/mail-server.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { readLetter } from '../channels/connectors/mail/letter.ts'

const address = 'help@haneul.test'
const minji = 'minji@customer.test'
const workspaceId = 1
let server: MailServer
let testing: TestProgram

beforeAll(async () => {
  ;[server, testing] = await Promise.all([startMailServer([address, minji]), startProgram()])
  await testing.startWorker()
  await testing.owner.call(connectAccount, {
    workspaceId,
    channel: 'email',
    fields: {
      address,
      password: server.password,
      name: '하늘상점',
      imapHost: '127.0.0.1',
      imapPort: String(server.imap),
      imapSecurity: 'none',
      smtpHost: '127.0.0.1',
      smtpPort: String(server.smtp),
      smtpSecurity: 'none',
    },
  })
})
afterAll(async () => {
  await testing?.stop()
  await server?.stop()
})

/** Looks until it is there; the test's own time limit ends it. */
const until = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

const send = (mail: Parameters<ReturnType<typeof createTransport>['sendMail']>[0]) =>
  createTransport({
    host: '127.0.0.1',
    port: server.smtp,
    ignoreTLS: true,
    auth: { user: minji, pass: server.password },
  }).sendMail({ from: `민지 <${minji}>`, to: address, ...mail })

const conversations = async (queue: 'open' | 'resolved' = 'open') =>
  (await testing.owner.call(listConversations, { workspaceId, queue })).items
const detail = (conversationId: string): Promise<ConversationDetail> =>
  testing.owner.call(getConversation, { workspaceId, conversationId })
/** The conversation in which these words stand, once it is as it should be. */
const conversation = (words: string, isReady: (one: ConversationDetail) => boolean = () => true) =>
  until(async () => {
    for (const { id } of [...(await conversations()), ...(await conversations('resolved'))]) {
      const one = await detail(id)
      if (one.messages.some(message => message.text === words) && isReady(one)) return one
    }
    return undefined
  })
const last = (one: ConversationDetail) => one.messages.at(-1)!

const inThread = (id: string, after: string, text: string, more = '') =>
  `From: 민지 <${minji}>\r\nTo: ${address}\r\nSubject: Re: x\r\nMessage-ID: <${id}>\r\nIn-Reply-To: <${after}>\r\n${more}Date: ${new Date().toUTCString()}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`

describe('a mail', () => {
  it('opens a conversation with its subject, its text, its signature and its files', async () => {
    await send({
      subject: '배송 문의',
      text: '주문한 세제가 새서 왔어요.\n\n-- \n김민지\n하늘빌라 101호',
      messageId: '<first@customer.test>',
      attachments: [{ filename: '사진 1.png', content: Buffer.from('89504e470d0a1a0a00', 'hex') }],
    })
    const one = await conversation('주문한 세제가 새서 왔어요.')
    expect(one).toMatchObject({
      channel: 'email',
      isPublic: false,
      customerName: '민지',
      answersFrom: { handle: address },
    })
    expect(one.ticket.dueAt).not.toBeNull()
    const [message] = one.messages
    expect(message).toMatchObject({
      title: '배송 문의',
      parts: {
        signature: '김민지\n하늘빌라 101호',
        quoted: null,
        automatic: null,
        attachments: [{ name: '사진 1.png', type: 'image/png', size: 9, isKept: true }],
      },
    })
    expect(await testing.owner.call(getItemParts, { workspaceId, itemId: message!.itemId! })).toEqual(message!.parts)
  })

  it('its file is saved, never shown, and belongs to this workspace alone', async () => {
    const one = await conversation('주문한 세제가 새서 왔어요.')
    const { id } = one.messages[0]!.parts!.attachments[0]!
    const get = (workspace: number, cookie: string) =>
      fetch(`${testing.url}/api/w/${workspace}/attachments/${id}`, { headers: { cookie } })
    const answer = await get(workspaceId, testing.owner.cookie)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="_1.png"; filename*=UTF-8''%EC%82%AC%EC%A7%84%201.png`,
      'x-content-type-options': 'nosniff',
    })
    expect(Buffer.from(await answer.arrayBuffer()).toString('hex')).toBe('89504e470d0a1a0a00')
    const other = await testing.workspace()
    expect((await get(other.id, testing.owner.cookie)).status).toBe(404)
    expect((await get(workspaceId, '')).status).toBe(401)
  })

  it("is answered in its thread, once, and the customer's next mail joins the conversation", async () => {
    const one = await conversation('주문한 세제가 새서 왔어요.')
    await testing.owner.call(reply, { workspaceId, conversationId: one.id, text: '바로 교환해 드리겠습니다.' })
    const answered = await conversation(
      '주문한 세제가 새서 왔어요.',
      now => last(now).delivery?.state === 'sent' && now.ticket.dueAt === null,
    )
    expect(answered.ticket.dueAt).toBeNull()
    const [arrived] = await server.waitForMails(minji, 1)
    expect(arrived).toContain('In-Reply-To: <first@customer.test>')
    const answerId = /^Message-ID: <(.+)>/m.exec(arrived!)![1]!

    await send({
      subject: 'Re: 배송 문의',
      text: `고맙습니다!\n\n2026년 11월 21일 (토) 오후 3:05, 하늘상점 <${address}>님이 작성:\n\n> 바로 교환해 드리겠습니다.`,
      inReplyTo: `<${answerId}>`,
    })
    const joined = await conversation('주문한 세제가 새서 왔어요.', now => now.messages.length >= 3)
    // A mail tells its time by the second: the customer's may stand before our answer of the same second.
    expect(new Set(joined.messages.map(message => `${message.direction} ${message.text}`))).toEqual(
      new Set(['inbound 주문한 세제가 새서 왔어요.', 'outbound 바로 교환해 드리겠습니다.', 'inbound 고맙습니다!']),
    )
    const thanks = joined.messages.find(message => message.text === '고맙습니다!')!
    expect(thanks.parts?.quoted).toContain('> 바로 교환해 드리겠습니다.')
    expect(server.mails(address, 'Sent')).toHaveLength(1)
  })

  it('is answered with files, which arrive under their Korean names and can be saved from here', async () => {
    await send({ subject: '사용법', text: '사용 설명서 파일로 받을 수 있나요?', messageId: '<manual@customer.test>' })
    const one = await conversation('사용 설명서 파일로 받을 수 있나요?')
    expect(one.files).toEqual({ most: 20, mostBytes: 14_000_000 })
    const put = (fileId: string, bytes: Uint8Array<ArrayBuffer>) =>
      fetch(`${testing.url}/api/w/1/files/${fileId}/bytes`, {
        method: 'PUT',
        body: bytes,
        headers: { cookie: testing.owner.cookie, 'content-type': 'application/octet-stream', origin: testing.url },
      })
    const { id } = await testing.owner.call(addFile, { workspaceId, name: '사용 설명서 (2판).pdf' })
    const manual = new Uint8Array(2_500_000).fill(65)
    manual.set(Buffer.from('%PDF-1.7\n'))
    const kept = await put(id, manual)
    expect(await kept.json()).toEqual({ id, name: '사용 설명서 (2판).pdf', type: 'application/pdf', size: 2_500_000 })
    await testing.owner.call(reply, { workspaceId, conversationId: one.id, text: '보내 드립니다.', files: [id] })
    const answered = await conversation(
      '사용 설명서 파일로 받을 수 있나요?',
      now => last(now).delivery?.state === 'sent',
    )
    expect(last(answered).delivery!.files).toEqual([
      { id, name: '사용 설명서 (2판).pdf', type: 'application/pdf', size: 2_500_000 },
    ])
    const arrived = (await server.waitForMails(minji, 2)).at(-1)!
    expect(arrived).toContain('multipart/mixed')
    expect(readLetter(Buffer.from(arrived), arrived.length).files[0]).toMatchObject({
      name: '사용 설명서 (2판).pdf',
      type: 'application/pdf',
      size: 2_500_000,
    })
    const saved = await fetch(`${testing.url}/api/w/1/files/${id}/bytes`, { headers: { cookie: testing.owner.cookie } })
    expect(saved.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await saved.arrayBuffer()).equals(Buffer.from(manual))).toBe(true)
    // What was sent is not overwritten, and another workspace has nothing of it.
    expect((await put(id, new Uint8Array(3))).status).toBe(200)
    expect(
      (await testing.owner.call(getConversation, { workspaceId, conversationId: one.id })).messages.at(-1)!.delivery!
        .files[0]!.size,
    ).toBe(2_500_000)
    const other = await testing.workspace()
    const abroad = await fetch(`${testing.url}/api/w/${other.id}/files/${id}/bytes`, {
      headers: { cookie: testing.owner.cookie },
    })
    expect(abroad.status).toBe(404)
  })

  it('refuses programs, empty files, files that are gone and too much of them, each with a sentence', async () => {
    const ask = (name: string) => testing.owner.ask(addFile, { workspaceId, name })
    for (const name of ['setup.exe', '문서.pdf.scr', 'a.JS. '])
      expect(await ask(name)).toMatchObject({
        status: 422,
        problem: { fields: [{ path: 'name' }] },
      })
    const one = await conversation('사용 설명서 파일로 받을 수 있나요?')
    const gone = {
      workspaceId,
      conversationId: one.id,
      text: '여기 있습니다.',
      files: ['01a20010-527e-7de3-8972-000000000001'],
    }
    expect(await testing.owner.ask(reply, gone)).toMatchObject({
      status: 422,
      problem: { fields: [{ path: 'files.0' }] },
    })
    const big = await testing.owner.call(addFile, { workspaceId, name: 'big.zip' })
    const answer = await fetch(`${testing.url}/api/w/1/files/${big.id}/bytes`, {
      method: 'PUT',
      body: new Uint8Array(14_000_001),
      headers: { cookie: testing.owner.cookie, 'content-type': 'application/octet-stream', origin: testing.url },
    })
    expect(answer.status).toBe(422)
  })

  it('that we answer from another client is answered: the conversation shows it, and the clock stops', async () => {
    await send({ subject: '영수증', text: '영수증 부탁드립니다.', messageId: '<receipt@customer.test>' })
    await conversation('영수증 부탁드립니다.', now => now.ticket.dueAt !== null)
    server.put(
      address,
      inThread('own@haneul.test', 'receipt@customer.test', '첨부해 드립니다.').replace(
        `From: 민지 <${minji}>`,
        `From: ${address}`,
      ),
      'Sent',
    )
    // The sent folder is looked at with every mail that comes in, and in between.
    await send({ subject: '다른 문의', text: '다른 문의입니다.' })
    const answered = await conversation(
      '영수증 부탁드립니다.',
      now => now.messages.length === 2 && now.ticket.dueAt === null,
    )
    expect(last(answered)).toMatchObject({ direction: 'outbound', text: '첨부해 드립니다.', delivery: null })
    expect(answered.ticket.dueAt).toBeNull()
  })

  it('that a machine wrote is shown and flagged, starts no clock, and opens nothing', async () => {
    const one = await conversation('영수증 부탁드립니다.')
    await testing.owner.call(resolveConversation, { workspaceId, conversationId: one.id })
    server.put(
      address,
      inThread('away@customer.test', 'own@haneul.test', '휴가 중입니다.', 'Auto-Submitted: auto-replied\r\n'),
    )
    server.put(
      address,
      `From: news@shop.test\r\nTo: ${address}\r\nSubject: sale\r\nMessage-ID: <news@shop.test>\r\nList-Id: <news.shop.test>\r\n\r\nbuy\r\n`,
    )
    const joined = await conversation('영수증 부탁드립니다.', now => now.messages.length === 3)
    expect(last(joined)).toMatchObject({
      direction: 'inbound',
      text: '휴가 중입니다.',
      parts: { automatic: 'auto_reply' },
    })
    expect(joined.ticket).toMatchObject({ state: 'resolved', dueAt: null })
    await until(async () => (await items('news@shop.test')).length === 1)
    expect((await conversations()).some(open => open.customerName.includes('news'))).toBe(false)
  })
})

const items = async (messageId: string) =>
  (
    await testing.program.database.pool.query(
      'select * from channels.items where workspace_id = $1 and remote_id = $2',
      [workspaceId, `${address} ${messageId}`],
    )
  ).rows

describe('a bounce', () => {
  it('fails the answer that it speaks of, with the reason; the question waits again, and a second try is a new one', async () => {
    server.put(
      address,
      `From: Ghost <ghost@customer.test>\r\nTo: ${address}\r\nSubject: boo\r\nMessage-ID: <boo@customer.test>\r\n\r\n유령입니다.\r\n`,
    )
    const one = await conversation('유령입니다.')
    await testing.owner.call(reply, { workspaceId, conversationId: one.id, text: '안녕하세요, 유령님.' })
    const failed = await conversation('유령입니다.', now =>
      now.messages.some(message => message.delivery?.state === 'failed'),
    )
    const answer = failed.messages.find(message => message.direction === 'outbound')!
    expect(answer.delivery?.problem).toMatchObject({
      code: expect.stringMatching(/^channels\.mail_back/),
      message: expect.stringContaining('되돌아왔습니다'),
    })
    const waiting = await conversation(
      '유령입니다.',
      now => now.ticket.dueAt !== null && now.messages.some(message => message.parts?.automatic === 'bounce'),
    )
    expect(waiting.ticket.state).toBe('open')
    const pending = await testing.owner.call(countMentions, { workspaceId, state: ['pending'], q: '유령입니다' })
    expect(JSON.stringify(pending)).toMatch(/[1-9]/)

    await testing.owner.call(retryReply, { workspaceId, conversationId: one.id, messageId: answer.id })
    await until(
      async () =>
        (await server.mails(address)).filter(mail => mail.includes('Delivery-date') && mail.includes('delivery-status'))
          .length >= 2,
    )
  })
})

describe('an outage', () => {
  it('leaves no gap and no double, and the account and its mailbox say how they are', async () => {
    await server.stopImap()
    for (const n of [1, 2, 3])
      server.put(
        address,
        `From: o${n}@customer.test\r\nTo: ${address}\r\nSubject: o\r\nMessage-ID: <o${n}@customer.test>\r\n\r\n정전 ${n}\r\n`,
      )
    const source = async () => (await testing.owner.call(listSources, { workspaceId })).items[0]!
    await until(async () => (await source()).health.problem !== null)
    await server.forgetUids(address)
    for (const n of [1, 2, 3]) await conversation(`정전 ${n}`)
    await until(async () => (await source()).health.problem === null)
    const rows = await testing.program.database.pool.query(
      'select remote_id from channels.items where workspace_id = $1',
      [workspaceId],
    )
    const ids = rows.rows.map(row => row.remote_id)
    expect(new Set(ids).size).toBe(ids.length)
    expect((await testing.owner.call(listAccounts, { workspaceId })).items[0]).toMatchObject({
      channel: 'email',
      health: { state: 'ok' },
    })
  })
})
