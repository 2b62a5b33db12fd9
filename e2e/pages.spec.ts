/** Every page, in both languages, light, dark and on a phone: headed, filled, within its width, and accessible. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey, updateMe } from '../contract/access.ts'
import { getCustomer, listCustomers } from '../contract/customers.ts'
import { getConversation } from '../contract/inbox.ts'
import { getMention, listMentions, listTopics } from '../contract/listening.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { type Filled, startFilled } from './filled.ts'
import { type Language, type ListedPage, listPages, type Places, readPlaces, sentence, wordsOf } from './page-list.ts'
import { pagesOfScripts, plantScripts, seen } from './scripts.ts'

let browser: Browser
let filled: Filled
let places: Places

beforeAll(async () => {
  ;[browser, filled] = await Promise.all([openBrowser(), startFilled()])
  await filled.owner.ask(createKey, { name: 'Listening wall', role: 'viewer', expiresInDays: 90 }, filled.demo)
  places = await readPlaces(filled)
})
afterAll(async () => {
  await browser?.close()
  // The last demo still fills: nobody waits for it.
  await filled?.product.cutPower()
  await filled?.product.end()
})

interface Look {
  readonly language: Language
  readonly theme: 'light' | 'dark'
  readonly width: number
  /** Each page by its own address, or from page to page as a person goes, without loading the app again. */
  readonly arrives: 'byAddress' | 'byStep'
  /** Whether axe looks too: in each theme, and at each width. */
  readonly isChecked: boolean
}

/** The build machine looks at each theme, width and language once; at a desk all of them are walked. */
const looks: readonly Look[] = process.env.CI
  ? [
      { language: 'ko', theme: 'light', width: 1440, arrives: 'byAddress', isChecked: true },
      { language: 'ko', theme: 'dark', width: 390, arrives: 'byStep', isChecked: true },
      { language: 'en', theme: 'light', width: 1440, arrives: 'byStep', isChecked: false },
    ]
  : [
      { language: 'ko', theme: 'light', width: 1440, arrives: 'byAddress', isChecked: true },
      { language: 'ko', theme: 'dark', width: 1440, arrives: 'byStep', isChecked: true },
      { language: 'ko', theme: 'light', width: 390, arrives: 'byAddress', isChecked: true },
      { language: 'en', theme: 'light', width: 1440, arrives: 'byStep', isChecked: false },
      { language: 'en', theme: 'dark', width: 390, arrives: 'byAddress', isChecked: false },
    ]

describe.each(['ko', 'en'] as const)('in %s', language => {
  it('every page, light, dark and on a phone, is headed, filled, within its width, and without errors', async () => {
    // The language is the person's; the looks of one language stand side by side.
    await filled.owner.ask(updateMe, { locale: language })
    await Promise.all(looks.filter(look => look.language === language).map(walkPages))
  }, 800_000)
})

/** Opens every page in one look, and holds each to what it must be. */
const walkPages = async ({ isChecked, arrives, ...look }: Look): Promise<void> => {
  const inside = await openPage(browser, look)
  const outside = await openPage(browser, look)
  await filled.owner.enter(inside.context)
  for (const one of listPages(look.language, filled, places)) {
    const { page, troubles } = one.isOutside ? outside : inside
    const name = `page-${one.name}-${look.language}-${look.theme}-${look.width}`
    await open(page, one, arrives)
    if (one.name === 'today') await expect.poll(() => paintedShare(page), { message: name }).toBeGreaterThan(0.005)
    await picture(page, name)
    const { width, room } = await page.evaluate(() => ({
      width: document.scrollingElement!.scrollWidth,
      room: innerWidth,
    }))
    expect.soft(width, `${name} is wider than its window`).toBeLessThanOrEqual(room)
    if (isChecked) await expectAccessible(page, name)
    expect.soft(troubles.splice(0), name).toEqual([])
  }
  await inside.context.close()
  await outside.context.close()
}

