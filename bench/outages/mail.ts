/** Outages of e-mail: Dovecot and Exim behind proxies that cut and answer in their place; mails by IMAP, answers by SMTP. */
import { connectAccount } from '../../contract/channels.ts'
import {
  callDelivery,
  planDelivery,
  prepareDelivery,
  retryDelivery,
  settleDelivery,
} from '../../server/channels/actions/deliveries.ts'
import { breakStream } from '../../server/channels/actions/streams.ts'
import { findStreams, openStream, prepareStream, type StreamBatch } from '../../server/channels/index.ts'
import { settleBatch } from '../../server/listening/actions/streaming.ts'
import { startMailServer } from '../../tools/testing/mail-server.ts'
import { startTcpProxy } from '../../tools/testing/tcp-proxy.ts'
import { markOf } from '../kill/count.ts'
import { type Ground, mentionTexts, type Road } from './ground.ts'

const address = 'help@haneul.test'
const minji = 'minji@customer.test'
/** MAIL, RCPT and DATA come in one go (RFC 2920) and are answered one by one. */
const refusedInOneGo = '451 4.7.1 Too many messages, try later\r\n503 5.5.1 MAIL first\r\n503 5.5.1 RCPT first\r\n'
/** A mail that does not come within this is lost. */
const patienceMs = 20_000

