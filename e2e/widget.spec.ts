/** A shop of another site with the chat widget: consent, the form of the night, answers live, Hangul and Enter, two devices, a power cut. */
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  addWidget,
  getWidgetSecret,
  updateWidget,
  type Widget,
  type WidgetSettings,
} from '../contract/channels/widgets.ts'
import { listCustomers } from '../contract/customers.ts'
import { getConversation, listConversations } from '../contract/inbox.ts'
import { ko as widgets } from '../web/channels/widgets/words.ko.ts'
import { ko as channels } from '../web/channels/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, patienceMs, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

const none = { title: '', greeting: '', away: '', consent: '' }
const settings: WidgetSettings = {
  color: '#2f5bea',
  side: 'right',
  theme: 'auto',
  language: 'auto',
  takesFiles: true,
  privacyUrl: 'https://shop.example/privacy',
  hours: { timeZone: 'Asia/Seoul', days: [] },
  texts: { ko: none, en: none },
}

let browser: Browser
let product: Product
let shop: Server
let shopOrigin: string
let owner: Caller
let workspaceId: number
let widget: Widget
let token: string

/** The shop forbids all that a widget could trip over: styles in the page, connections and scripts of others. */
const serveShop = () =>
  createServer((request, response) => {
    const isSignedIn = request.url?.includes('in=1')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${product.origin} 'nonce-x'; connect-src ${product.origin}; base-uri 'none'`,
    )
    response.end(`<!doctype html><html lang="ko"><title>하늘상점</title><h1>하늘상점</h1>
<script nonce="x">window.maeariChat=window.maeariChat||function(){(maeariChat.q=maeariChat.q||[]).push(arguments)}
${isSignedIn ? `maeariChat('identify', '${token}')` : ''}</script>
<script async src="${product.origin}/api/hooks/chat/maeari-chat.js" data-key="${widget.key}"></script></html>`)
  })

beforeAll(async () => {
  ;[browser, product] = await Promise.all([openBrowser(), startProduct()])
  shop = serveShop()
  await new Promise<void>(resolve => shop.listen(0, resolve))
  // Another site than 127.0.0.1: what it stores of ours would be a third party's.
  shopOrigin = `http://localhost:${(shop.address() as AddressInfo).port}`
  ;({ owner, workspaceId } = await setUpOwner(product))
  widget = await owner.ask(addWidget, { name: '하늘상점', origins: [shopOrigin], settings }, workspaceId)
  const { secret } = await owner.ask(getWidgetSecret, { widgetId: widget.id, isNew: false }, workspaceId)
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { sub: 'm-7', name: '김민지', exp: Math.floor(Date.now() / 1000) + 3600 }
  const text = `${part({ alg: 'HS256' })}.${part(claims)}`
  token = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
})
afterAll(async () => {
  await browser?.close()
  shop?.close()
  await product?.end()
})

const visit = async (path = '/', as: { theme?: 'light' | 'dark'; width?: number } = {}): Promise<Person> => {
  const context = await browser.newContext({
    locale: 'ko-KR',
    colorScheme: as.theme ?? 'light',
    viewport: { width: as.width ?? 1100, height: 800 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const troubles: string[] = []
  page.on('pageerror', error => troubles.push(error.message))
  await page.goto(shopOrigin + path)
  return { page, context, troubles }
}
const openChat = async (page: Page) => {
  await page.getByRole('button', { name: /채팅 열기/ }).click()
  const agree = page.getByRole('button', { name: '동의하고 시작하기' })
  await agree.or(page.getByLabel('메시지를 적어 주세요')).first().waitFor()
  if (await agree.isVisible()) await agree.click()
}
const said = (page: Page) => page.locator('.say').allTextContents()

/**
 * Types a syllable and presses Enter while it is composed, in the order in which Chromium tells it: keydown (229, composing),
 * then the committed text, then keyup.
 */
const composeAndEnter = async (page: Page, before: string, syllable: string, isMod: boolean) => {
  await page.keyboard.insertText(before)
  const browserSide = await page.context().newCDPSession(page)
  await browserSide.send('Input.imeSetComposition', { text: syllable, selectionStart: 1, selectionEnd: 1 })
  const key = { key: 'Enter', code: 'Enter', modifiers: isMod ? 2 : 0 }
  await browserSide.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, ...key })
  await browserSide.send('Input.insertText', { text: syllable })
  await browserSide.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: 13, ...key })
  await browserSide.detach()
}

