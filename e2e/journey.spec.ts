/**
 * One person, whole: she complains on Bluesky, looked at the cancel page on two devices, called three times in vain, and wrote a mail in
 * 2024 that names her handle. The conversation says that she is one, why, and since when she waits; a wrong link is parted, and taken back.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectAccount } from '../contract/channels.ts'
import { addCallLine } from '../contract/customers/calls.ts'
import { getTouches } from '../contract/customers/sites.ts'
import { getCustomer, listActivities, listCustomers, listMerges, verifyCustomer } from '../contract/customers.ts'
import { type Atproto, startAtproto } from '../tools/testing/atproto.ts'
import { type MailServer, startMailServer } from '../tools/testing/mail-server.ts'
import { ko as matches } from '../web/customers/matches/words.ko.ts'
import { ko as touch } from '../web/customers/touch/words.ko.ts'
import { ko as customers } from '../web/customers/words.ko.ts'
import { ko as kit } from '../web/kit/words.ko.ts'
import { expectAccessible, openPage, type Person, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { connectMailbox, setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'
import { openDevice, openShop, openUndriven, type Shop, tellMissedCall, visit } from './shop.ts'

const ours = 'help@haneul.test'
const hers = 'minji@customer.test'
const complaint = '해지가 안 돼요. 전화도 안 받으시네요'

let browser: Browser
let network: Atproto
let mails: MailServer
let product: Product
let shop: Shop
let owner: Caller
let workspaceId: number
let me: Person

beforeAll(async () => {
  ;[browser, network, mails, product] = await Promise.all([
    openUndriven(),
    startAtproto({ accounts: ['haneul', 'minji'] }),
    startMailServer([ours, hers]),
    startProduct(),
  ])
  ;({ owner, workspaceId } = await setUpOwner(product))
  const minji = { sub: 'm-77', name: '김민지', email: hers, email_verified: true }
  const number = { phone_number: '010-1234-5678', phone_number_verified: true }
  shop = await openShop(product, owner, workspaceId, { ...minji, ...number })
  await connectMailbox(owner, mails, ours, workspaceId)
  const fields = { identifier: 'haneul.test', password: await network.appPassword('haneul'), service: network.pds }
  await owner.ask(connectAccount, { channel: 'bluesky', purpose: 'both', fields }, workspaceId)
  me = await openPage(browser, { language: 'ko' })
  await owner.enter(me.context)
})
afterAll(async () => {
  await browser?.close()
  shop?.stop()
  await product?.end()
  await Promise.all([network?.stop(), mails?.stop()])
})

const people = async () => (await owner.ask(listCustomers, {}, workspaceId)).items
const touchesOf = (customerId: string) => owner.ask(getTouches, { customerId }, workspaceId)
const linksOf = async (customerId: string) =>
  (await owner.ask(listMerges, { customerId }, workspaceId)).items.filter(one => one.undoneAt === null)

/** All that a profile shows. */
const everythingOf = async (customerId: string) =>
  JSON.stringify([
    await owner.ask(getCustomer, { customerId }, workspaceId),
    await touchesOf(customerId),
    (await owner.ask(listActivities, { customerId, limit: 100 }, workspaceId)).items,
  ])

const complain = async (): Promise<string> => {
  const record = { $type: 'app.bsky.actor.profile', displayName: '김민지' }
  await network.call('minji', 'com.atproto.repo.putRecord', {
    input: { repo: 'minji.test', collection: 'app.bsky.actor.profile', rkey: 'self', record },
  })
  await network.post('minji', `@haneul.test ${complaint}`)
  await expect.poll(async () => (await people()).map(one => one.name)).toEqual(['김민지'])
  return (await people())[0]!.id
}

