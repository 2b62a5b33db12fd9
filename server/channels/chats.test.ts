import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getWidgetSecret,
  listWidgets,
  removeWidget,
  tellTyping,
  updateWidget,
} from '../../contract/channels/widgets.ts'
import { listCustomers } from '../../contract/customers.ts'
import { getConversation, listConversations, reply } from '../../contract/inbox.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { sendDelivery } from '../../tools/testing/sending.ts'
import { plainSettings, shopOrigin, widgetPlace } from '../../tools/testing/widget.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program?.stop())

type Place = Awaited<ReturnType<typeof widgetPlace>>

const conversations = async ({ owner, workspace }: Place) =>
  (await owner.call(listConversations, { workspaceId: workspace.id })).items
const opened = async ({ owner, workspace }: Place, conversationId: string) =>
  owner.call(getConversation, { workspaceId: workspace.id, conversationId })

/** An agent answers, and the answer goes its way. */
const answer = async (place: Place, conversationId: string, text: string) => {
  const { owner, workspace } = place
  const sent = await owner.call(reply, { workspaceId: workspace.id, conversationId, text })
  await sendDelivery(program, workspace, sent.delivery!.id)
  await place.settle()
  return sent
}

describe('who may knock', () => {
  it('pages of other origins, programs without one, and unknown keys are sent away; the settings say who knocked', async () => {
    const place = await widgetPlace(program)
    const shown = await fetch(`${program.url}/api/hooks/chat/widget?key=${place.widget.key}`, {
      headers: { origin: shopOrigin },
    })
    expect(shown.headers.get('access-control-allow-origin')).toBe(shopOrigin)
    expect(shown.headers.get('set-cookie')).toBeNull()
    expect(await shown.json()).toMatchObject({ name: '하늘상점 채팅', isOpen: true, color: '#2f5bea' })
    const evil = await place.send('start', { agreed: 'x', language: 'ko' }, { origin: 'https://evil.example' })
    expect([evil.status, evil.told.token]).toEqual([403, undefined])
    expect(
      (await place.send('start', { agreed: 'x', language: 'ko' }, { origin: 'https://shop.example.evil.test' })).status,
    ).toBe(403)
    expect(
      (await place.send('start', { key: `${place.workspace.id}-AAAAAAAAAAAAAAAAAAAA`, agreed: 'x', language: 'ko' }))
        .status,
    ).toBe(404)
    expect((await place.send('start', { language: 'ko' })).status).toBe(400)
    const [widget] = (await place.owner.call(listWidgets, { workspaceId: place.workspace.id })).items
    expect(widget?.refused?.origin).toBe('https://evil.example')
  })

  it('a token opens its own widget alone', async () => {
    const [one, other] = [await widgetPlace(program), await widgetPlace(program)]
    const token = await one.start()
    expect((await one.send('history', { token })).status).toBe(200)
    expect((await other.send('history', { token })).status).toBe(401)
    expect((await one.send('history', { token: 'A'.repeat(43) })).status).toBe(401)
  })

  it('a removed widget is gone from its pages', async () => {
    const place = await widgetPlace(program)
    const token = await place.start()
    await place.owner.call(removeWidget, { workspaceId: place.workspace.id, widgetId: place.widget.id })
    expect((await place.say(token, '계세요?')).status).toBe(404)
    expect((await place.owner.call(listWidgets, { workspaceId: place.workspace.id })).items).toEqual([])
  })
})

