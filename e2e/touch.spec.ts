/** A shop of another origin: consent, visits on two devices, sign-in, calls by webhook, and one person on one profile. */
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createImport, getImport, runImport } from '../contract/channels.ts'
import { addCallLine } from '../contract/customers/calls.ts'
import { addSite, getTouches, listSiteEvents } from '../contract/customers/sites.ts'
import { listMachineLinks } from '../contract/customers/suggestions.ts'
import { getCustomer, listCustomers, verifyCustomer } from '../contract/customers.ts'
import { ko as matches } from '../web/customers/matches/words.ko.ts'
import { ko as touch } from '../web/customers/touch/words.ko.ts'
import { ko as kit } from '../web/kit/words.ko.ts'
import { expectAccessible, openPage, type Person, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

/** As people's browsers say who they are: the tracker leaves out those that say to be driven. */
const agents = {
  pc: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  phone:
    'Mozilla/5.0 (Linux; Android 15; SM-S938N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
}

let browser: Browser
let product: Product
let shop: Server
let shopOrigin: string
let owner: Caller
let workspaceId: number
let site: { id: string; key: string; secret: string }

const tokenOf = (claims: object) => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'HS256' })}.${part({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`
  return `${text}.${createHmac('sha256', site.secret).update(text).digest('base64url')}`
}

/** The shop: pages that change without loading, a form, a sign-in that its server signs. */
const shopPage = () => `<!doctype html><html lang="ko"><meta charset="utf-8"><title>하늘상점</title>
<script>window.maeari=window.maeari||function(){(maeari.q=maeari.q||[]).push(arguments)}</script>
<script async src="${product.origin}/api/hooks/track/maeari.js" data-site="${site.key}"></script>
<button id="yes" data-maeari-consent="yes" data-maeari-words="방문 기록 수집에 동의합니다.">동의</button>
<button id="cancel" data-maeari="해지하기" onclick="document.title='해지 안내';history.pushState({},'','/cancel?token=secret&utm_source=mail')">해지</button>
<form id="ask" onsubmit="return false"><input name="topic" value="환불" data-maeari-keep>
<input name="memo" value="적지 마세요"><input type="password" name="pw" value="hunter2" data-maeari-keep><button id="send">보내기</button></form>
<button id="in" onclick="maeari('identify','${tokenOf({ sub: 'm-77', name: '김민지', email: 'minji@example.com', email_verified: true })}')">로그인</button></html>`

beforeAll(async () => {
  shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(shopPage())
  })
  await new Promise<void>(resolve => shop.listen(0, '127.0.0.1', resolve))
  shopOrigin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  ;[browser, product] = await Promise.all([
    chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--disable-gpu', '--no-first-run', '--disable-blink-features=AutomationControlled'],
    }),
    startProduct(),
  ])
  ;({ owner, workspaceId } = await setUpOwner(product))
  site = await owner.ask(addSite, { name: '하늘상점', origins: [shopOrigin] }, workspaceId)
})
afterAll(async () => {
  await browser?.close()
  shop?.close()
  await product?.end()
})

const device = (userAgent: string): Promise<BrowserContext> => browser.newContext({ userAgent, locale: 'ko-KR' })
const events = async () => (await owner.ask(listSiteEvents, { siteId: site.id }, workspaceId)).items

describe('one person on two devices and the telephone', () => {
  it('nothing is sent before consent, nor by a browser that is driven', async () => {
    const [pc, robot] = [await device(agents.pc), await browser.newContext()]
    const [page, driven] = [await pc.newPage(), await robot.newPage()]
    await Promise.all([page.goto(shopOrigin), driven.goto(shopOrigin)])
    await driven.click('#yes')
    await page.click('#cancel')
    await page.waitForTimeout(1500)
    expect(await events()).toEqual([])
    expect((await pc.cookies()).map(cookie => cookie.name)).toEqual([])
    await Promise.all([pc.close(), robot.close()])
  })

  it('visits, sign-in and failed calls stand on one profile, which renews itself', async () => {
    const [pc, phone] = [await device(agents.pc), await device(agents.phone)]
    const [atDesk, inHand] = [await pc.newPage(), await phone.newPage()]
    await Promise.all([atDesk.goto(shopOrigin), inHand.goto(shopOrigin)])
    await Promise.all([atDesk.click('#yes'), inHand.click('#yes')])
    await atDesk.click('#cancel')
    await atDesk.click('#send')
    await expect.poll(async () => (await events()).length).toBeGreaterThanOrEqual(7)
    const seen = await events()
    expect(seen.every(event => event.customerId === null)).toBe(true)
    expect(seen.filter(event => event.kind === 'page').map(event => event.url)).toContain(
      `${shopOrigin}/cancel?utm_source=mail`,
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
    const token = tokenOf({ sub: 'm-77', phone_number: '010-1234-5678', phone_number_verified: true })
    await atDesk.context().clearCookies({ name: 'maeari_i' })
    await atDesk.evaluate(
      given => (globalThis as unknown as { maeari: (...words: unknown[]) => void }).maeari('identify', given),
      token,
    )
    await expect.poll(async () => (await events()).filter(event => event.kind === 'identify').length).toBe(3)
    for (let n = 0; n < 3; n += 1) await ring(line, `c-${n}`)
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

    const stored = JSON.stringify(await events())
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

const ring = async (line: { path: string; secret: string }, id: string) => {
  const body = JSON.stringify({
    id,
    from: '+82 10-1234-5678',
    outcome: 'NO ANSWER',
    startedAt: new Date().toISOString(),
    waitSeconds: 95,
  })
  const timestamp = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', Buffer.from(line.secret.slice(6), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')
  const answer = await fetch(`${product.origin}${line.path}`, {
    method: 'POST',
    headers: { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` },
    body,
  })
  expect(answer.status).toBe(200)
}
