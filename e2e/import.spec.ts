/** A file of mentions in a real browser: dropped in, seen, run, opened, taken back; and the stream taken out as a file. */
import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTopic } from '../contract/listening.ts'
import { dirtyFile, exportFiles } from '../tools/testing/exports.ts'
import { ko as peopleFiles } from '../web/customers/imports/words.ko.ts'
import { ko as orderWords } from '../web/customers/orders/words.ko.ts'
import { ko as postFiles } from '../web/listening/import/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import { setUpOwner } from './owner.ts'
import { sentence, wordsOf } from './page-list.ts'
import { type Product, startProduct } from './product.ts'

const { files, listening } = wordsOf.ko
let browser: Browser
let product: Product
let me: Person
let workspaceId: number

beforeAll(async () => {
  ;[browser, product] = await Promise.all([openBrowser(), startProduct()])
  const own = await setUpOwner(product)
  const { owner } = own
  workspaceId = own.workspaceId
  const topic = { name: '하늘상점', kind: 'brand' as const, goal: '배송을 어떻게 느끼나요?', query: '하늘상점' }
  await owner.ask(createTopic, topic, workspaceId)
  me = await openPage(browser, { language: 'ko' })
  await owner.enter(me.context)
})
afterAll(async () => {
  await browser?.close()
  await product?.cutPower()
  await product?.end()
})

const rows = Array.from(
  { length: 30 },
  (_, n) =>
    `2026. 3. ${(n % 28) + 1}. 오후 2:05;하늘상점 배송이 빨라요 ${n}번째;https://x.com/minji/status/${1_700_000_000 + n};민지;1.2${n % 10}0`,
)
const file = iconv.encode(
  `보고서:;하늘상점\n\n작성일;본문;링크;작성자;팔로워\n${rows.join('\n')}\n합계;;;;30\n`,
  'cp949',
)

it('a file is dropped in, seen, run, opened, exported and taken back', async () => {
  const { page } = me
  const said = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

  await page.goto(`${product.origin}/w/${workspaceId}/listen/imports`)
  await said(files['import.empty'])
  await page.locator('input[type=file]').setInputFiles({ name: '3월 언급.csv', mimeType: 'text/csv', buffer: file })
  await page.getByRole('heading', { name: '3월 언급.csv' }).waitFor()
  await said('CP949')
  await said(/하늘상점 배송이 빨라요 0번째/)
  await said(files['preview.whole'])
  await picture(page, 'import-ready')
  await expectAccessible(page, 'import-ready')

  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, 'import-ready-390')
  await expect.poll(() => page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1440, height: 900 })

  await press(sentence(files['run.start']))
  await said(files['run.done'])
  await picture(page, 'import-done')
  await page.getByRole('link', { name: postFiles['run.openList'] }).click()
  await said(/하늘상점 배송이 빨라요/)

  await press(postFiles['files.menu'])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: postFiles['export.csv'] }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(31)
  expect(lines[0]).toContain('maeari_mention,')
  await said(sentence(postFiles['export.done']))

  await page.goBack()
  await press(files['run.undo'])
  await press(files['run.undoYes'])
  await said(files['run.undone'])
  await page.goto(`${product.origin}/w/${workspaceId}/listen`)
  await said(listening['stream.nothing'])
  expect(me.troubles).toEqual([])
})

it('orders of a marketplace are dropped in, asked about, run, seen on a profile, and taken back', async () => {
  const { page } = me
  const said = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const naver = exportFiles.find(one => one.format === 'naver_smartstore')!

  await page.goto(`${product.origin}/w/${workspaceId}/customers`)
  await page.getByRole('link', { name: peopleFiles['imports.title'] }).click()
  await said(files['import.empty'])
  // Label lines above the header, semicolons, CP949.
  const buffer = Buffer.from(await dirtyFile(naver, 1))
  await page.locator('input[type=file]').setInputFiles({ name: '주문.csv', mimeType: 'text/csv', buffer })
  await said(files['import.kinds.orders'])
  await said(files['format.naver_smartstore'])
  await said('CP949')
  await expect.poll(() => page.getByRole('button', { name: sentence(files['run.start']) }).isDisabled()).toBe(true)
  await picture(page, 'import-orders-ready')
  await expectAccessible(page, 'import-orders-ready')
  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, 'import-orders-ready-390')
  await expect.poll(() => page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1440, height: 900 })

  await press(files['import.addresses.drop'])
  await said(files['import.addresses.dropped'])
  await press(sentence(files['run.start']))
  await said(files['run.done'])
  await picture(page, 'import-orders-done')
  await page.getByRole('link', { name: peopleFiles['imports.open'] }).click()
  await page
    .getByText(/^김지우/)
    .first()
    .click()
  await said(orderWords['orders.closed'])
  await said(/1건 · ₩/)
  await picture(page, 'import-orders-profile')

  await page.goto(`${product.origin}/w/${workspaceId}/customers/imports`)
  await page.getByRole('link', { name: '주문.csv' }).click()
  await press(files['run.undo'])
  await press(files['run.undoYes'])
  await said(files['run.undone'])
  expect(me.troubles).toEqual([])
})
