/** Proves how limits are read from manifests and from answers. */
import { expect, it } from 'vitest'
import { feeds } from './connectors/feeds/index.ts'
import { allowanceOf, patienceOf } from './limits.ts'
import { budgetState, priced } from './spending.ts'

const now = new Date('2026-11-21T12:00:00Z')

it('feeds of one host share a bucket, feeds of another have their own', () => {
  const keyOf = (address: string) => allowanceOf(feeds.manifest, { operation: 'poll', accountId: null, address })?.key
  expect(keyOf('https://rss.blog.naver.com/a.xml')).toBe('host:rss.blog.naver.com')
  expect(keyOf('https://rss.blog.naver.com/b.xml')).toBe('host:rss.blog.naver.com')
  expect(keyOf('https://haneul.tistory.com/rss')).toBe('host:haneul.tistory.com')
  expect(allowanceOf(feeds.manifest, { operation: 'deliver', accountId: null, address: 'x' })).toBeNull()
})

it('a limit by account counts the account, wherever it lives', () => {
  const manifest = {
    ...feeds.manifest,
    limits: [{ operation: 'deliver', per: 'account', calls: 5, seconds: 60 } as const],
  }
  const asked = { operation: 'deliver' as const, accountId: 'a1', address: 'https://pds.example' }
  expect(allowanceOf(manifest, asked)).toMatchObject({ key: 'account:a1', calls: 5, seconds: 60 })
})

it.each([
  [{ 'retry-after': '17' }, 17],
  [{ ratelimit: '"default";r=0;t=30' }, 30],
  [{ ratelimit: '"default";r=4;t=30' }, null],
  [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '12' }, 12],
  [{ 'ratelimit-remaining': '7', 'ratelimit-reset': '12' }, null],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now.getTime() / 1000 + 90) }, 90],
  [{ 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': 'soon' }, null],
  [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '1e300' }, 86_400],
  [{}, null],
])('%j asks for %s seconds', (headers, seconds) => {
  expect(patienceOf(headers as Record<string, string>, now)).toBe(seconds)
})

it('costs are what the manifest says times what was done, and nothing where it says nothing', () => {
  const costs = { poll: 0, item: 5000, deliver: 15_000, monthlyBudget: 1_000_000 }
  const done = [
    { operation: 'poll', count: 1 },
    { operation: 'item', count: 3 },
    { operation: 'deliver', count: 0 },
  ] as const
  expect(priced({ ...feeds.manifest, costs }, done).map(one => one.micros)).toEqual([0, 15_000])
  expect(priced(feeds.manifest, done)).toEqual([])
  expect([79, 80, 100, 101].map(spent => budgetState(spent, 100))).toEqual(['fine', 'near', 'spent', 'spent'])
})
