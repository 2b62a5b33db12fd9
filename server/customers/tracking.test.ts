import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listSiteEvents, listSites } from '../../contract/customers/sites.ts'
import { origin, page, phoneAgent, placeOf, tokenOf } from '../../tools/testing/pages.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { foldWaiting } from './actions/web-folding.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program?.stop())

describe('the tracker’s door', () => {
  it('shows the script to pages of any origin, without opening a transaction', async () => {
    const shown = await fetch(`${program.url}/api/hooks/track/maeari.js`)
    expect(shown.headers.get('content-type')).toContain('text/javascript')
    expect(shown.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(await shown.text()).toContain('sendBeacon')
  })

  it('keeps each event once, however often its page sends it', async () => {
    const { send, settle, stored } = await placeOf(program, foldWaiting)
    const v = randomUUID()
    const events = [page(v, '/', '홈', 60), page(v, '/cancel?token=x', '해지 안내', 30)]
    for (let n = 0; n < 3; n += 1) expect((await send(events)).status).toBe(204)
    await settle()
    expect((await send([...events, page(v, '/bye', '안녕히')])).status).toBe(204)
    await settle()
    const rows = await stored('select title from customers.web_events where workspace_id = $1 order by at')
    expect(rows.map(row => row.title)).toEqual(['홈', '해지 안내', '안녕히'])
    expect(await stored('select pages from customers.visits where workspace_id = $1')).toEqual([{ pages: 3 }])
  })

  it('refuses pages of other origins, and the settings say which knocked', async () => {
    const { workspace, owner, send } = await placeOf(program, foldWaiting)
    const refused = await send([page(randomUUID(), '/', '')], { origin: 'https://evil.example' })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    const [shown] = (await owner.call(listSites, { workspaceId: workspace.id })).items
    expect(shown?.refused?.origin).toBe('https://evil.example')
    expect((await send([page(randomUUID(), '/', '')], {}, `${workspace.id}-AAAAAAAAAAAAAAAAAAAA`)).status).toBe(404)
    expect((await send([page(randomUUID(), '/', '')], {}, 'nonsense')).status).toBe(404)
  })

  it('takes no bodies beyond a beacon’s, and no nonsense', async () => {
    const { send } = await placeOf(program, foldWaiting)
    expect((await send([page(randomUUID(), '/', 'x'.repeat(70_000))])).status).toBe(413)
    expect((await send([{ k: 'shout' }])).status).toBe(422)
    expect((await send([])).status).toBe(400)
  })

  it('forgets programs, and people who ask not to be followed', async () => {
    const { send, settle, stored } = await placeOf(program, foldWaiting)
    const quiet: Record<string, string>[] = [
      { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
      { dnt: '1' },
      { 'sec-gpc': '1' },
    ]
    for (const headers of quiet) expect((await send([page(randomUUID(), '/', '')], headers)).status).toBe(204)
    await settle()
    expect(await stored('select id from customers.web_events where workspace_id = $1')).toEqual([])
  })
})

describe('who is behind a browser', () => {
  it('visitors are nobody until they sign in; then phone and PC are one person, with what they did before', async () => {
    const { workspace, owner, site, send, identify, settle, people, stored } = await placeOf(program, foldWaiting)
    const [pc, mobile] = [randomUUID(), randomUUID()]
    await send([
      page(pc, '/cancel', '해지 안내', 600),
      { i: randomUUID(), k: 'click', t: 1_000_000, v: pc, d: { name: '해지하기' } },
    ])
    await send([page(mobile, '/plans', '요금제', 60)], { 'user-agent': phoneAgent })
    await settle()
    expect(await people()).toEqual([])
    await send([identify(pc, { sub: 'm-1', name: '김민지', email: 'minji@example.com', email_verified: true })])
    await send([identify(mobile, { sub: 'm-1' })], { 'user-agent': phoneAgent })
    await settle()
    const [minji, ...others] = await people()
    expect(others).toEqual([])
    expect(minji?.name).toBe('김민지')
    const rows = await stored(
      `select kind, text, detail->>'device' as device from customers.activities where workspace_id = $1 order by at, kind`,
    )
    expect(rows).toEqual([
      { kind: 'visited', text: '해지 안내', device: 'pc' },
      { kind: 'visited', text: '요금제', device: 'phone' },
      { kind: 'clicked', text: '해지하기', device: null },
    ])
    const events = await owner.call(listSiteEvents, { workspaceId: workspace.id, siteId: site.id })
    expect(events.items).toHaveLength(5)
    expect(events.items.every(event => event.customerId === minji?.id)).toBe(true)
  })

  it('a visit that goes on is still one line, told anew', async () => {
    const { send, identify, settle, stored } = await placeOf(program, foldWaiting)
    const v = randomUUID()
    await send([page(v, '/', '홈', 60), identify(v, { sub: 'm-2' })])
    await settle()
    await send([page(v, '/cancel', '해지 안내')])
    await settle()
    expect(
      await stored(`select text, url, detail->'pages' as pages from customers.activities where workspace_id = $1`),
    ).toEqual([{ text: '홈 → 해지 안내', url: `${origin}/cancel`, pages: 2 }])
  })

  it('a token that is forged, or of another site, makes nobody anybody', async () => {
    const { send, settle, people } = await placeOf(program, foldWaiting)
    const other = await placeOf(program, foldWaiting)
    const v = randomUUID()
    const forged = { i: randomUUID(), k: 'identify', t: 1_000_000, v, d: { token: tokenOf('guess', { sub: 'm-3' }) } }
    await send([page(v, '/', '홈'), forged, other.identify(v, { sub: 'm-3' })])
    await settle()
    expect(await people()).toEqual([])
  })

  it('two people at one browser stay two', async () => {
    const { send, identify, settle, people } = await placeOf(program, foldWaiting)
    const v = randomUUID()
    await send([page(v, '/', '홈'), identify(v, { sub: 'mother' })])
    await settle()
    await send([identify(v, { sub: 'daughter' })])
    await settle()
    expect(await people()).toHaveLength(2)
  })

  it('an order that is told twice is one purchase', async () => {
    const { send, identify, settle, stored } = await placeOf(program, foldWaiting)
    const v = randomUUID()
    const bought = () => ({
      i: randomUUID(),
      k: 'purchase',
      t: 1_000_000,
      v,
      d: { order: 'A-1', amount: 39_000, currency: 'krw', items: [{ name: '여름 이불' }] },
    })
    await send([page(v, '/thanks', '고맙습니다'), bought(), bought(), identify(v, { sub: 'm-4' })])
    await settle()
    await send([bought()])
    await settle()
    const rows = await stored(
      `select text, detail from customers.activities where workspace_id = $1 and kind = 'purchased'`,
    )
    expect(rows).toEqual([
      { text: '여름 이불', detail: { orderNumber: 'A-1', amount: 39_000, currency: 'KRW', items: 1 } },
    ])
  })
})
