/** Two agents at one desk, each in a browser of their own: a rule brings work, they see each other, the second is told, many are closed and brought back. */
import { createTransport } from 'nodemailer'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptInvitation, createInvitation } from '../contract/access.ts'
import { getConversation, getInboxSummary, listConversations } from '../contract/inbox.ts'
import { type MailServer, startMailServer } from '../tools/testing/mail-server.ts'
import { ko as desk } from '../web/inbox/desk/words.ko.ts'
import { ko as rules } from '../web/inbox/rules/words.ko.ts'
import { ko as inbox } from '../web/inbox/words.ko.ts'
import { ko as kit } from '../web/kit/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import { type Caller, openCaller } from './caller.ts'
import { connectMailbox, password, setUpOwner } from './owner.ts'
import { sentence } from './page-list.ts'
import { type Product, startProduct } from './product.ts'

const address = 'help@haneul.test'
const customers = ['jieun', 'hana', 'minho', 'sora'].map(name => `${name}@customer.test`)
let browser: Browser
let server: MailServer
let product: Product
let owner: Caller
let jiwoo: Person
let garam: Person

beforeAll(async () => {
  ;[browser, server, product] = await Promise.all([
    openBrowser(),
    startMailServer([address, ...customers]),
    startProduct(),
  ])
  ;({ owner } = await setUpOwner(product))
  const agent = openCaller(product.origin)
  const { link } = await owner.ask(createInvitation, { role: 'agent', note: '' }, 1)
  const invited = { name: '가람', email: 'garam@example.com', password, locale: 'ko' as const }
  await agent.ask(acceptInvitation, { token: link.split('/').at(-1)!, ...invited })
  await connectMailbox(owner, server, address, 1)
  ;[jiwoo, garam] = await Promise.all([openPage(browser, { language: 'ko' }), openPage(browser, { language: 'ko' })])
  await owner.enter(jiwoo.context)
  await agent.enter(garam.context)
})
afterAll(async () => {
  await jiwoo?.context.close()
  await garam?.context.close()
  await browser?.close()
  await product?.end()
  await server?.stop()
})

const write = (from: string, text: string) =>
  createTransport({
    host: '127.0.0.1',
    port: server.smtp,
    ignoreTLS: true,
    auth: { user: from, pass: server.password },
  }).sendMail({ from, to: address, subject: '문의', text })
const open = async () => (await owner.ask(listConversations, { queue: 'open', limit: 50 }, 1)).items

