import { expect, it } from 'vitest'
import { addressOf } from './address.ts'

it('an address needs no https:// to be one', () => {
  expect(addressOf(' blog.naver.com/haneul_shop ')).toBe('https://blog.naver.com/haneul_shop')
  expect(addressOf('http://127.0.0.1:8123/feed.xml')).toBe('http://127.0.0.1:8123/feed.xml')
  expect(addressOf('localhost:8123/feed.xml')).toBe('https://localhost:8123/feed.xml')
})

it.each(['', '   ', '하늘상점', 'javascript:alert(1)', 'ftp://x.y/z', 'https://'])('%j is none', typed => {
  expect(addressOf(typed)).toBeNull()
})
