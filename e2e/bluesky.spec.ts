/** Bluesky in a real browser: signing in at the account's own server, answering with a picture, deleting the answer. */
import { deflateSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Atproto, startAtproto } from '../tools/testing/atproto.ts'
import { ko as access } from '../web/access/words.ko.ts'
import { ko as channels } from '../web/channels/words.ko.ts'
import { ko as inbox } from '../web/inbox/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let browser: Browser
let network: Atproto
let product: Product
let person: Person
let server: string

beforeAll(async () => {
  ;[browser, network] = await Promise.all([openBrowser(), startAtproto({ accounts: ['haneul', 'minjun'] })])
  // The server's own name, which its pages and proofs carry.
  server = `localhost:${new URL(network.pds).port}`
  product = await startProduct([server])
  person = await openPage(browser, { language: 'ko' })
  const { page } = person
  await page.goto(product.setupLink!)
  await page.getByLabel(access['setup.brand']).fill('하늘상점')
  await page.getByLabel(access['field.name'], { exact: true }).fill('지우')
  await page.getByLabel(access['field.email']).fill('jiwoo@example.com')
  await page.getByLabel(access['field.password'], { exact: true }).fill('a long enough password')
  await page.getByRole('button', { name: access['setup.submit'] }).click()
  await page.waitForURL(/\/w\/1\/begin/)
})
afterAll(async () => {
  await person?.context.close()
  await product?.end()
  await browser?.close()
  await network?.stop()
})

it('connects an account by a visit to its own server, without a password of theirs passing through us', async () => {
  const { page } = person
  await page.goto(`${product.origin}/w/1/settings/channels`)
  await page.getByRole('button', { name: channels['accounts.connect'] }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('핸들', { exact: true }).waitFor()
  await dialog.getByLabel('핸들').fill('haneul.test')
  expect(await dialog.getByLabel('앱 비밀번호').count()).toBe(0)
  await dialog.getByText(channels['connect.more']).click()
  await dialog.getByLabel('서버 주소').fill(`http://${server}`)
  await picture(page, 'bluesky-1-connect')
  await expectAccessible(page, 'connecting')
  await dialog.getByRole('button', { name: '블루스카이로 로그인' }).click()
  await page.waitForURL(url => url.host === server)
  await page.locator('input[name=password]').fill(network.accounts[0]!.password)
  await picture(page, 'bluesky-2-server')
  await page
    .getByRole('button', { name: /sign in|로그인/i })
    .last()
    .click()
  await page.getByRole('button', { name: /authorize|accept|allow|승인|허용|동의/i }).click()
  await page.waitForURL(/\/w\/1\/settings\/channels/)
  await page.getByText('haneul.test').first().waitFor()
  await picture(page, 'bluesky-3-connected')
})

/** A PNG of one colour. */
const png = (): Buffer => {
  const chunk = (type: string, body: Buffer) => {
    const whole = Buffer.concat([Buffer.from(type), body])
    let crc = ~0
    for (const byte of whole) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    }
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(body.length, 0)
    ends.writeInt32BE(~crc, 4)
    return Buffer.concat([ends.subarray(0, 4), whole, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(8, 0)
  head.writeUInt32BE(8, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(25 * 8, 90)
  for (let row = 0; row < 8; row += 1) rows[row * 25] = 0
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

it('answers with a picture that has words, and deletes the answer with a reason', async () => {
  const { page } = person
  await network.post('minjun', '@haneul.test 컵은 어떤 색이 있나요?')
  await page.goto(`${product.origin}/w/1/inbox`)
  await page.getByText('컵은 어떤 색이 있나요?').first().click()
  await page.locator('input[type=file]').setInputFiles({ name: '컵.png', mimeType: 'image/png', buffer: png() })
  const words = page.getByLabel(inbox['pictures.words'].replace('{{count}}', '1'))
  await words.waitFor()
  await page
    .getByRole('textbox', { name: /에게 답하기|답/ })
    .last()
    .fill('하늘색과 흰색이 있습니다.')
  const send = page.getByRole('button', { name: new RegExp(`^${inbox['composer.send']}`) })
  await send.click()
  await page.getByText(inbox['pictures.nudge']).waitFor()
  await words.fill('하늘색 컵')
  await picture(page, 'bluesky-4-composer')
  await expectAccessible(page, 'composer with a picture')
  await send.click()
  await page.getByText(inbox['delivery.sent']).waitFor()
  const [sent] = await network.posts('haneul')
  expect(sent).toMatchObject({
    text: '하늘색과 흰색이 있습니다.',
    embed: { $type: 'app.bsky.embed.images', images: [{ alt: '하늘색 컵' }] },
  })
  await page.getByRole('img', { name: '하늘색 컵' }).waitFor()
  await page.getByRole('button', { name: inbox.withdraw }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(inbox['withdraw.reason']).fill('색을 잘못 적음')
  await dialog.getByRole('button', { name: inbox.withdraw }).click()
  await page.getByText('색을 잘못 적음').waitFor()
  await page.getByText(/지우 님이 삭제했습니다/).waitFor()
  await picture(page, 'bluesky-5-deleted')
  await expect.poll(() => network.posts('haneul')).toEqual([])
  expect(person.troubles).toEqual([])
})
