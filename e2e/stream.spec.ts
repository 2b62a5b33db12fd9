/** The stream by keyboard alone: narrow it, keep that as a view, end many posts at once, and take it back. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getMentions, listMentions, listViews, type Mention } from '../contract/listening.ts'
import { createDemo } from '../contract/system.ts'
import { ko as kit } from '../web/kit/words.ko.ts'
import { ko as listening } from '../web/listening/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

let browser: Browser
let product: Product
let owner: Caller
let me: Person
let demo: number

beforeAll(async () => {
  ;[browser, product] = await Promise.all([openBrowser(), startProduct()])
  ;({ owner } = await setUpOwner(product, { name: '하람', workspaceName: '구름서점' }))
  demo = (await owner.ask(createDemo, { locale: 'ko' })).id
  me = await openPage(browser, { language: 'ko' })
  await owner.enter(me.context)
})
afterAll(async () => {
  await browser?.close()
  // The demo still fills: nobody waits for it.
  await product?.cutPower()
  await product?.end()
})

const press = async (...keys: string[]) => {
  for (const key of keys) await me.page.keyboard.press(key)
}
const waiting = async (): Promise<Mention[]> =>
  (await owner.ask(listMentions, { state: ['pending'], limit: 50 }, demo)).items

/** What waits and is older than the demo's newest: it stands still while the demo fills. */
const quietStream = async () => {
  const until = (await waiting())[5]!.item.occurredAt
  return `${product.origin}/w/${demo}/listen?state=pending&to=${encodeURIComponent(until)}`
}

const stateOf = async (ids: readonly string[]) =>
  (await owner.ask(getMentions, { ids: [...ids] }, demo)).items.map(item => item.ending.state)

describe('by keyboard alone', () => {
  it('the stream is searched, kept as a view, three posts end at once, and the toast takes it back', async () => {
    const { page } = me
    // Enough of the past is there when three posts wait.
    await expect.poll(async () => (await waiting()).length).toBeGreaterThan(40)
    await page.goto(await quietStream())
    await page.getByRole('article').first().waitFor()

    await press('/')
    await page.keyboard.insertText('하늘상점')
    await page.waitForURL(/q=/)
    await press('Escape')
    await page.locator('mark').first().waitFor()

    await press('Shift+V')
    await page.getByRole('textbox', { name: listening['view.name'] }).waitFor()
    await page.keyboard.insertText('기다리는 글')
    await press('Enter')
    await page.waitForURL(/view=/)
    const { items: views } = await owner.ask(listViews, {}, demo)
    expect(views).toMatchObject([{ name: '기다리는 글', filter: { q: '하늘상점', state: ['pending'] }, isMine: true }])

    await press('j', 'x', 'Shift+J', 'Shift+J')
    const bar = page.getByRole('region', { name: listening['select.bar'] })
    await bar.waitFor()
    await picture(page, 'stream-selected')
    await expectAccessible(page, 'stream selected')
    const cards = page.getByRole('article').filter({ has: page.locator('button[aria-pressed="true"]') })
    await expect.poll(() => cards.count()).toBeGreaterThanOrEqual(3)
    await press('n')
    const undo = page.getByRole('button', { name: kit.undo }).last()
    await undo.waitFor()
    const ended = async () =>
      (await owner.ask(listMentions, { state: ['not_ours'], q: '하늘상점', limit: 200 }, demo)).items
    const byMe = async () => (await ended()).filter(one => one.ending.by === '하람').map(one => one.id)
    await expect.poll(async () => (await byMe()).length).toBeGreaterThanOrEqual(3)
    const ids = await byMe()
    await undo.focus()
    await press('Enter')
    await expect.poll(async () => (await stateOf(ids)).every(state => state === 'pending')).toBe(true)
  })

  it('a post is tagged with a tag made on the spot, and given to oneself', async () => {
    const { page } = me
    await page.goto(await quietStream())
    await page.getByRole('article').first().waitFor()
    await press('j', 't')
    await page.getByRole('combobox', { name: listening['tag.search'] }).waitFor()
    await page.keyboard.insertText('배송')
    await press('Enter')
    await page.getByText(listening['work.tagged'].replace('{{total}}', '1')).waitFor()
    await press('Escape')
    await page.getByRole('combobox', { name: listening['tag.search'] }).waitFor({ state: 'detached' })
    await press('a')
    await page.locator('[role="menuitem"]:focus').waitFor()
    await press('Enter')
    const mine = async () => (await owner.ask(listMentions, { owner: 'me' }, demo)).items
    await expect.poll(async () => (await mine()).map(one => one.tags.map(tag => tag.name))).toEqual([['배송']])
    await page.goto(`${product.origin}/w/${demo}/listen/tags`)
    await page.getByRole('link', { name: '배송', exact: true }).waitFor()
    await picture(page, 'tags')
    await expectAccessible(page, 'tags')
    expect(me.troubles).toEqual([])
  })
})
