/** E-mail in a browser: a mailbox is connected, a mail comes, and the answer arrives in the customer's mailbox in the same thread. */
import { createTransport } from 'nodemailer'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailServer, startMailServer } from '../tools/testing/mail-server.ts'
import { ko as channels } from '../web/channels/words.ko.ts'
import { ko as inbox } from '../web/inbox/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import { setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

const address = 'help@haneul.test'
const minji = 'minji@customer.test'
let browser: Browser
let server: MailServer
let product: Product
let person: Person

beforeAll(async () => {
  ;[browser, server, product] = await Promise.all([openBrowser(), startMailServer([address, minji]), startProduct()])
  const { owner } = await setUpOwner(product)
  person = await openPage(browser, { language: 'ko' })
  await owner.enter(person.context)
})
afterAll(async () => {
  await person?.context.close()
  await browser?.close()
  await product?.end()
  await server?.stop()
})

it('a mailbox is connected, a mail comes in, and its answer arrives in the same thread', async () => {
  const { page } = person
  await page.goto(`${product.origin}/w/1/settings/channels`)
  await page.getByRole('button', { name: channels['accounts.connect'], exact: true }).first().click()
  await page.getByRole('combobox', { name: channels['connect.channel'] }).click()
  await page.getByRole('option', { name: '메일', exact: true }).click()
  await page.getByLabel('메일 주소').fill(address)
  await page.getByLabel('비밀번호').fill('wrong')
  await page.getByText(channels['connect.more']).click()
  for (const [name, protocol, port] of [
    ['받는', 'IMAP', server.imap],
    ['보내는', 'SMTP', server.smtp],
  ] as const) {
    await page.getByLabel(`${name} 서버 (${protocol})`).fill('127.0.0.1')
    await page.getByLabel(`${name} 포트`).fill(String(port))
    await page.getByRole('combobox', { name: `${name} 암호화` }).click()
    await page.getByRole('option', { name: /암호화 없음/ }).click()
  }
  const submit = page.getByRole('button', { name: channels['connect.submit'], exact: true })
  await submit.click()
  await page.getByText('메일 서버가 아이디나 비밀번호를 거절했습니다.', { exact: false }).waitFor()
  await picture(page, 'mail-1-refused')
  await expectAccessible(page, 'connecting a mailbox')
  await page.getByLabel('비밀번호').fill(server.password)
  await submit.click()
  await page.getByText(address).first().waitFor()

  await createTransport({
    host: '127.0.0.1',
    port: server.smtp,
    ignoreTLS: true,
    auth: { user: minji, pass: server.password },
  }).sendMail({
    from: `민지 <${minji}>`,
    to: address,
    subject: '배송 문의',
    messageId: '<first@customer.test>',
    text: '주문한 세제가 새서 왔어요.\n\n-- \n김민지\n하늘빌라 101호\n',
    attachments: [{ filename: '사진.png', content: Buffer.from('89504e470d0a1a0a00', 'hex') }],
  })
  await page.goto(`${product.origin}/w/1/inbox?queue=open`)
  await page.getByText('주문한 세제가 새서 왔어요.').first().click()
  const thread = page.getByRole('log')
  await thread.getByText('배송 문의').waitFor()
  await thread.getByText(channels['parts.signature']).click()
  await thread.getByText('하늘빌라 101호').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), thread.getByText('사진.png').click()])
  expect(download.suggestedFilename()).toBe('사진.png')
  await picture(page, 'mail-2-thread')
  await expectAccessible(page, 'a mail in the inbox')

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: inbox['files.attach'] }).click(),
  ])
  await chooser.setFiles({ name: '교환 안내.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n안내') })
  await page.getByRole('list', { name: inbox['files.label'] }).getByText('교환 안내.pdf').waitFor()
  await page.getByRole('textbox').last().fill('바로 교환해 드리겠습니다.')
  await picture(page, 'mail-3-answer')
  await page.getByRole('button', { name: new RegExp(`^${inbox['composer.send']}`) }).click()
  await thread.getByText(new RegExp(`^${inbox['delivery.sent']}`)).waitFor()
  const [arrived] = await server.waitForMails(minji, 1)
  expect(arrived).toContain('In-Reply-To: <first@customer.test>')
  const parts = arrived!.split(/\r?\n\r?\n/)
  expect(Buffer.from(parts[2]!, 'base64').toString('utf8')).toMatch(/^바로 교환해 드리겠습니다\./)
  expect(parts[2]).toContain("filename*=UTF-8''%EA%B5%90%ED%99%98%20%EC%95%88%EB%82%B4.pdf")
  await thread.getByRole('list', { name: inbox['files.sent'] }).getByText('교환 안내.pdf').waitFor()
  await picture(page, 'mail-4-sent')
  expect(person.troubles).toEqual([])
})
