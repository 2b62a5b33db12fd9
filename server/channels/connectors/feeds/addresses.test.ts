/** Proves that the ways to one article have one identity, and that two articles never do. */
import { expect, it } from 'vitest'
import { canonicalAddress, withoutTracking } from './addresses.ts'

const one = (addresses: string[]) => [...new Set(addresses.map(canonicalAddress))]

it('a link loses what says which way a reader came, and nothing else', () => {
  expect(withoutTracking('http://m.news.example/1/?b=2&utm_source=rss&a=1&fbclid=x#c')).toBe(
    'http://m.news.example/1/?b=2&a=1#c',
  )
  for (const same of ['https://news.example/?q=a+b', 'no address', '']) expect(withoutTracking(same)).toBe(same)
})

it.each([
  [
    'tracking, scheme, slash and order of parameters',
    [
      'https://shop.example/view?id=3&p=1',
      'http://shop.example/view/?p=1&id=3&utm_source=rss&fbclid=x#top',
      'https://shop.example:443/view?id=3&p=1&ref_src=twsrc',
    ],
  ],
  [
    'a Naver blog on a phone, in its reader and in its frame',
    [
      'https://blog.naver.com/haneul/223',
      'https://blog.naver.com/haneul/223?fromRss=true&trackingCode=rss',
      'http://m.blog.naver.com/haneul/223',
      'https://blog.naver.com/PostView.naver?blogId=haneul&logNo=223&redirect=Dlog',
    ],
  ],
  ['Tistory on a phone', ['https://haneul.tistory.com/12', 'https://haneul.tistory.com/m/12']],
  [
    'one video',
    ['https://www.youtube.com/watch?v=abc', 'https://youtu.be/abc?utm_source=x', 'https://m.youtube.com/watch?v=abc'],
  ],
  [
    'a news article with its AMP page',
    [
      'https://news.example/a/1',
      'https://amp.news.example/a/1',
      'https://news.example/a/1/amp',
      'https://news.example/amp/a/1',
    ],
  ],
  ['AMP in the name of the file', ['https://news.example/a.html', 'https://news.example/a.amp.html']],
])('%s: one article', (_what, addresses) => expect(one(addresses)).toHaveLength(1))

it('what names the article stays', () => {
  const apart = [
    'https://shop.example/view?id=3',
    'https://shop.example/view?id=4',
    'https://shop.example/',
    'https://shop.example/amp',
    'https://shop.example/ampere/amp-fever',
    'https://shop.example/#!/post/1',
    'https://shop.example/#!/post/2',
    'http://shop.example:8080/view?id=3',
    'https://blog.naver.com/haneul/223',
    'https://blog.naver.com/haneul/224',
    'urn:uuid:1',
    'not an address',
  ]
  // A site's own AMP front page is its front page.
  expect(one(apart)).toHaveLength(apart.length - 1)
  expect(canonicalAddress('https://shop.example/view?id=3&utm_medium=x#top')).toBe('https://shop.example/view?id=3')
})