/** Opens a page and waits until it stands: its heading, its datum, nothing grey any more. */
const open = async (page: Page, one: ListedPage, arrives: Look['arrives']): Promise<void> => {
  const isInside = page.url().startsWith(filled.product.origin)
  if (arrives === 'byAddress' || one.isOutside || !isInside) await page.goto(filled.product.origin + one.path)
  // The router hears of what is pushed, as when a link is pressed.
  else await page.evaluate(path => history.pushState(null, '', path), one.path)
  await page.getByRole('heading', { name: one.heading, exact: true }).first().waitFor()
  await page.getByText(one.datum).filter({ visible: true }).first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.animate-breathe'))
}

/** The share of the chart's points that are painted; 0 where there is no chart. */
const paintedShare = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.uplot canvas')
    const points = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    if (!points) return 0
    let painted = 0
    for (let at = 3; at < points.length; at += 4) if (points[at]! > 0) painted++
    return painted / (points.length / 4)
  })

describe('in the workspace', () => {
  const { access, channels, customers, inbox, kit, listening } = wordsOf.ko
  let me: Person
  const to = (path: string, workspaceId = filled.demo) => `${filled.product.origin}/w/${workspaceId}${path}`
  const inDemo: Caller['ask'] = (endpoint, input) => filled.owner.ask(endpoint, input, filled.demo)
  const undo = () => me.page.getByRole('button', { name: kit.undo }).last().click()
  const said = (text: string | RegExp) => me.page.getByText(text).filter({ visible: true }).first().waitFor()

  beforeAll(async () => {
    await filled.owner.ask(updateMe, { locale: 'ko' })
    me = await openPage(browser, { language: 'ko' })
    await filled.owner.enter(me.context)
  })
  afterAll(async () => {
    expect(me.troubles).toEqual([])
    await me.context.close()
  })

  it.each([
    ['today', '', 'link', sentence(listening['today.stepTopic'])],
    ['listen', '/listen', 'link', listening['begin.open']],
    ['topics', '/listen/topics', 'link', listening['topics.new']],
    ['inbox', '/inbox', 'link', inbox['queue.empty.openStep']],
    ['customers', '/customers', 'link', customers['list.emptyStep']],
    ['channels', '/settings/channels', 'button', channels['accounts.connect']],
    ['keys', '/settings/keys', 'button', access['keys.new']],
  ] as const)('an empty workspace shows the next step: %s', async (name, path, role, step) => {
    await me.page.goto(to(path, filled.empty))
    await me.page.getByRole(role, { name: step }).first().waitFor()
    await picture(me.page, `empty-${name}`)
    await expectAccessible(me.page, `empty ${name}`)
  })

  it('a viewer is told what they may not see, and has nothing to answer with', async () => {
    const viewer = await openPage(browser, { language: 'ko' })
    await (await filled.invite('보라', 'viewer')).enter(viewer.context)
    for (const path of ['/listen/topics/new', '/settings/keys', '/settings/workspace']) {
      await viewer.page.goto(to(path))
      await viewer.page.getByText(kit['forbidden.title']).waitFor()
    }
    await picture(viewer.page, 'viewer-forbidden')
    await expectAccessible(viewer.page, 'forbidden')
    await viewer.page.goto(to(`/inbox/${places.conversation.id}`))
    await viewer.page.getByText(inbox['composer.readOnly']).waitFor()
    expect(await viewer.page.getByRole('textbox').filter({ visible: true }).count()).toBeLessThanOrEqual(1)
    expect(await viewer.page.locator('textarea').count()).toBe(0)
    await picture(viewer.page, 'viewer-conversation')
    await viewer.page.goto(to('/listen?column=all'))
    await viewer.page.getByRole('article').first().hover()
    expect(await viewer.page.getByRole('button', { name: inbox.answer }).count()).toBe(0)
    expect(viewer.troubles).toEqual([])
    await viewer.context.close()
  })

  it('⌘K finds a customer and goes there', async () => {
    const { page } = me
    const { items } = await inDemo(listCustomers, { limit: 50 })
    const sought = items.find(one => items.filter(other => other.name === one.name).length === 1)!
    await page.goto(to(''))
    await page.getByRole('heading', { name: wordsOf.ko.platform['today.title'], exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(sought.identities[0]!.handle)
    await page.getByRole('option', { name: sought.name }).first().waitFor()
    await picture(page, 'palette')
    await expectAccessible(page, 'palette')
    await page.getByRole('option', { name: sought.name }).first().click()
    await page.waitForURL(new RegExp(`/customers/${sought.id}$`))
    await page.getByRole('heading', { name: sought.name, exact: true }).waitFor()
  })

  it.each([
    ['as in Chrome on macOS', false],
    ['as in Chrome on Windows, where the key comes again', true],
  ])('⌘↵ in the middle of a Hangul syllable sends once, whole: %s', async (_, comesAgain) => {
    const { page } = me
    const { id } = places.conversation
    const note = `확인하겠습니다${comesAgain ? ' 다시' : ''}`
    await page.goto(to(`/inbox/${id}`))
    await page.getByRole('radio', { name: inbox['message.note'] }).click()
    const field = page.getByRole('textbox', { name: inbox['composer.notePlaceholder'] })
    await field.click()
    await compose(me, note, { modifiers: 2, comesAgain })
    await expect.poll(() => field.inputValue()).toBe('')
    await said(note)
    // What would be sent twice is sent within this time.
    await page.waitForTimeout(1500)
    const { messages } = await inDemo(getConversation, { conversationId: id })
    expect(messages.filter(one => one.direction === 'note').map(one => one.text)).toEqual(
      comesAgain ? ['확인하겠습니다', note] : [note],
    )
    expect(await field.inputValue()).toBe('')
  })

  it('a mention ends as a stance, and the toast takes it back', async () => {
    const { page } = me
    const { items } = await inDemo(listMentions, { state: ['pending'], limit: 1 })
    const mention = items[0]!
    const state = async () => (await inDemo(getMention, { mentionId: mention.id })).ending.state
    await page.goto(to('/listen?column=all&state=pending'))
    await page
      .getByRole('article')
      .filter({ hasText: mention.item.text.slice(0, 16) })
      .first()
      .click()
    await page.keyboard.press('s')
    // The newest of the demo may be a fold of similar posts, which end together.
    await said(/입장으로 모았습니다|‘입장’ 상태로 옮겼습니다/)
    await picture(page, 'stance')
    await expect.poll(state).toBe('stance')
    await undo()
    await expect.poll(state).toBe('pending')
  })

  it('an archived topic rests at the foot of the topics, and is brought back from there', async () => {
    const { page } = me
    const topic = (await inDemo(listTopics, {})).items.at(-1)!
    const followed = async () => (await inDemo(listTopics, {})).items.some(one => one.id === topic.id)
    const resting = page.getByRole('region', { name: listening['topics.resting'] })
    await page.goto(to('/listen/topics'))
    await page.getByRole('button', { name: listening['topics.actions'].replace('{{name}}', topic.name) }).click()
    await page.getByRole('menuitem', { name: listening['topics.archive'] }).click()
    await resting.getByRole('link', { name: topic.name, exact: true }).waitFor()
    await expect.poll(followed).toBe(false)
    await picture(page, 'topics-resting')
    await expectAccessible(page, 'topics resting')
    await resting.getByRole('button', { name: listening['topics.restore'] }).click()
    await said(listening['topics.restored'].replace('{{name}}', topic.name))
    await expect.poll(followed).toBe(true)
    await expect.poll(() => resting.count()).toBe(0)
  })

  it('a corrected reading is kept, and choosing what the machine said takes it back', async () => {
    const { page } = me
    const { items } = await inDemo(listMentions, { sentiment: ['negative'], limit: 50 })
    // In the demo people have corrected some already.
    const mention = items.find(({ reading }) => reading.sentiment?.label === 'negative' && !reading.correction)!
    const correction = async () =>
      (await inDemo(getMention, { mentionId: mention.id })).reading.correction?.sentiment ?? null
    const choose = async (feeling: string) => {
      await page.getByRole('dialog').getByRole('button', { name: listening['reading.open'] }).first().click()
      await page.getByRole('dialog', { name: listening['reading.title'] }).waitFor()
      await picture(page, `reading-${feeling}`)
      await page
        .getByRole('dialog', { name: listening['reading.title'] })
        .getByRole('button', { name: feeling })
        .click()
    }
    await page.goto(to(`/listen?column=all&open=${mention.id}`))
    await choose(kit['sentiment.positive'])
    await expect.poll(correction).toBe('positive')
    await choose(kit['sentiment.negative'])
    await said(listening['corrected.back'])
    await expect.poll(correction).toBe(null)
    await choose(kit['sentiment.mixed'])
    await expect.poll(correction).toBe('mixed')
    await undo()
    await expect.poll(correction).toBe(null)
    // The way back is no step out of what is being read.
    await page.getByRole('dialog', { name: listening['sheet.title'] }).waitFor()
  })

  it('a conversation is given to a colleague, and the toast gives it back', async () => {
    const { page } = me
    await filled.invite('민준', 'agent')
    const { id } = places.conversation
    const assignee = async () => (await inDemo(getConversation, { conversationId: id })).ticket.assignee?.name ?? null
    const before = await assignee()
    await page.goto(to(`/inbox/${id}`))
    await page.getByRole('button', { name: new RegExp(`^${inbox['assign.menu']}:`) }).click()
    await page
      .getByRole('menuitem', { name: '민준' })
      .or(page.getByRole('menuitemradio', { name: '민준' }))
      .click()
    await said(sentence(inbox['assign.done']))
    await expect.poll(assignee).toBe('민준')
    await undo()
    await expect.poll(assignee).toBe(before)
  })

  it('a customer gets a name typed in Hangul, and the toast takes it back', async () => {
    const { page } = me
    const { id, name } = places.customer
    const named = async () => (await inDemo(getCustomer, { customerId: id })).name
    await page.goto(to(`/customers/${id}`))
    await page.getByRole('button', { name: customers['name.edit'] }).click()
    await page.getByRole('textbox', { name: customers['name.label'] }).fill('')
    await compose(me, '김하늘', { modifiers: 0, comesAgain: true })
    await page.getByRole('heading', { name: '김하늘', exact: true }).waitFor()
    await expect.poll(named).toBe('김하늘')
    await undo()
    await expect.poll(named).toBe(name)
  })

  it('script that people and posts leave stays text on every page that shows it', async () => {
    const planted = await plantScripts(filled, me.context)
    // Most of what can be made is: topics, tags, views, fields, roles, teams, keys, rules, replies, notes …
    expect(planted.took.length, planted.took.join()).toBeGreaterThan(15)
    for (const path of pagesOfScripts(planted)) {
      await me.page.goto(to(path, planted.workspaceId))
      await me.page.getByText(seen).filter({ visible: true }).first().waitFor()
      const acted = await me.page.evaluate(() => [
        'struck' in globalThis,
        document.querySelectorAll('[onerror], [onload]').length,
      ])
      expect.soft(acted, path).toEqual([false, 0])
    }
  })

  it('one click in the first run opens a demo that fills while one watches', async () => {
    const { page } = me
    await page.goto(to('/begin?step=channels', filled.empty))
    await picture(page, 'begin-empty')
    await page.getByRole('button', { name: listening['demo.open'] }).click()
    await page.waitForURL(/\/w\/\d+\/listen/)
    expect(page.url()).not.toMatch(new RegExp(`/w/(${filled.empty}|${filled.demo})/`))
    await page.getByRole('article').first().waitFor()
    await picture(page, 'demo')
  })
})

/** Types with an input method; the last syllable is still being composed when Enter is pressed. */
const compose = async (
  { context, page }: Person,
  text: string,
  { modifiers, comesAgain }: { modifiers: 0 | 2; comesAgain: boolean },
): Promise<void> => {
  const keys = await context.newCDPSession(page)
  const enter = { key: 'Enter', code: 'Enter', modifiers }
  for (const syllable of text.slice(0, -1)) {
    await keys.send('Input.imeSetComposition', { text: syllable, selectionStart: 1, selectionEnd: 1 })
    await keys.send('Input.insertText', { text: syllable })
  }
  const last = text.at(-1)!
  await keys.send('Input.imeSetComposition', { text: last, selectionStart: 1, selectionEnd: 1 })
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter, windowsVirtualKeyCode: 229 })
  await keys.send('Input.insertText', { text: last })
  if (comesAgain) await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter, windowsVirtualKeyCode: 13 })
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter, windowsVirtualKeyCode: 13 })
  await keys.detach()
}
