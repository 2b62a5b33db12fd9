/** Practice in a browser: the practice workspace, a newcomer's task that ticks itself, a drill that is answered, ended and read. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getMe } from '../contract/access.ts'
import { getGuidedTask, listDrills } from '../contract/inbox/practice.ts'
import { assignTicket, listConversations, reply } from '../contract/inbox.ts'
import { ko } from '../web/inbox/practice/words.ko.ts'
import { ko as voice } from '../web/voice/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import type { Caller } from './caller.ts'
import { setUpOwner } from './owner.ts'
import { sentence } from './page-list.ts'
import { type Product, startProduct } from './product.ts'

let browser: Browser
let product: Product
let owner: Caller
let person: Person

beforeAll(async () => {
  ;[browser, product] = await Promise.all([openBrowser(), startProduct()])
  ;({ owner } = await setUpOwner(product))
  person = await openPage(browser, { language: 'ko' })
  await owner.enter(person.context)
})
afterAll(async () => {
  await person?.context.close()
  await browser?.close()
  await product?.end()
})

it('a team practises apart: steps tick by what was done, and a drill ends with a score and what to train', async () => {
  const { page } = person
  await page.goto(`${product.origin}/w/1/settings/practice`)
  await page.getByText(ko['elsewhere.title']).waitFor()
  await picture(page, 'practice-1-elsewhere')
  await page.getByRole('button', { name: ko['elsewhere.open'] }).click()
  await page.getByRole('button', { name: ko['guided.start'] }).waitFor()
  const practice = (await owner.ask(getMe, {})).workspaces.find(one => one.isDemo)!
  expect(new URL(page.url()).pathname).toBe(`/w/${practice.id}/settings/practice`)

  await page.getByRole('button', { name: ko['guided.start'] }).click()
  await page.getByText('6개 중 0개를 마쳤습니다').waitFor()
  const { task } = await owner.ask(getGuidedTask, {}, practice.id)
  const conversationId = task!.steps.find(one => one.step === 'take')!.conversationId!
  await owner.ask(assignTicket, { conversationId, memberId: practice.memberId }, practice.id)
  await page.getByText('6개 중 1개를 마쳤습니다').waitFor()
  await picture(page, 'practice-2-guided')
  await page.getByRole('link', { name: ko['guided.go'].replace('{{step}}', ko['step.end']) }).click()
  await expect.poll(() => page.url()).toContain('/listen?open=')
  await page.goBack()

  await page.getByLabel(ko['start.minutes']).fill('30')
  await page.getByRole('button', { name: ko['start.run'], exact: true }).click()
  const card = page.getByRole('region', { name: ko['scenario.delivery'] })
  await card.getByText(ko['drill.running']).waitFor()
  await card.getByText(/글 16개 중 [1-9]\d*개가 왔습니다/).waitFor()
  const first = async () =>
    (await owner.ask(listConversations, { queue: 'open', q: '하린', limit: 50 }, practice.id)).items.find(one =>
      one.preview.startsWith('혹시 어제 주문한'),
    )?.id
  await expect.poll(first).toBeTruthy()
  const text = '하린님, 규정상 출발 시각은 알려 드릴 수 없습니다.'
  await owner.ask(reply, { conversationId: (await first())!, text }, practice.id)
  await card.getByText(voice['kind.rule_quoting']).first().waitFor()
  await picture(page, 'practice-3-running')
  await expectAccessible(page, 'a drill that runs')

  await card.getByRole('button', { name: ko['drill.end'] }).click()
  await page.getByRole('dialog').getByRole('button', { name: ko['drill.end'] }).click()
  await page.getByRole('link', { name: sentence(ko['past.open']) }).click()
  await card.getByText(sentence(ko['score.label'])).waitFor()
  await card.getByText(ko['train.title']).waitFor()
  await picture(page, 'practice-4-ended')
  const { items } = await owner.ask(listDrills, {}, practice.id)
  expect(items).toMatchObject([{ scenario: 'delivery', endedAt: expect.any(String), score: expect.any(Number) }])

  const phone = await openPage(browser, { language: 'en', theme: 'dark', width: 390 })
  await owner.enter(phone.context)
  await phone.page.goto(`${product.origin}/w/${practice.id}/settings/practice?drill=${items[0]!.id}`)
  await phone.page.getByRole('region').first().waitFor()
  await phone.page.getByRole('heading', { level: 2 }).nth(1).waitFor()
  await picture(phone.page, 'practice-5-phone')
  await expectAccessible(phone.page, 'a drill on a phone in the dark')
  await phone.context.close()
  expect(person.troubles).toEqual([])
})
