import { expect, it } from 'vitest'
import { shownHandle } from './handle.ts'

it('puts an @ before names, and leaves mail addresses, web addresses and written handles alone', () => {
  expect(shownHandle('seojun.bsky.social')).toBe('@seojun.bsky.social')
  expect(shownHandle('@haneul_care')).toBe('@haneul_care')
  expect(shownHandle('seojun@example.com')).toBe('seojun@example.com')
  expect(shownHandle('https://blog.example/rss')).toBe('https://blog.example/rss')
  expect(shownHandle('초록살림')).toBe('초록살림')
})