describe('a chat', () => {
  it('what a visitor says is one conversation with a clock, and the answer stands in their chat once', async () => {
    const place = await widgetPlace(program)
    const token = await place.start()
    const id = randomUUID()
    for (let n = 0; n < 3; n += 1) expect((await place.say(token, '배송이 언제 오나요?', { id })).status).toBe(200)
    await place.say(token, '<img src=x onerror=alert(1)>')
    await place.settle()
    const [conversation, ...others] = await conversations(place)
    expect(others).toEqual([])
    expect(conversation).toMatchObject({
      channel: 'web_chat',
      isPublic: false,
      messageCount: 2,
      ticket: { state: 'open' },
    })
    expect(conversation!.customerName).toMatch(/^방문자 \d{4}$/)
    expect(conversation!.ticket.dueAt).not.toBeNull()
    const shown = await opened(place, conversation!.id)
    expect(shown).toMatchObject({ showsTyping: true, answersFrom: { handle: '하늘상점 채팅' } })
    expect(shown.messages.map(message => message.text)).toEqual(['배송이 언제 오나요?', '<img src=x onerror=alert(1)>'])

    const sent = await answer(place, conversation!.id, '내일 도착합니다.')
    await place.settle()
    const { messages } = await place.history(token)
    expect(messages.map(({ n, own, text }) => [n, own, text])).toEqual([
      [1, true, '배송이 언제 오나요?'],
      [2, true, '<img src=x onerror=alert(1)>'],
      [3, false, '내일 도착합니다.'],
    ])
    expect(messages[0]!.id).toBe(id)
    expect((await place.history(token, 2)).messages.map(one => one.text)).toEqual(['내일 도착합니다.'])
    const after = await opened(place, conversation!.id)
    expect(after.messages.at(-1)).toMatchObject({ id: sent.id, delivery: { state: 'sent' } })
    expect(after.ticket.dueAt).toBeNull()
  })

  it('files are what their bytes are: programs and pages are refused, a picture arrives with its message', async () => {
    const place = await widgetPlace(program)
    const token = await place.start()
    const bring = (name: string, type: string, file: Uint8Array, id = randomUUID()) =>
      place.send('bring', { token, id, name, type }, { file })
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    const id = randomUUID()
    expect((await bring('사진.txt', 'text/plain', png, id)).status).toBe(200)
    expect((await bring('사진.txt', 'text/plain', png, id)).status).toBe(200)
    expect((await bring('사진.png', 'image/png', Buffer.from('MZ\x90'))).told.why).toBe('kind')
    expect((await bring('page.html', 'text/html', Buffer.from('<script>'))).told.why).toBe('kind')
    expect((await bring('빈.png', 'image/png', new Uint8Array(0))).told.why).toBe('empty')
    await place.say(token, '', { files: [id] })
    await place.settle()
    const [conversation] = await conversations(place)
    const [message] = (await opened(place, conversation!.id)).messages
    expect(message!.parts!.attachments).toMatchObject([{ name: '사진.txt', type: 'image/png', size: png.length }])
    const { messages } = await place.history(token)
    const fetched = await fetch(`${program.url}/api/hooks/chat/file`, {
      method: 'POST',
      headers: { origin: shopOrigin, 'content-type': 'text/plain' },
      body: JSON.stringify({ key: place.widget.key, token, file: messages[0]!.files[0]!.id }),
    })
    expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(png)
    expect([fetched.headers.get('content-disposition'), fetched.headers.get('x-content-type-options')]).toEqual([
      'attachment',
      'nosniff',
    ])
    const stranger = await place.start()
    expect((await place.send('file', { token: stranger, file: messages[0]!.files[0]!.id })).status).toBe(404)
  })

  it('nobody writes faster than a person: the twenty-first message of a minute waits, nothing empty or endless is kept', async () => {
    const place = await widgetPlace(program)
    const token = await place.start()
    for (let n = 0; n < 20; n += 1) expect((await place.say(token, `${n}`)).status).toBe(200)
    expect(await place.say(token, '더')).toMatchObject({ status: 429, told: { why: 'too_fast' } })
    const other = await place.start()
    expect((await place.say(other, '  ')).told.why).toBe('empty')
    expect((await place.say(other, '가'.repeat(5001))).told.why).toBe('too_long')
    expect((await place.history(token)).messages).toHaveLength(20)
  })

  it('outside the hours the message says so, and the address that was left is on the profile', async () => {
    const place = await widgetPlace(program, { hours: { timeZone: 'Asia/Seoul', days: [] } })
    const token = await place.start()
    expect((await place.history(token)).isOpen).toBe(false)
    const contact = { name: '김민지', email: 'minji@example.com' }
    await place.say(token, '환불해 주세요', { contact })
    await place.settle()
    const [conversation] = await conversations(place)
    expect(conversation!.customerName).toBe('김민지')
    const [message] = (await opened(place, conversation!.id)).messages
    expect(message!.parts!.notices.map(notice => notice.code)).toEqual(['channels.chat_said_away'])
    expect(
      (await place.send('say', { token, id: randomUUID(), text: 'x', contact: { name: '', email: 'nobody' } })).status,
    ).toBe(400)
  })
})