export const openMail = async (ground: Ground): Promise<Road> => {
  const server = await startMailServer([address, minji])
  const [imap, smtp] = [await startTcpProxy(server.imap), await startTcpProxy(server.smtp)]
  const { pool } = ground.program.program.database
  const connect = () =>
    ground.owner.call(connectAccount, {
      workspaceId: ground.workspace.id,
      channel: 'email',
      fields: {
        address,
        password: server.password,
        name: '하늘상점',
        imapHost: '127.0.0.1',
        imapPort: String(imap.port),
        imapSecurity: 'none',
        smtpHost: '127.0.0.1',
        smtpPort: String(smtp.port),
        smtpSecurity: 'none',
      },
    })
  await connect()
  const keyNow = async () => (await ground.system(findStreams)).find(one => one.startsWith('email '))!
  const said: string[] = []
  const answers: string[] = []
  const heard = new Set<string>()

  const letterOf = (mark: string) =>
    `From: Minji <${minji}>\r\nTo: ${address}\r\nSubject: =?utf-8?B?${Buffer.from('배송 문의').toString('base64')}?=\r\n` +
    `Message-ID: <${mark}@customer.test>\r\nDate: ${ground.now().toUTCString()}\r\n` +
    `Content-Type: text/plain; charset=utf-8\r\n\r\n배송이 또 늦어요 ${mark}\r\n`
  const newMark = () => {
    const mark = `p${said.length}x`
    said.push(mark)
    return mark
  }
  const say = (count: number) => {
    const marks = Array.from({ length: count }, newMark)
    for (const mark of marks) server.put(address, letterOf(mark))
    return marks
  }
  const hasAll = () => said.every(mark => heard.has(mark))
  /** Hears until `isEnough`, or until the connection breaks; each batch is kept unless `keep` says otherwise. */
  const hear = async (
    isEnough: () => boolean,
    options: { keep?: (batch: StreamBatch) => StreamBatch | null; cursor?: string | null; times?: number } = {},
  ): Promise<void> => {
    ground.pass(60)
    const key = await keyNow()
    const prepared = await ground.system(ctx => prepareStream(ctx, key))
    if (prepared === null) return
    const plan = options.cursor === undefined ? prepared : { ...prepared, cursor: options.cursor }
    try {
      for await (const batch of openStream(ground.program.program.world, plan, AbortSignal.timeout(patienceMs))) {
        const kept = options.keep ? options.keep(batch) : batch
        if (kept === null) return
        for (let times = options.times ?? 1; times > 0; times -= 1)
          await ground.system(ctx => settleBatch(ctx, key, plan, kept))
        for (const one of kept.incoming) heard.add(markOf(one.text))
        if (isEnough()) return
      }
    } catch (error) {
      // As the job does: it is noted, and opened again from its stored place.
      await ground.system(ctx => breakStream(ctx, key, error))
    }
  }
  const catchUp = async () => {
    for (let tries = 0; tries < 5 && !hasAll(); tries += 1) await hear(hasAll)
  }

  const stateOf = async (id: string) =>
    (await pool.query<{ state: string }>('select state from channels.deliveries where id = $1', [id])).rows[0]!.state
  /** One run of the delivery's job. */
  const deliver = async (id: string): Promise<void> => {
    ground.pass(300)
    const plan = await ground.change(ctx => prepareDelivery(ctx, { deliveryId: id }))
    if (plan === null) return
    const outcome = await callDelivery(ground.program.program.world, plan, AbortSignal.timeout(15_000))
    await ground.change(ctx => settleDelivery(ctx, plan, outcome))
  }
  /** An answer to the newest mail, sent into the outage and then until it has left, or until only a person can tell. */
  const answer = async (break_: () => void): Promise<void> => {
    await catchUp()
    const found = await pool.query<{ id: string }>(
      `select id from channels.items where workspace_id = $1 and channel = 'email' and not is_own order by received_at desc, id limit 1`,
      [ground.workspace.id],
    )
    const mark = `a${answers.length}x`
    answers.push(mark)
    const input = { inReplyToItemId: found.rows[0]!.id, text: `불편을 드려 죄송합니다 ${mark}` }
    const id = await ground.change(ctx => planDelivery(ctx, input))
    break_()
    for (let tries = 0; tries < 6 && (await stateOf(id)) !== 'sent'; tries += 1) await deliver(id)
    if ((await stateOf(id)) !== 'unknown') return
    // Nobody can tell by the mailbox: a person asks the recipient, and sends anew what never arrived.
    if ((await arrived()).includes(mark)) return
    await ground.change(ctx => retryDelivery(ctx, id))
    await deliver(id)
  }
  /** The marks of the answers that the recipient holds, as often as they do. */
  const arrived = async (): Promise<string[]> => {
    await new Promise(resolve => setTimeout(resolve, 300))
    return server
      .mails(minji)
      .map(mail => Buffer.from(mail.split(/\r?\n\r?\n/)[1] ?? '', 'base64').toString('utf8'))
      .map(text => /\ba\d+x\b/.exec(text.split('\r\n')[0]!)?.[0] ?? text.slice(0, 40))
  }

  const drills: Readonly<Record<string, () => Promise<void>>> = {
    async 'stream loss'() {
      let batches = 0
      say(1)
      await hear(() => {
        batches += 1
        if (batches === 2) {
          say(1)
          imap.cutAll()
        }
        return false
      })
    },
    async 'cut mid-body'() {
      const [first] = say(2)
      imap.cutAt('server', new RegExp(`Message-ID: <${first}@`))
      await hear(hasAll)
    },
    async 'lost while it asked'() {
      imap.cutAt('client', ground.pick([/LOGIN|AUTHENTICATE/, /LIST/, /SELECT|EXAMINE/, /FETCH/]))
      say(2)
      await hear(hasAll)
    },
    async 'server away'() {
      await server.stopImap()
      say(2)
      await hear(hasAll)
      await server.startImap()
    },
    async 'rate limit'() {
      imap.greetWith('* BYE [UNAVAILABLE] Too many connections\r\n')
      say(2)
      await hear(hasAll)
    },
    async 'too busy to sign in'() {
      imap.answerAt(/^(\S+) (?:LOGIN|AUTHENTICATE)/, ([, tag]) => `${tag} NO [UNAVAILABLE] Try again later\r\n`)
      say(2)
      await hear(hasAll)
    },
    /** The password was changed; a person connects the mailbox again. */
    async 'refused credentials'() {
      imap.answerAt(/^(\S+) (?:LOGIN|AUTHENTICATE)/, ([, tag]) => `${tag} NO [AUTHENTICATIONFAILED] Refused\r\n`)
      say(2)
      await hear(hasAll)
      await hear(hasAll) // it rests, and does not knock again
      await connect()
    },
    async 'UIDs mean something else'() {
      say(1)
      await server.forgetUids(address)
      say(1)
      await hear(hasAll)
    },
    /** The same mail by two roads, as a list and a person send it. */
    async duplicate() {
      const mark = newMark()
      for (let times = 0; times < 2; times += 1) server.put(address, letterOf(mark))
      await hear(hasAll)
      await hear(() => true, { cursor: null })
    },
    async reorder() {
      say(3)
      await hear(hasAll, { keep: batch => ({ ...batch, incoming: batch.incoming.toReversed() }) })
    },
    async 'killed before it was kept'() {
      say(2)
      await hear(hasAll, { keep: batch => (batch.incoming.length > 0 ? null : batch) })
    },
    async 'kept twice'() {
      say(2)
      await hear(hasAll, { times: 2 })
    },
    'answer: server away': () => answer(() => smtp.cutAt('client', /^EHLO/)),
    'answer: rate limited': () => answer(() => smtp.answerAt(/^MAIL FROM/, () => refusedInOneGo)),
    'answer: no word of the server': () => answer(() => smtp.cutAt('client', /^MAIL FROM/)),
    'answer: too many connections': () => answer(() => smtp.greetWith('421 4.7.0 Too many connections\r\n')),
    'answer: lost on the way back': () => answer(() => smtp.cutAt('server', /^250 OK id=/)),
    'answer: cut mid-body': () => answer(() => smtp.cutAt('client', /^Content-Transfer-Encoding/m)),
    'answer: mailbox away': () => answer(() => imap.cutAt('client', /APPEND/)),
  }

  say(1)
  await catchUp()
  return {
    outages: Object.keys(drills),
    async meet(outage) {
      say(1)
      await drills[outage]!()
      say(1)
      await catchUp()
    },
    async count() {
      await catchUp()
      return [
        { what: 'mails', said, kept: (await mentionTexts(ground, 'email')).map(markOf) },
        { what: 'answers', said: answers, kept: await arrived() },
      ]
    },
    async stop() {
      await Promise.all([imap.stop(), smtp.stop()])
      await server.stop()
    },
  }
}
