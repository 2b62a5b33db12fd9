/** The first walk in a real browser: from an empty machine to an answered mention that survives a power cut. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atproto, startAtproto } from '../tools/testing/atproto.ts'
import { type FeedServer, startFeedServer } from '../tools/testing/feed-server.ts'
import { en as accessEn } from '../web/access/words.en.ts'
import { ko as accessKo } from '../web/access/words.ko.ts'
import { en as channelsEn } from '../web/channels/words.en.ts'
import { ko as channelsKo } from '../web/channels/words.ko.ts'
import { en as inboxEn } from '../web/inbox/words.en.ts'
import { ko as inboxKo } from '../web/inbox/words.ko.ts'
import { en as listeningEn } from '../web/listening/words.en.ts'
import { ko as listeningKo } from '../web/listening/words.ko.ts'
import { en as platformEn } from '../web/platform/words.en.ts'
import { ko as platformKo } from '../web/platform/words.ko.ts'
import { expectAccessible, openBrowser, openPage, type Person, picture } from './browser.ts'
import { type Product, startProduct } from './product.ts'

const languages = {
  ko: { access: accessKo, channels: channelsKo, inbox: inboxKo, listening: listeningKo, platform: platformKo },
  en: { access: accessEn, channels: channelsEn, inbox: inboxEn, listening: listeningEn, platform: platformEn },
}

let browser: Browser
let feeds: FeedServer
let network: Atproto

beforeAll(async () => {
  ;[browser, feeds, network] = await Promise.all([
    openBrowser(),
    startFeedServer(),
    startAtproto({ accounts: ['haneul', 'seojun', 'maya'] }),
  ])
})
afterAll(async () => {
  await browser?.close()
  await network?.stop()
  await feeds?.stop()
})

describe.each(['ko', 'en'] as const)('the first walk in %s', language => {
  const words = languages[language]
  const brand = language === 'ko' ? '하늘상점' : 'Haneul Shop'
  const said =
    language === 'ko'
      ? '고객센터 세 번 전화했는데 연결도 안 되고, 하늘상점 해지 페이지는 왜 계속 오류 나나요?'
      : 'Three calls to Haneul Shop and nobody picks up. The cancel page keeps failing too.'
  const answer =
    language === 'ko'
      ? '불편을 드려 정말 죄송합니다. 지금 바로 확인하겠습니다.'
      : 'We are very sorry. I am looking into it right now.'
  let product: Product
  let person: Person

  beforeAll(async () => {
    product = await startProduct()
    person = await openPage(browser, { language })
  })
  afterAll(async () => {
    await person?.context.close()
    await product?.end()
  })

  it('begins with the printed link: the brand and its owner', async () => {
    const { page } = person
    expect(product.setupLink).not.toBeNull()
    await page.goto(product.setupLink!)
    await page.getByLabel(words.access['setup.brand']).waitFor()
    await picture(page, `${language}-1-setup`)
    await expectAccessible(page, 'set-up')
    await page.getByLabel(words.access['setup.brand']).fill(brand)
    await page.getByLabel(words.access['field.name'], { exact: true }).fill(language === 'ko' ? '지우' : 'Jiwoo')
    await page.getByLabel(words.access['field.email']).fill('jiwoo@example.com')
    await page.getByLabel(words.access['field.password'], { exact: true }).fill('a long enough password')
    await page.getByRole('button', { name: words.access['setup.submit'] }).click()
    await page.waitForURL(/\/w\/1\/begin/)
  })

  it('asks what to find out, makes a topic from the brand, and takes a feed and an account', async () => {
    const { page } = person
    await picture(page, `${language}-2-goal`)
    await expectAccessible(page, 'goal')
    await page.getByRole('radio').or(page.getByRole('textbox')).first().waitFor()
    await page
      .getByRole('textbox')
      .first()
      .fill(language === 'ko' ? '사람들이 우리를 어떻게 보나요?' : 'How do people see us?')
    await page.getByRole('button', { name: words.listening['steps.next'], exact: true }).click()
    await page.getByText(words.listening['begin.wordsTitle']).waitFor()
    await expectAccessible(page, 'words')
    await picture(page, `${language}-3-words`)
    await page.getByRole('button', { name: words.listening['begin.makeTopic'] }).click()
    await page.getByText(words.listening['begin.channelsTitle']).waitFor()

    const feed = feeds.feed(`/${language}.xml`, {
      title: language === 'ko' ? '살림 블로그' : 'Homely',
      items: [
        {
          id: 'ko',
          title: '세제 리필 후기',
          html: '하늘상점(Haneul Shop) 세제 리필, 향이 정말 좋아요',
          author: '초록살림',
          publishedAt: new Date().toISOString(),
        },
        {
          id: 'en',
          title: 'Refill review',
          html: 'The Haneul Shop (하늘상점) refill pack leaks. Very disappointed.',
          author: 'Maya',
          publishedAt: new Date().toISOString(),
        },
      ],
    })
    await page.getByRole('textbox').first().fill(feed.url)
    await page.getByRole('button', { name: words.channels['feed.find'], exact: true }).click()
    await page.getByRole('button', { name: words.channels['feed.add'], exact: true }).first().click()

    const account = network.accounts[0]!
    await page.getByRole('button', { name: /Bluesky|블루스카이/ }).click()
    await page.getByRole('button', { name: words.channels['connect.byPassword'] }).click()
    await page.getByLabel(language === 'ko' ? '핸들' : 'Handle').fill(account.handle)
    await page.getByLabel(language === 'ko' ? '앱 비밀번호' : 'App password').fill(account.password)
    const service = page.getByLabel(language === 'ko' ? '서버 주소' : 'Server address')
    if (!(await service.isVisible())) await page.getByText(words.channels['connect.more']).click()
    await service.fill(network.pds)
    await page.getByRole('button', { name: words.channels['connect.submit'], exact: true }).click()
    await page.getByText(account.handle).first().waitFor()
    await picture(page, `${language}-4-channels`)
    await expectAccessible(page, 'channels')
    await page.getByRole('button', { name: words.listening['begin.finish'] }).click()
    await page.waitForURL(/\/w\/1\/listen/)
  })

  it('shows the articles with their readings, and a post of the network live, without a reload', async () => {
    const { page } = person
    await page
      .getByText(language === 'ko' ? /세제 리필/ : /refill pack leaks/)
      .first()
      .waitFor()
    const post = await network.post(network.accounts[1]!.handle, said)
    await page.getByText(said.slice(0, 18)).first().waitFor()
    await expect.poll(() => page.getByText(/[▲▼■◆]|부정|긍정|Negative|Positive/).count()).toBeGreaterThan(0)
    await picture(page, `${language}-5-stream`)
    await expectAccessible(page, 'stream')
    expect(post.uri).toContain('app.bsky.feed.post')
  })

  it('answers it through the network that it came from, and sees it marked as sent', async () => {
    const { page } = person
    const card = page
      .getByRole('article')
      .or(page.getByRole('listitem'))
      .filter({ hasText: said.slice(0, 18) })
      .first()
    await card.click()
    await card.getByRole('button', { name: words.inbox.answer }).click()
    await page.waitForURL(/\/w\/1\/inbox\//)
    const field = page.getByRole('textbox').last()
    await field.fill(answer)
    await picture(page, `${language}-6-composer`)
    await expectAccessible(page, 'conversation')
    await page.getByRole('button', { name: new RegExp(`^${words.inbox['composer.send']}`) }).click()
    await page
      .getByText(new RegExp(`^${words.inbox['delivery.sent']}`))
      .first()
      .waitFor()
    await picture(page, `${language}-7-sent`)
    const sent = (await network.posts(network.accounts[0]!.handle)).filter(one => one.text === answer)
    expect(sent).toHaveLength(1)
  })

  it('finds everything still there after the power was cut, and sends nothing twice', async () => {
    const { page } = person
    await product.cutPower()
    product = await product.start()
    await page.goto(`${product.origin}/w/1/inbox`)
    await page.getByText(said.slice(0, 18)).first().click()
    await page.getByText(answer).first().waitFor()
    await page
      .getByText(new RegExp(`^${words.inbox['delivery.sent']}`))
      .first()
      .waitFor()
    await page.goto(`${product.origin}/w/1/listen`)
    await page
      .getByText(language === 'ko' ? /세제 리필/ : /refill pack leaks/)
      .first()
      .waitFor()
    await page.waitForTimeout(5000)
    const sent = (await network.posts(network.accounts[0]!.handle)).filter(one => one.text === answer)
    expect(sent).toHaveLength(1)
    expect(person.troubles).toEqual([])
  })
})
