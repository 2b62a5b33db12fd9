/** Voice in a browser: a policy that two people sign, a draft that is underlined and mended in one click, sent once under it. */
import { createTransport } from 'nodemailer'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptInvitation, createInvitation } from '../contract/access.ts'
import { getConversation, listConversations } from '../contract/inbox.ts'
import { createSavedReply, listPolicies, signPolicy } from '../contract/voice.ts'
import { type MailServer, startMailServer } from '../tools/testing/mail-server.ts'
import { ko as inbox } from '../web/inbox/words.ko.ts'
import { en as voiceEn } from '../web/voice/words.en.ts'
import { ko as voice } from '../web/voice/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import { type Caller, openCaller } from './caller.ts'
import { connectMailbox, password, setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

const address = 'help@haneul.test'
const jieun = 'jieun@customer.test'
let browser: Browser
let server: MailServer
let product: Product
let owner: Caller
let minjun: Caller
let person: Person

beforeAll(async () => {
  ;[browser, server, product] = await Promise.all([openBrowser(), startMailServer([address, jieun]), startProduct()])
  ;({ owner } = await setUpOwner(product))
  const { link } = await owner.ask(createInvitation, { role: 'support_lead', note: '' }, 1)
  minjun = openCaller(product.origin)
  const invited = { name: 'Minjun', email: 'minjun@example.com', password, locale: 'en' as const }
  await minjun.ask(acceptInvitation, { token: link.split('/').at(-1)!, ...invited })
  await connectMailbox(owner, server, address, 1)
  await owner.ask(createSavedReply, { name: '환불 안내', text: '{고객명}님, 환불 절차를 안내해 드리겠습니다.' }, 1)
  person = await openPage(browser, { language: 'ko' })
  await owner.enter(person.context)
})
afterAll(async () => {
  await person?.context.close()
  await browser?.close()
  await product?.end()
  await server?.stop()
})

it('a policy counts after two signatures; a draft that quotes rules is underlined, mended in one click, sent once under it', async () => {
  const { page } = person
  await page.goto(`${product.origin}/w/1/voice`)
  await page.getByText(voice['policy.empty']).waitFor()
  await page.getByRole('button', { name: voice['policy.new'] }).click()
  await page.getByLabel(voice['policy.field.name']).fill('환불')
  await page.getByLabel(voice['policy.field.words']).fill('환불, 반품')
  await page.getByLabel(voice['policy.field.body']).fill('받으신 날부터 7일 안에는 전액 환불해 드립니다.')
  await page.getByRole('button', { name: voice.save, exact: true }).click()
  await page.getByRole('button', { name: /홍보.*서명/ }).click()
  await page.getByText('홍보 · 지우').waitFor()
  await picture(page, 'voice-1-waiting')
  await expectAccessible(page, 'a policy that waits for a signature')
  const [policy] = (await minjun.ask(listPolicies, {}, 1)).items
  const versionId = policy!.draft!.id
  await minjun.ask(signPolicy, { policyId: policy!.id, versionId, department: 'support' }, 1)
  await page.getByText('시행 중 · 1판').waitFor()

  await createTransport({
    host: '127.0.0.1',
    port: server.smtp,
    ignoreTLS: true,
    auth: { user: jieun, pass: server.password },
  }).sendMail({ from: `김지은 <${jieun}>`, to: address, subject: '환불', text: '한 번 열어 봤는데 환불 되나요?' })
  await page.goto(`${product.origin}/w/1/inbox?queue=open`)
  await page.getByText('한 번 열어 봤는데 환불 되나요?').first().click()
  await page.getByText('받으신 날부터 7일 안에는 전액 환불해 드립니다.').waitFor()

  const field = page.getByRole('textbox').last()
  await field.fill('안녕하세요. 규정상 안 됩니다.')
  const marks = page.locator('[data-part="fault-marks"] mark')
  await marks.first().waitFor()
  await expect.poll(() => marks.first().textContent()).toBe('규정상 안 됩니다.')
  await picture(page, 'voice-2-underlined')
  await expectAccessible(page, 'a draft with a fault')
  await page.getByRole('button', { name: voice['check.mend'], exact: true }).click()
  const mended = await field.inputValue()
  expect(mended).toMatch(/^안녕하세요\. .*죄송합니다/)
  expect(mended).not.toContain('규정')
  await page.getByRole('button', { name: new RegExp(`^${inbox['composer.send']}`) }).click()
  const thread = page.getByRole('log')
  await thread.getByText(new RegExp(`^${inbox['delivery.sent']}`)).waitFor()
  await thread.getByText('정책: 환불 · 1판').waitFor()
  await picture(page, 'voice-3-sent')
  expect(await server.waitForMails(jieun, 1)).toHaveLength(1)
  const id = (await owner.ask(listConversations, { queue: 'open' }, 1)).items[0]!.id
  const { messages } = await owner.ask(getConversation, { conversationId: id }, 1)
  const answers = messages.filter(one => one.direction === 'outbound')
  expect(answers).toMatchObject([{ text: mended, policy: { policyId: policy!.id, name: '환불', number: 1 } }])

  await page.getByRole('button', { name: voice['saved.insert'], exact: true }).click()
  await page.getByText('환불 안내').click()
  await expect.poll(() => field.inputValue()).toContain('김지은님, 환불 절차를 안내해 드리겠습니다.')

  const english = await openPage(browser, { language: 'en', theme: 'dark' })
  await minjun.enter(english.context)
  await english.page.goto(`${product.origin}/w/1/voice`)
  await english.page.getByText(voiceEn['policy.review']).waitFor()
  await picture(english.page, 'voice-4-dark')
  await english.page.goto(`${product.origin}/w/1/inbox/${id}`)
  await english.page.getByRole('textbox').last().fill('Our policy does not allow refunds of opened items!!!')
  await english.page.locator('[data-part="fault-marks"] mark').first().waitFor()
  await picture(english.page, 'voice-5-english')
  await expectAccessible(english.page, 'a draft with faults in the dark')
  await english.context.close()
  expect(person.troubles).toEqual([])
})
