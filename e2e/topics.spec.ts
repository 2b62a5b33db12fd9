/** A topic from a name alone to its page: words picked and written, faults mended, the past tried and searched. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSource, listSources } from '../contract/channels.ts'
import { listTopics } from '../contract/listening.ts'
import { type FeedServer, startFeedServer } from '../tools/testing/feed-server.ts'
import { ko } from '../web/listening/words.ko.ts'
import { expectAccessible, openBrowser, openPage, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { setUpOwner } from './owner.ts'
import { sentence } from './page-list.ts'
import { type Product, startProduct } from './product.ts'

let browser: Browser
let product: Product
let feeds: FeedServer
let owner: Caller

const texts = [
  '하늘상점 배송이 너무 늦어요',
  '하늘상점에서 산 컵이 예뻐요',
  '하늘 상점 환불은 빨랐습니다',
  '하늘상정 다녀왔어요',
  '구름서점 이야기',
  '하늘상점커피 마셔 봤어요',
]

beforeAll(async () => {
  ;[browser, product, feeds] = await Promise.all([openBrowser(), startProduct(), startFeedServer()])
  ;({ owner } = await setUpOwner(product))
  const publishedAt = new Date().toISOString()
  const items = texts.map((html, n) => ({ id: String(n), title: '글', html, author: '초록살림', publishedAt }))
  const feed = feeds.feed('/blog.xml', { title: '살림 블로그', items })
  await owner.ask(addSource, { channel: 'feed', kind: 'feed', fields: { url: feed.url } }, 1)
})
afterAll(async () => {
  await browser?.close()
  await feeds?.stop()
  await product?.end()
})

it('a name becomes a query, the query is tried and mended, and the topic answers on its page', async () => {
  const { page, context, troubles } = await openPage(browser, { language: 'ko' })
  await owner.enter(context)
  await expect.poll(async () => (await owner.ask(listSources, {}, 1)).items[0]?.items.total).toBe(texts.length)
  await page.goto(`${product.origin}/w/1/listen/topics/new`)
  await page.getByRole('textbox', { name: ko['topic.name'] }).fill('하늘상점')
  await page.getByRole('button', { name: ko['steps.next'], exact: true }).click()
  await page.getByRole('button', { name: '사람들이 하늘상점을 어떻게 보는지 알고 싶습니다.' }).click()
  await page.getByRole('button', { name: ko['steps.next'], exact: true }).click()

  // Picked words, and what they find.
  await page.getByRole('list', { name: ko['slot.brand'] }).getByText('하늘상점', { exact: true }).waitFor()
  await page.getByText('5건', { exact: true }).waitFor()
  await picture(page, 'topic-chips')
  await expectAccessible(page, 'topic chips')
  await page.getByLabel(ko['query.addTerm']).fill('구름서점')
  await page.keyboard.press('Enter')
  await page.getByText('6건', { exact: true }).waitFor()
  await page.getByRole('button', { name: ko['query.drop'].replace('{{term}}', '구름서점') }).click()
  await page.getByText('5건', { exact: true }).waitFor()

  // Written by hand: what is missed is found with a press, a fault is mended with a press.
  await page.getByRole('tab', { name: ko['query.byText'] }).click()
  const field = page.getByRole('textbox', { name: ko['query.title'] })
  await field.fill('하늘상점')
  await page.getByRole('button', { name: `하늘상점커피: ${ko['try.find']}` }).click()
  await expect.poll(() => field.inputValue()).toBe('하늘상점 OR 하늘상점커피')
  await field.press('End')
  await field.pressSequentially(' sent')
  await page.getByRole('option', { name: 'sentiment:' }).waitFor()
  await field.press('Enter')
  await field.pressSequentially('neg')
  await field.press('Tab')
  await expect.poll(() => field.inputValue()).toBe('하늘상점 OR 하늘상점커피 sentiment:negative ')
  await field.fill('(하늘상점 OR 하늘상점커피')
  await page.getByRole('alert').filter({ hasText: '1번째 글자에서 연 괄호' }).waitFor()
  await picture(page, 'topic-fault')
  await expectAccessible(page, 'topic fault')
  await page.getByRole('button', { name: sentence(ko['query.fix']) }).click()
  await expect.poll(() => field.inputValue()).toBe('(하늘상점 OR 하늘상점커피)')
  await page.getByText(ko['try.samples']).waitFor()
  await page.getByRole('button', { name: ko['query.help'] }).click()
  await page.getByRole('dialog', { name: ko['help.title'] }).getByText(ko['help.near.example']).waitFor()
  await picture(page, 'topic-help')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: ko['topics.make'], exact: true }).click()
  await page.waitForURL(/\/listen\/topics\/[0-9a-f-]+$/)
  await page.getByText(sentence(ko['past.done'])).waitFor()
  await page.getByText(sentence(ko['answer.few'])).waitFor()
  await picture(page, 'topic')
  await expectAccessible(page, 'topic')
  const { items } = await owner.ask(listTopics, {}, 1)
  expect(items[0]?.past).toMatchObject({ state: 'done', found: 3 })

  // The saved query is compared with the one that is written.
  await page.getByRole('link', { name: ko['topics.edit'] }).click()
  await page.getByRole('list', { name: ko['slot.brand'] }).getByText('하늘상점커피', { exact: true }).waitFor()
  await page.getByText(ko['try.same']).waitFor()
  await page.getByRole('button', { name: ko['query.drop'].replace('{{term}}', '하늘상점커피') }).click()
  await page.getByText(sentence(ko['try.change'])).waitFor()
  await picture(page, 'topic-edit')
  expect(troubles).toEqual([])
  await context.close()
})