/** @returns who the shop says she is: the owner of both devices and of the number that nobody answered. */
const lookAndCall = async (): Promise<string> => {
  const [pc, phone] = await Promise.all([openDevice(browser, 'pc'), openDevice(browser, 'phone')])
  const pages = await Promise.all([visit(pc, shop), visit(phone, shop)])
  for (const page of pages) {
    await page.click('#cancel')
    await page.click('#in')
  }
  const known = async () => (await people()).filter(one => one.identities.some(({ kind }) => kind === 'phone'))
  await expect.poll(async () => (await known()).length).toBe(1)
  const shopper = (await known())[0]!.id
  await owner.ask(verifyCustomer, { customerId: shopper, how: 'signed_in' }, workspaceId)
  const line = await owner.ask(addCallLine, { name: '고객센터' }, workspaceId)
  for (let n = 0; n < 3; n += 1) await tellMissedCall(product, line, '+82 10-1234-5678')
  await expect.poll(async () => (await touchesOf(shopper)).calls.unanswered).toBe(3)
  await expect.poll(async () => (await touchesOf(shopper)).devices.toSorted()).toEqual(['pc', 'phone'])
  return shopper
}

/** A mail of 2024 comes to light, with her handle below it. */
const bringOldMail = (): void =>
  mails.put(
    ours,
    [
      `From: =?utf-8?B?${Buffer.from('김민지').toString('base64')}?= <${hers}>`,
      `To: ${ours}`,
      `Subject: =?utf-8?B?${Buffer.from('요금제 문의').toString('base64')}?=`,
      'Date: Thu, 02 May 2024 10:00:00 +0900',
      'Message-ID: <2024@customer.test>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '요금제를 바꾸고 싶어요.',
      '',
      '-- ',
      '김민지 드림',
      '블루스카이 @minji.test',
      '',
    ].join('\r\n'),
  )

it('one person on every way, with the evidence and since when she waits, on the open conversation', async () => {
  const { page } = me
  const complainer = await complain()
  const shopper = await lookAndCall()
  expect(shopper).not.toBe(complainer)
  const alone = await everythingOf(complainer)

  await page.goto(`${product.origin}/w/${workspaceId}/inbox`)
  await page.getByText(complaint).first().click()
  const since = page.getByText(/부터 답을 기다립니다/)
  await since.waitFor()
  await page.getByText(touch['touches.closed.unverified']).waitFor()

  // The last event; the page stays as it is and says it by itself.
  bringOldMail()
  await page.getByText('전화 3번 연결 실패').waitFor()
  const evidence = page.getByRole('listitem').filter({ hasText: '김민지 = 김민지' })
  await expect.poll(() => evidence.count()).toBe(2)

  const [whole, ...others] = await people()
  expect(others).toEqual([])
  expect(whole!.identities.map(one => one.channel)).toEqual(expect.arrayContaining(['bluesky', 'email']))
  const links = await linksOf(complainer)
  expect(links.map(one => one.how)).toEqual(['match', 'match'])
  const { waiting, visits } = await touchesOf(complainer)
  expect(waiting).toMatchObject({ said: 1, calls: 3 })
  // She waits since the complaint, not since a mail of 2024.
  await page.locator(`time[datetime="${waiting!.since}"]`).first().waitFor()
  expect(Date.parse(waiting!.since)).toBeGreaterThan(Date.now() - 3_600_000)
  expect(visits.flatMap(one => one.seen.map(seen => seen.title))).toContain('해지 안내')
  const identities = page.getByRole('list', { name: customers['profile.identities'] }).first()
  await identities.getByText('@minji.test').waitFor()
  await identities.getByText(hers).first().waitFor()
  await picture(page, 'journey-1-one-person')
  await expectAccessible(page, 'one person beside a conversation')

  // Say it was another 김민지 who signed so: parted, she is what she was, and the others stay one.
  const together = await everythingOf(complainer)
  await evidence
    .filter({ hasText: '메일 서명에 적은 계정' })
    .getByRole('button', { name: matches['panel.part'] })
    .click()
  await page.getByText(touch['touches.closed.unverified']).waitFor()
  await expect.poll(() => everythingOf(complainer)).toBe(alone)
  expect((await people()).map(one => one.id).toSorted()).toEqual([complainer, shopper].toSorted())
  await picture(page, 'journey-2-parted')
  await page.getByRole('button', { name: kit.undo }).first().click()
  await page.getByText('전화 3번 연결 실패').waitFor()
  await expect.poll(() => everythingOf(complainer)).toBe(together)
  expect(me.troubles).toEqual([])
})
