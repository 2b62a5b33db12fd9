import { expect, it } from 'vitest'
import { placeOf, placesIn } from './places.ts'

it.each([
  ['https://www.hankyung.com/article/2026112101', 'hankyung.com'],
  ['https://m.blog.naver.com/haneul_shop/223', 'blog.naver.com/haneul_shop'],
  ['https://cafe.naver.com/imsanbu/99', 'cafe.naver.com/imsanbu'],
  ['https://www.reddit.com/r/korea/comments/1/', 'reddit.com/r/korea'],
  ['https://www.reddit.com/user/somebody', 'reddit.com'],
  ['https://brunch.co.kr/@%ED%95%98%EB%8A%98/3', 'brunch.co.kr/@하늘'],
  ['http://Some.Tistory.com./12', 'some.tistory.com'],
  ['https://medium.com/%E0%A4%A', 'medium.com/%E0%A4%A'],
])('%s is a page of %s', (address, place) => {
  expect(placeOf(address)).toBe(place)
})

it.each([
  null,
  '',
  'at://did:plc:abc/app.bsky.feed.post/1',
  'mailto:a@b.kr',
  'https://localhost/x',
  'https://t.co/abc',
  'http://127.0.0.1/x',
  'https://',
])('%s is no place', address => {
  expect(placeOf(address)).toBeNull()
})

it('finds the places that a text points to, each once', () => {
  const text =
    '자세한 후기는 여기(https://blog.naver.com/minjun/1)에 썼어요. 기사는 https://www.hani.co.kr/a/1, 그리고 https://hani.co.kr/b. https://t.co/zz'
  expect(placesIn(text)).toEqual(['blog.naver.com/minjun', 'hani.co.kr'])
})

it('takes no Korean particle for a part of an address’s end', () => {
  expect(placesIn('https://tistory.com/!!! 그리고 https://velog.io/@jiwoo/post.')).toEqual([
    'tistory.com',
    'velog.io/@jiwoo',
  ])
})