it('a visitor writes at night, an agent answers by day, and the chat goes on over reloads, devices and a power cut', async () => {
  const visitor = await visit()
  const { page } = visitor
  await page.getByRole('button', { name: '채팅 열기' }).click()
  await page.getByRole('button', { name: '동의하고 시작하기' }).waitFor()
  await picture(page, 'widget-consent-ko')
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.getByRole('button', { name: '동의하고 시작하기' }).click()
  await page.getByLabel('이름').fill('민지')
  await page.getByLabel('답을 받을 메일 주소').fill('minji@example.com')
  await page.getByLabel('메시지를 적어 주세요').fill('환불은 어떻게 하나요?')
  await picture(page, 'widget-away-ko')
  await page.getByRole('button', { name: '남기기' }).click()
  await page.getByText('남겨 주셔서 고맙습니다').last().waitFor()
  expect(await visitor.context.cookies()).toEqual([])

  const queue = async () => (await owner.ask(listConversations, {}, workspaceId)).items
  await expect.poll(async () => (await queue()).length).toBe(1)
  const [conversation] = await queue()
  expect(conversation).toMatchObject({ channel: 'web_chat', customerName: '민지', messageCount: 1 })
  await owner.ask(
    updateWidget,
    { widgetId: widget.id, name: '하늘상점', origins: [shopOrigin], settings: { ...settings, hours: null } },
    workspaceId,
  )

  const agent = await openPage(browser, { language: 'ko' })
  await owner.enter(agent.context)
  await agent.page.goto(`${product.origin}/w/${workspaceId}/inbox/${conversation!.id}`)
  const composer = agent.page.getByRole('textbox', { name: /민지/ })
  await composer.click()
  await agent.page.keyboard.insertText('<b>주문')
  await page.getByText('담당자가 입력하고 있습니다').waitFor()
  await composeAndEnter(agent.page, '번호</b>를 알려 주', '세', true)
  await expect.poll(() => said(page)).toContain('<b>주문번호</b>를 알려 주세')
  await page.getByLabel('메시지를 적어 주세요').click()
  await page.keyboard.insertText('20261128')
  await agent.page.getByText(channels.typing.replace('{{name}}', '민지')).waitFor()
  await composeAndEnter(page, ' 번이에', '요', false)
  await expect.poll(() => agent.page.getByText('20261128 번이에요', { exact: true }).count()).toBeGreaterThan(0)
  const talked = ['환불은 어떻게 하나요?', '<b>주문번호</b>를 알려 주세', '20261128 번이에요']
  const messages = async () =>
    (await owner.ask(getConversation, { conversationId: conversation!.id }, workspaceId)).messages
  expect((await messages()).map(one => one.text)).toEqual(talked)
  await picture(page, 'widget-talk-ko')
  await picture(agent.page, 'widget-agent-ko')

  await page.reload()
  await page.getByRole('button', { name: '채팅 열기' }).click()
  await expect.poll(() => said(page)).toEqual([expect.stringContaining('안녕하세요'), ...talked])

  // A power cut while the visitor writes: what they sent waits in their browser, and arrives once.
  await product.cutPower()
  await page.getByLabel('메시지를 적어 주세요').fill('전기가 나가도요?')
  await page.keyboard.press('Enter')
  await page.getByText('연결이 끊겼습니다', { exact: false }).waitFor()
  product = await product.start()
  await expect.poll(async () => (await messages()).filter(one => one.text === '전기가 나가도요?').length).toBe(1)

  // Signed in here and on a telephone: one chat, one person.
  await page.goto(`${shopOrigin}/?in=1`)
  await page.getByRole('button', { name: '채팅 열기' }).click()
  await expect.poll(() => said(page)).toContain('전기가 나가도요?')
  const phone = await visit('/?in=1', { theme: 'dark', width: 390 })
  await openChat(phone.page)
  await expect
    .poll(() => said(phone.page))
    .toEqual([expect.stringContaining('안녕하세요'), ...talked, '전기가 나가도요?'])
  await picture(phone.page, 'widget-phone-dark-ko')
  await expect
    .poll(async () => (await owner.ask(listCustomers, {}, workspaceId)).items.map(one => one.name))
    .toEqual(['김민지'])
  expect([visitor.troubles, phone.troubles, agent.troubles]).toEqual([[], [], []])

  await agent.page.goto(`${product.origin}/w/${workspaceId}/settings/chat-widgets`)
  await agent.page.getByRole('button', { name: widgets.edit }).click()
  const preview = agent.page.frameLocator('iframe')
  await preview.getByText('안녕하세요', { exact: false }).waitFor()
  await agent.page.getByLabel(widgets.side).click()
  await agent.page.getByRole('option', { name: widgets['side.left'] }).click()
  await expect.poll(() => preview.locator('.all.left').count()).toBe(1)
  await expectAccessible(agent.page, 'chat widgets')
  await picture(agent.page, 'widget-settings-ko')
})
