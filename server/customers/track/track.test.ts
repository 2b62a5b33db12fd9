import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIdentity, servedScript } from '../../channels/index.ts'
import { eventInstant, readBatch } from './batch.ts'
import { deviceOf, isProgram, isTooFast } from './bots.ts'
import { foldVisits, type Visit, type VisitEvent, visitText } from './visits.ts'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 3, minute))

describe('the script', () => {
  it('is at most 4 kB when it is sent, and is sent without its comments', () => {
    const served = servedScript(readFileSync(`${import.meta.dirname}/maeari.js`, 'utf8'))
    expect(gzipSync(served).length).toBeLessThanOrEqual(4096)
    expect(served).not.toMatch(/^\s*\/\//m)
    expect(() => new Function(served)).not.toThrow()
  })
})

describe('a batch', () => {
  const page = { i: id(1), k: 'page', t: 1, v: id(9), u: 'https://shop.example/cancel', n: '해지 안내' }

  it('is read event by event: a bad one spoils none beside it', () => {
    const read = readBatch(bytes({ s: '1-k', z: 2, e: [page, { ...page, i: 'x' }, { k: 'shout' }] }))
    expect(read?.events.map(one => one.i)).toEqual([id(1)])
    expect(read?.refused).toBe(2)
  })

  it('that is none is refused whole', () => {
    for (const wrong of [{}, { s: 'k', z: 1, e: [] }, { s: 'k', z: 1, e: Array(101).fill(page) }, 'x'])
      expect(readBatch(bytes(wrong))).toBeNull()
    expect(readBatch(new Uint8Array([0xff, 0xfe, 0x00]))).toBeNull()
  })

  it('keeps no name and password of an address, no script, and no endless text', () => {
    const of = (u: string) =>
      readBatch(bytes({ s: 'k', z: 1, e: [{ ...page, u, n: 'a\u0000b'.repeat(500) }] }))?.events[0]
    expect(of('https://me:secret@shop.example/x')?.u).toBe('https://shop.example/x')
    expect(of('javascript:alert(1)')?.u).toBeNull()
    expect(of('https://shop.example/x')?.n).toHaveLength(200)
  })

  it('tells when things happened by differences of the page’s clock, never by the clock itself', () => {
    const received = at(30)
    expect(eventInstant({ t: 5_000 }, 65_000, received)).toEqual(at(29))
    expect(eventInstant({ t: 99_000 }, 65_000, received)).toEqual(received)
    expect(eventInstant({ t: 0 }, 1e15, received).getTime()).toBe(received.getTime() - 7 * 24 * 3600_000)
  })
})

describe('identity tokens', () => {
  const secret = 'whsec_of-the-site'
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const make = (claims: object, key = secret, alg = 'HS256') => {
    const text = `${part({ alg, typ: 'JWT' })}.${part(claims)}`
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  }
  const now = at(0)
  const exp = now.getTime() / 1000 + 600

  it('signed by the site say who is signed in', () => {
    const read = readIdentity(make({ sub: 42, exp, email: 'minji@example.com', email_verified: true }), secret, now)
    expect(read).toEqual({
      ok: true,
      claims: { sub: '42', exp, email: 'minji@example.com', email_verified: true },
    })
  })

  it('of another secret, another algorithm, without an end, or late are refused', () => {
    const why = (token: string) => {
      const read = readIdentity(token, secret, now)
      return read.ok ? 'taken' : read.why
    }
    expect(why(make({ sub: 'a', exp }, 'another'))).toBe('forged')
    expect(why(make({ sub: 'a', exp }, secret, 'none'))).toBe('malformed')
    expect(why(`${part({ alg: 'none' })}.${part({ sub: 'a', exp })}.`)).toBe('malformed')
    expect(why(make({ sub: 'a' }))).toBe('malformed')
    expect(why(make({ sub: 'a', exp: exp - 3600 }))).toBe('expired')
    expect(why(make({ sub: 'a', exp: exp + 30 * 86_400 }))).toBe('too_long')
    const [head, , signature] = make({ sub: 'a', exp }).split('.')
    expect(why(`${head}.${part({ sub: 'b', exp })}.${signature}`)).toBe('forged')
  })
})

describe('who is no visitor', () => {
  const agent = (name: string, more: Record<string, string> = {}) => new Headers({ 'user-agent': name, ...more })
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36'
  const phone =
    'Mozilla/5.0 (Linux; Android 15; SM-S938N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36'

  it('programs that say so, browsers without a screen, and pages opened ahead are none', () => {
    expect(isProgram(agent(chrome))).toBe(false)
    expect(isProgram(agent(`${phone} KAKAOTALK 25.1.0`))).toBe(false)
    expect(isProgram(agent(`${phone} NAVER(inapp; search; 2000; 12.1)`))).toBe(false)
    for (const name of [
      '',
      'curl/8.5.0',
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      'Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)',
      'Mozilla/5.0 (compatible; Daum/4.1; +http://cs.daum.net/faq/15/4118.html)',
      'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/',
      chrome.replace('Chrome', 'HeadlessChrome'),
      'python-requests/2.32.0 something long',
    ])
      expect(isProgram(agent(name)), name).toBe(true)
    expect(isProgram(agent(chrome, { 'sec-purpose': 'prefetch;prerender' }))).toBe(true)
  })

  it('thirty pages in ten seconds are no person’s', () => {
    const fast = Array.from({ length: 30 }, (_, n) => new Date(n * 300))
    expect(isTooFast(fast)).toBe(true)
    expect(isTooFast(fast.map((_, n) => new Date(n * 400)))).toBe(false)
    expect(isTooFast(fast.slice(1))).toBe(false)
  })

  it('devices are told apart', () => {
    expect(deviceOf(agent(chrome))).toBe('pc')
    expect(deviceOf(agent(phone))).toBe('phone')
    expect(deviceOf(agent(phone.replace('Mobile ', '')))).toBe('tablet')
  })
})

describe('visits', () => {
  const event = (n: number, minute: number, more: Partial<VisitEvent> = {}): VisitEvent => ({
    id: id(n),
    siteId: id(900),
    visitorId: id(901),
    kind: 'page',
    at: at(minute),
    url: `https://shop.example/${n}`,
    title: `쪽 ${n}`,
    referrer: null,
    name: '',
    ...more,
  })
  const fold = (known: Visit[], events: VisitEvent[]) => {
    let n = known.length
    return foldVisits(known, events, () => id(1000 + n++))
  }

  it('a pause of half an hour parts two visits', () => {
    const { visits } = fold([], [event(1, 0), event(2, 29), event(3, 59)])
    expect(visits.map(visit => visit.pages)).toEqual([2, 1])
  })

  it('two devices, and two sites, are two visits', () => {
    expect(
      fold([], [event(1, 0), event(2, 0, { visitorId: id(7) }), event(3, 0, { siteId: id(8) })]).visits,
    ).toHaveLength(3)
  })

  it('what comes late joins the visit that it belongs to, in its place', () => {
    const first = fold([], [event(1, 0), event(3, 20)]).visits
    const { visits } = fold(first, [event(2, 10), event(4, 21, { kind: 'click', name: '해지하기' })])
    expect(visits).toHaveLength(1)
    expect(visits[0]?.seen.map(page => page.title)).toEqual(['쪽 1', '쪽 2', '쪽 3'])
    expect(visits[0]?.did).toEqual({ 해지하기: 1 })
    expect(visitText(visits[0]!)).toBe('쪽 1 → 쪽 2 → 쪽 3')
  })

  it('a long visit is one row: pages beyond fifty are counted', () => {
    const { visits } = fold(
      [],
      Array.from({ length: 500 }, (_, n) => event(n, 0, { at: new Date(at(0).getTime() + n * 1000) })),
    )
    expect(visits).toHaveLength(1)
    expect(visits[0]?.pages).toBe(500)
    expect(visits[0]?.seen).toHaveLength(50)
  })

  it('cut into any batches, visits hold every event once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 30 }),
        fc.nat(30),
        (minutes, cut) => {
          const events = minutes.map((minute, n) => event(n, minute))
          const first = fold([], events.slice(0, cut))
          const second = fold(first.visits, events.slice(cut))
          const all = new Map([...first.visits, ...second.visits].map(visit => [visit.id, visit]))
          const pages = [...all.values()].reduce((sum, visit) => sum + visit.pages, 0)
          expect(pages).toBe(events.length)
          for (const one of events) {
            const visit = all.get((second.visitOf.get(one.id) ?? first.visitOf.get(one.id))!)!
            expect(visit.startedAt <= one.at && one.at <= visit.endedAt).toBe(true)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