it('a rule brings work to who is here, two see each other and do not answer twice, many are closed and brought back', async () => {
  const at = `${product.origin}/w/1`
  // The first answers were read before the question came, and arrive after it was told.
  const late = Promise.withResolvers<void>()
  let held = 0
  await garam.page.route(/\/api\/w\/1\/conversations(\?|$)/, async route => {
    const answer = await route.fetch()
    held += 1
    await late.promise
    await route.fulfill({ response: answer })
  })
  await garam.page.goto(`${at}/inbox?queue=open`)
  await expect.poll(() => held).toBeGreaterThan(0)
  await write(customers[0]!, '배송이 언제 오나요?')
  await expect.poll(async () => (await open()).length).toBe(1)
  // The fact is on its way by now, and what it asks for waits for a moment.
  await garam.page.waitForTimeout(1500)
  late.resolve()
  await garam.page.getByText('배송이 언제 오나요?').first().waitFor()
  await garam.page.unroute(/\/api\/w\/1\/conversations(\?|$)/)
  await garam.page.getByRole('button', { name: `${desk['presence.label']}: ${desk['presence.available']}` }).waitFor()
  await picture(garam.page, 'desk-1-queue')
  await jiwoo.page.goto(`${at}/settings/routing`)
  await jiwoo.page.getByRole('button', { name: rules.new }).click()
  await jiwoo.page.getByRole('textbox', { name: rules.name, exact: true }).fill('가람에게')
  await jiwoo.page.getByRole('combobox', { name: rules.member }).click()
  await jiwoo.page.getByRole('option', { name: '가람' }).click()
  await jiwoo.page.getByRole('button', { name: rules.try }).click()
  await jiwoo.page.getByText(sentence(rules['try.result'])).waitFor()
  await picture(jiwoo.page, 'desk-2-trial')
  await expectAccessible(jiwoo.page, 'a rule that was tried')
  await jiwoo.page.getByRole('button', { name: rules.save, exact: true }).click()
  await jiwoo.page.getByText(sentence(rules.saved)).waitFor()

  // The same conversation on both screens: each sees the other, and that they type.
  for (const from of customers.slice(1)) await write(from, '환불하고 싶어요.')
  await expect.poll(async () => (await open()).filter(one => one.ticket.assignee?.name === '가람').length).toBe(3)
  const shared = (await open()).find(one => one.ticket.assignee !== null)!
  const field = { name: inbox['composer.replyPlaceholder'].replace('{{name}}', shared.customerName) }
  await jiwoo.page.goto(`${at}/inbox/${shared.id}?queue=open`)
  await garam.page.goto(`${at}/inbox/${shared.id}?queue=open`)
  await garam.page.getByText(sentence(desk['look.here'])).waitFor()
  await garam.page.getByText(/규칙 '가람에게'에 따라 가람 님에게/).waitFor()
  await jiwoo.page.getByText(sentence(desk['look.here'])).waitFor()
  await jiwoo.page.getByRole('textbox', field).fill('확인해 보겠습니다.')
  await garam.page.getByText(sentence(desk['look.types'])).waitFor()
  await picture(garam.page, 'desk-3-typing')
  await expectAccessible(garam.page, 'a conversation that somebody else looks at')

  // The first one's answer has not reached the second one's screen yet.
  const gate = Promise.withResolvers<void>()
  const path = `**/api/w/1/conversations/${shared.id}`
  await garam.page.route(path, async route => {
    await gate.promise
    await route.continue()
  })
  await garam.page.getByRole('textbox', field).fill('저도 확인하겠습니다.')
  await jiwoo.page.getByRole('textbox', field).press('Control+Enter')
  await jiwoo.page.getByRole('article').filter({ hasText: '확인해 보겠습니다.' }).waitFor()
  const sent = async () =>
    (await owner.ask(getConversation, { conversationId: shared.id }, 1)).messages.flatMap(one =>
      one.direction === 'outbound' && /확인/.test(one.text) ? one.by : [],
    )
  await expect.poll(sent).toEqual(['지우'])
  await garam.page.getByRole('textbox', field).press('Control+Enter')
  const clash = garam.page.getByRole('dialog')
  await clash.waitFor()
  gate.resolve()
  await clash.getByText('확인해 보겠습니다.').waitFor()
  expect(await sent()).toEqual(['지우'])
  await picture(garam.page, 'desk-4-clash')
  await expectAccessible(garam.page, 'somebody answered first')
  await clash.getByRole('button', { name: desk['clash.send'] }).click()
  await expect.poll(sent).toEqual(['지우', '가람'])

  // Many at once, by the keyboard, and back.
  await garam.page.goto(`${at}/inbox?queue=open`)
  await garam.page.getByRole('list', { name: inbox['queue.list'] }).waitFor()
  const before = (await owner.ask(getInboxSummary, {}, 1)).open
  const left = async () => before - (await owner.ask(getInboxSummary, {}, 1)).open
  // Keys come faster than the page follows.
  await garam.page.keyboard.press('j')
  await garam.page.keyboard.press('x')
  await garam.page.getByText(sentence(desk['bulk.selected'])).waitFor()
  await garam.page.keyboard.press('Shift+J')
  await garam.page.getByText(desk['bulk.selected'].replace('{{count, number}}', '2')).waitFor()
  await picture(garam.page, 'desk-5-selected')
  await garam.page.keyboard.press('Shift+E')
  await garam.page.getByText(desk['bulk.done'].replace('{{count, number}}', '2')).waitFor()
  await expect.poll(left).toBe(2)
  await garam.page.getByRole('button', { name: kit.undo }).last().click()
  await garam.page.getByText(sentence(desk['bulk.undone'])).waitFor()
  await expect.poll(left).toBe(0)
  expect(garam.troubles).toEqual([])
  expect(jiwoo.troubles).toEqual([])
})
