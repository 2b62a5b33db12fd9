/** A shop of another origin: consent, visits on two devices, sign-in, calls by webhook, and one person on one profile. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createImport, getImport, runImport } from '../contract/channels.ts'
import { addCallLine } from '../contract/customers/calls.ts'
import { getTouches } from '../contract/customers/sites.ts'
import { listMachineLinks } from '../contract/customers/suggestions.ts'
import { getCustomer, listCustomers, verifyCustomer } from '../contract/customers.ts'
import { ko as matches } from '../web/customers/matches/words.ko.ts'
import { ko as touch } from '../web/customers/touch/words.ko.ts'
import { ko as kit } from '../web/kit/words.ko.ts'
import { expectAccessible, openPage, type Person, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'
import { openDevice, openShop, openUndriven, type Shop, tellMissedCall, visit } from './shop.ts'

let browser: Browser
let product: Product
let shop: Shop
let owner: Caller
let workspaceId: number

beforeAll(async () => {
  ;[browser, product] = await Promise.all([openUndriven(), startProduct()])
  ;({ owner, workspaceId } = await setUpOwner(product))
  const minji = { sub: 'm-77', name: '김민지', email: 'minji@example.com', email_verified: true }
  shop = await openShop(product, owner, workspaceId, minji)
})
afterAll(async () => {
  await browser?.close()
  shop?.stop()
  await product?.end()
})

describe('one person on two devices and the telephone', () => {
  it('nothing is sent before consent, nor by a browser that is driven', async () => {
    const [pc, robot] = [await openDevice(browser, 'pc'), await browser.newContext()]
    const [page, driven] = [await pc.newPage(), await robot.newPage()]
    await Promise.all([page.goto(shop.origin), driven.goto(shop.origin)])
    await driven.click('#yes')
    await page.click('#cancel')
    await page.waitForTimeout(1500)
    expect(await shop.events()).toEqual([])
    expect((await pc.cookies()).map(cookie => cookie.name)).toEqual([])
    await Promise.all([pc.close(), robot.close()])
  })

  it('visits, sign-in and failed calls stand on one profile, which renews itself', async () => {
    const [pc, phone] = [await openDevice(browser, 'pc'), await openDevice(browser, 'phone')]
    const [atDesk, inHand] = await Promise.all([visit(pc, shop), visit(phone, shop)])
    await atDesk.click('#cancel')
    await atDesk.click('#send')
    await expect.poll(async () => (await shop.events()).length).toBeGreaterThanOrEqual(7)
    const seen = await shop.events()
    expect(seen.every(event => event.customerId === null)).toBe(true)
    expect(seen.filter(event => event.kind === 'page').map(event => event.url)).toContain(
      `${shop.origin}/cancel?utm_source=mail`,
    )

    await Promise.all([atDesk.click('#in'), inHand.click('#in')])
    await expect
      .poll(async () => (await owner.ask(listCustomers, {}, workspaceId)).items.map(one => one.name))
      .toEqual(['김민지'])
    const customer = (await owner.ask(listCustomers, {}, workspaceId)).items[0]!
    await owner.ask(verifyCustomer, { customerId: customer.id, how: 'signed_in' }, workspaceId)

    const me = await openPage(browser, { language: 'ko' })
    await owner.enter(me.context)
    await me.page.goto(`${product.origin}/w/${workspaceId}/customers/${customer.id}`)
    const line = await owner.ask(addCallLine, { name: '고객센터' }, workspaceId)
    // The number is hers: the shop's server says so with her next sign-in.
    const token = shop.sign({ sub: 'm-77', phone_number: '010-1234-5678', phone_number_verified: true })
    await atDesk.context().clearCookies({ name: 'maeari_i' })
    await atDesk.evaluate(
      given => (globalThis as unknown as { maeari: (...words: unknown[]) => void }).maeari('identify', given),
      token,
    )
    await expect.poll(async () => (await shop.events()).filter(event => event.kind === 'identify').length).toBe(3)
    for (let n = 0; n < 3; n += 1) await tellMissedCall(product, line, '+82 10-1234-5678')
    const touches = () => owner.ask(getTouches, { customerId: customer.id }, workspaceId)
    await expect.poll(async () => (await touches()).calls.unanswered).toBe(3)
    const { visits, devices } = await touches()
    expect(devices.toSorted()).toEqual(['pc', 'phone'])
    expect(visits.flatMap(visit => visit.seen.map(page => page.title))).toContain('해지 안내')
    expect((await owner.ask(listCustomers, {}, workspaceId)).items).toHaveLength(1)
    // The profile was open all the while: it renews itself.
    await expect.poll(() => me.page.getByText('전화 3번 연결 실패').count()).toBeGreaterThan(0)
    await picture(me.page, 'touch-profile-ko')
    await partWrongLink(me, customer.id)
    for (const [path, word] of [
      ['web-tracking', touch['events.title']],
      ['calls', touch['files.title']],
      ['privacy', touch['retention.title']],
    ] as const) {
      await me.page.goto(`${product.origin}/w/${workspaceId}/settings/${path}`)
      await me.page.getByText(word).first().waitFor()
      await picture(me.page, `touch-${path}-ko`)
    }
    expect(me.troubles).toEqual([])

    const stored = JSON.stringify(await shop.events())
    for (const secret of ['hunter2', '적지 마세요', 'token=secret']) expect(stored).not.toContain(secret)
  })
})

/** A file names somebody with her name and number: a machine links them, the profile says why, and the agent parts them again. */
const partWrongLink = async (me: Person, customerId: string): Promise<void> => {
  const { page } = me
  const { id: importId } = await owner.ask(
    createImport,
    { fileName: '회원목록.csv', topicId: null, of: 'people' },
    workspaceId,
  )
  const sent = await me.context.request.put(`${product.origin}/api/w/${workspaceId}/imports/${importId}/file`, {
    headers: { origin: product.origin, 'content-type': 'application/octet-stream' },
    data: Buffer.from('고객번호,고객명,휴대폰번호,등급\nC9,김민지,010-1234-5678,골드\n'),
  })
  expect(sent.status()).toBe(200)
  const state = async () => (await owner.ask(getImport, { importId }, workspaceId)).state
  await expect.poll(state).toBe('ready')
  await owner.ask(runImport, { importId }, workspaceId)
  const shown = async () => (await owner.ask(listCustomers, {}, workspaceId)).items.length
  const links = async () => (await owner.ask(listMachineLinks, {}, workspaceId)).items
  const likely = async () => (await links()).filter(one => one.how === 'match' && one.undoneAt === null).length
  await expect.poll(likely).toBe(1)
  expect(await shown()).toBe(1)

  // Open all the while, the profile says it by itself.
  const part = page.getByRole('button', { name: matches['panel.part'] })
  await page.getByText(matches['panel.title']).waitFor()
  await part.scrollIntoViewIfNeeded()
  await picture(page, 'touch-evidence-ko')
  const before = JSON.stringify(await owner.ask(getCustomer, { customerId }, workspaceId))
  await part.click()
  await expect.poll(shown).toBe(2)
  const apart = await owner.ask(getTouches, { customerId }, workspaceId)
  expect(apart.calls.unanswered).toBe(3)
  // The way back, and apart again: at the desk, by keyboard.
  await page.getByRole('button', { name: kit.undo }).first().click()
  await expect.poll(shown).toBe(1)
  expect(JSON.stringify(await owner.ask(getCustomer, { customerId }, workspaceId))).toBe(before)
  await page.goto(`${product.origin}/w/${workspaceId}/customers/matches?tab=recent`)
  await page.getByRole('button', { name: matches['recent.part'] }).first().waitFor()
  await picture(page, 'matches-recent-ko')
  await expectAccessible(page, 'the desk, recent')
  await page.keyboard.press('u')
  await expect.poll(shown).toBe(2)
  expect((await links())[0]).toMatchObject({ undoneBy: '지우' })
  await page.getByRole('tab', { name: matches['tab.rules'] }).click()
  await page.getByText(matches['rules.certain']).waitFor()
  await picture(page, 'matches-rules-ko')
  await expectAccessible(page, 'the desk, rules')
}
