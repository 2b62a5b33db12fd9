import { expect, test } from 'vitest'
import { cardOf } from './cards.ts'

const uri = 'https://shop.example/1'

test('a page tells its title and description; the words for sharing come before its own', () => {
  const page = `<!doctype html><html><head><title>하늘상점 &amp; 친구들</title>
    <meta name="description" content="느린 배송은 이제 그만"></head><body><h1>본문</h1></body></html>`
  expect(cardOf(uri, page)).toEqual({ uri, title: '하늘상점 & 친구들', description: '느린 배송은 이제 그만' })
  const shared = page.replace('</head>', '<meta property="og:title" content="가을 &quot;할인&quot;"></head>')
  expect(cardOf(uri, shared)).toMatchObject({ title: '가을 "할인"' })
})

test('a page without a title has no card, and a hostile one only plain words', () => {
  expect(cardOf(uri, '')).toBeNull()
  expect(cardOf(uri, '<svg><title></title></svg>없음')).toBeNull()
  const hostile = `<title><script>alert(1)</script></title><meta property="og:title" content="<b>굵게</b>">`
  expect(cardOf(uri, hostile)?.title).toBe('<b>굵게</b>')
  expect([...(cardOf(uri, `<title>${'가'.repeat(9000)}</title>`)?.title ?? '')]).toHaveLength(300)
})
