/** A rule in a browser, an article in a feed, and then: the bell, the toast, the rows behind them, and a signed webhook. */
import { createHmac } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '../contract/channels.ts'
import { addReceiver, createTopic } from '../contract/listening.ts'
import { type FeedServer, startFeedServer } from '../tools/testing/feed-server.ts'
import { type Receiver, startReceiver } from '../tools/testing/receiver.ts'
import { ko as words } from '../web/listening/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

let browser: Browser
let feeds: FeedServer
let receiver: Receiver
let product: Product
let owner: Caller
let person: Person
let secret: string

beforeAll(async () => {
  ;[browser, feeds, receiver, product] = await Promise.all([
    openBrowser(),
    startFeedServer(),
    startReceiver(),
    startProduct(),
  ])
  ;({ owner } = await setUpOwner(product))
  await owner.ask(createTopic, { name: '하늘상점', kind: 'brand', goal: '불만을 안다', query: '하늘상점' }, 1)
  const added = await owner.ask(addReceiver, { kind: 'webhook', name: '당직 서버', url: `${receiver.url}/hook` }, 1)
  secret = added.secret!
  person = await openPage(browser, { language: 'ko' })
  await owner.enter(person.context)
})
afterAll(async () => {
  await browser?.close()
  await product?.end()
  await receiver?.stop()
  await feeds?.stop()
})

describe('alerts', () => {
  it('are ruled by one sentence, whose parts are chosen, with what it would have done before it is saved', async () => {
    const { page } = person
    await page.goto(`${product.origin}/w/1/alerts`)
    await page.getByRole('link', { name: words['alerts.new'] }).click()
    await page.getByRole('button', { name: new RegExp(`^${words['rule.topic']}:`) }).click()
    await page.getByRole('menuitem', { name: '하늘상점' }).click()
    await page.getByRole('button', { name: new RegExp(`^${words['rule.where']}:`) }).click()
    await page.getByRole('menuitemcheckbox', { name: '당직 서버' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('checkbox', { name: words['rule.quietOn'] }).click()
    await page.getByText(/한 번도 울리지 않았을 것입니다/).waitFor()
    await picture(page, 'alerts-1-rule')
    await expectAccessible(page, 'alert rule')
    await page.getByLabel(words['rule.name']).fill('하늘상점 소식')
    await page.getByRole('button', { name: words['rules.save'], exact: true }).click()
    await page.getByText('하늘상점에서 모든 글이 올라올 때마다 나에게 바로 화면, 당직 서버로 알립니다.').waitFor()
    await expectAccessible(page, 'alert rules')
  })

  it('ring on whatever page is open, once, and lead to the posts behind them', async () => {
    const { page } = person
    await page.goto(`${product.origin}/w/1/settings/profile`)
    await page.getByRole('link', { name: words['alerts.bellNone'] }).waitFor()
    const feed = feeds.feed('/alerts.xml', {
      title: '살림 블로그',
      items: ['첫 후기', '둘째 후기'].map((title, n) => ({
        id: String(n),
        title,
        html: '하늘상점 세제 리필, 배송이 너무 늦어요',
        author: '초록살림',
        publishedAt: new Date().toISOString(),
      })),
    })
    await owner.ask(addSource, { channel: 'feed', kind: 'feed', fields: { url: feed.url } }, 1)
    await page.getByText(/하늘상점 소식: 언급 2건/).waitFor()
    await page.getByRole('link', { name: words['alerts.bell'].replace(/{{count[^}]*}}/, '1') }).waitFor()
    await page.getByRole('button', { name: words['alerts.look'] }).click()
    await page.getByRole('dialog').getByText('첫 후기', { exact: false }).waitFor()
    await picture(page, 'alerts-2-opened')
    await expectAccessible(page, 'alert')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: words['alerts.bellNone'] }).waitFor()
    await picture(page, 'alerts-3-list')
    await expectAccessible(page, 'alerts')
    expect(person.troubles).toEqual([])
  })

  it('reach a webhook signed, once', async () => {
    await expect.poll(() => receiver.received.length).toBe(1)
    const { headers, body } = receiver.received[0]!
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    expect(JSON.parse(body)).toMatchObject({ type: 'alert.raised', data: { alert: { count: 2 } } })
  })
})