describe('who it is', () => {
  it('a signed identity joins devices into one chat and one person, with what was said before on each', async () => {
    const place = await widgetPlace(program)
    const { secret } = await place.owner.call(getWidgetSecret, {
      workspaceId: place.workspace.id,
      widgetId: place.widget.id,
      isNew: false,
    })
    const identity = place.identity(secret, {
      sub: 'm-7',
      name: '김민지',
      email: 'minji@example.com',
      email_verified: true,
    })
    const [pc, phone] = [await place.start(), await place.start()]
    await place.say(pc, '컴퓨터에서 씁니다')
    await place.say(phone, '전화에서 씁니다')
    await place.settle()
    expect((await place.owner.call(listCustomers, { workspaceId: place.workspace.id })).items).toHaveLength(2)
    expect((await place.send('identify', { token: pc, identity })).status).toBe(200)
    const joined = await place.send('identify', { token: phone, identity })
    expect(joined.told.messages.map(one => one.text)).toEqual(['컴퓨터에서 씁니다', '전화에서 씁니다'])
    await place.settle()
    const people = (await place.owner.call(listCustomers, { workspaceId: place.workspace.id })).items
    expect(people.map(one => one.name)).toEqual(['김민지'])
    await place.say(phone, '이어서 씁니다')
    await place.settle()
    expect((await place.history(pc)).messages.map(one => one.text)).toContain('이어서 씁니다')
    const third = await place.start({ identity })
    expect((await place.history(third)).messages).toHaveLength(3)
    const all = await conversations(place)
    const latest = all.find(one => one.messageCount === 2)!
    await answer(place, latest.id, '두 기기 모두 보입니다')
    for (const token of [pc, phone, third])
      expect((await place.history(token)).messages.at(-1)).toMatchObject({ own: false, text: '두 기기 모두 보입니다' })
  })

  it('forged and foreign identities change nothing, and a browser stays the person’s that it was', async () => {
    const place = await widgetPlace(program)
    const { secret } = await place.owner.call(getWidgetSecret, {
      workspaceId: place.workspace.id,
      widgetId: place.widget.id,
      isNew: false,
    })
    const token = await place.start()
    expect((await place.send('identify', { token, identity: place.identity('other', { sub: 'm-1' }) })).status).toBe(
      403,
    )
    expect((await place.send('start', { agreed: 'x', language: 'ko', identity: 'a.b.c' })).status).toBe(403)
    expect((await place.send('identify', { token, identity: place.identity(secret, { sub: 'm-1' }) })).status).toBe(200)
    const other = await place.send('identify', { token, identity: place.identity(secret, { sub: 'm-2' }) })
    expect([other.status, other.told.why]).toEqual([409, 'other_person'])
    await place.owner.call(getWidgetSecret, { workspaceId: place.workspace.id, widgetId: place.widget.id, isNew: true })
    expect((await place.send('identify', { token, identity: place.identity(secret, { sub: 'm-1' }) })).status).toBe(403)
  })
})

describe('live', () => {
  it('an open widget is told of an answer and of typing, and of nothing that is another’s', async () => {
    const place = await widgetPlace(program)
    const [token, other] = [await place.start(), await place.start()]
    await place.say(token, '거기 계세요?')
    await place.settle()
    const [conversation] = await conversations(place)
    const [message] = (await opened(place, conversation!.id)).messages
    const listen = async (by: string) => {
      const ending = new AbortController()
      const live = await fetch(`${program.url}/api/hooks/chat/live`, {
        method: 'POST',
        headers: { origin: shopOrigin, 'content-type': 'text/plain' },
        body: JSON.stringify({ key: place.widget.key, token: by }),
        signal: ending.signal,
      })
      expect(live.headers.get('content-type')).toBe('text/event-stream')
      const heard: string[] = []
      const reading = (async () => {
        const text = new TextDecoder()
        for await (const chunk of live.body!) heard.push(...(text.decode(chunk).match(/(?<=event: )\w+/g) ?? []))
      })().catch(() => {})
      return {
        heard,
        end: () => {
          ending.abort()
          return reading
        },
      }
    }
    const [mine, others] = [await listen(token), await listen(other)]
    await place.owner.call(tellTyping, { workspaceId: place.workspace.id, itemId: message!.itemId! })
    await expect.poll(() => mine.heard).toContain('typing')
    await answer(place, conversation!.id, '네, 있습니다.')
    await expect.poll(() => mine.heard.at(-1)).toBe('news')
    expect(others.heard).toEqual(['open'])
    await Promise.all([mine.end(), others.end()])
  })
})

it('a widget says what is wrong with its settings, and keeps what is right', async () => {
  const place = await widgetPlace(program)
  const ask = (more: object) =>
    place.owner.ask(updateWidget, {
      workspaceId: place.workspace.id,
      widgetId: place.widget.id,
      name: '채팅',
      origins: ['shop.example'],
      settings: plainSettings,
      ...more,
    })
  expect(await ask({ origins: ['javascript:alert(1)'] })).toMatchObject({ status: 422 })
  expect(await ask({ settings: { ...plainSettings, hours: { timeZone: 'Moon/Sea', days: [] } } })).toMatchObject({
    status: 422,
  })
  expect(await ask({ settings: { ...plainSettings, color: 'red;}' } })).toMatchObject({ status: 422 })
  expect(await ask({ settings: { ...plainSettings, privacyUrl: 'javascript:alert(1)' } })).toMatchObject({
    status: 422,
  })
  expect(await ask({ name: '새 채팅', origins: ['*.shop.example', 'https://shop.example/'] })).toMatchObject({
    body: { name: '새 채팅', origins: ['https://*.shop.example', 'https://shop.example'] },
  })
})
