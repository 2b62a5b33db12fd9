/** A shop of another origin with our tracker on its pages, the devices that visit it, and a telephone exchange that tells its calls. */
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { addSite, listSiteEvents } from '../contract/customers/sites.ts'
import type { Output } from '../contract/endpoint.ts'
import type { Caller } from './caller.ts'
import type { Product } from './product.ts'

/** As people's browsers say who they are: the tracker leaves out those that say to be driven. */
const agents = {
  pc: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  phone:
    'Mozilla/5.0 (Linux; Android 15; SM-S938N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
}

/** A browser that says nothing of being driven. */
export const openUndriven = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--disable-gpu', '--no-first-run', '--disable-blink-features=AutomationControlled'],
  })

export const openDevice = (browser: Browser, kind: keyof typeof agents): Promise<BrowserContext> =>
  browser.newContext({ userAgent: agents[kind], locale: 'ko-KR' })

export interface Shop {
  readonly origin: string
  /** What its server signs of somebody who signed in there: a token for `identify`. */
  sign(claims: object): string
  /** What the tracker has told, the newest first. */
  events(): Promise<Output<typeof listSiteEvents>['items']>
  stop(): void
}

/**
 * Opens the shop and adds its site to the workspace.
 * @param signedIn the claims of whoever presses its button of signing in.
 */
export const openShop = async (
  product: Product,
  owner: Caller,
  workspaceId: number,
  signedIn: object,
): Promise<Shop> => {
  let html = ''
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(html)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const site = await owner.ask(addSite, { name: '하늘상점', origins: [origin] }, workspaceId)
  const sign = (claims: object) => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = `${part({ alg: 'HS256' })}.${part({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`
    return `${text}.${createHmac('sha256', site.secret).update(text).digest('base64url')}`
  }
  html = pageOf(product, site.key, sign(signedIn))
  return {
    origin,
    sign,
    events: async () => (await owner.ask(listSiteEvents, { siteId: site.id }, workspaceId)).items,
    stop: () => void server.close(),
  }
}

/** Pages that change without loading, a form, a sign-in that its server signs. */
const pageOf = (product: Product, key: string, token: string) => `<!doctype html>
<html lang="ko"><meta charset="utf-8"><title>하늘상점</title>
<script>window.maeari=window.maeari||function(){(maeari.q=maeari.q||[]).push(arguments)}</script>
<script async src="${product.origin}/api/hooks/track/maeari.js" data-site="${key}"></script>
<button id="yes" data-maeari-consent="yes" data-maeari-words="방문 기록 수집에 동의합니다.">동의</button>
<button id="cancel" data-maeari="해지하기" onclick="document.title='해지 안내';history.pushState({},'','/cancel?token=secret&utm_source=mail')">해지</button>
<form id="ask" onsubmit="return false"><input name="topic" value="환불" data-maeari-keep>
<input name="memo" value="적지 마세요"><input type="password" name="pw" value="hunter2" data-maeari-keep><button id="send">보내기</button></form>
<button id="in" onclick="maeari('identify','${token}')">로그인</button></html>`

/** Somebody opens the shop there and agrees to being seen. */
export const visit = async (device: BrowserContext, shop: Shop): Promise<Page> => {
  const page = await device.newPage()
  await page.goto(shop.origin)
  await page.click('#yes')
  return page
}

/** A call that reached nobody, as the exchange's signed webhook tells it. */
export const tellMissedCall = async (
  product: Product,
  line: { path: string; secret: string },
  from: string,
): Promise<void> => {
  const id = randomUUID()
  const body = JSON.stringify({
    id,
    from,
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
