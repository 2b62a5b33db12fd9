import { expect, it } from 'vitest'
import { accountText, signedAccounts } from './signatures.ts'

const read = (text: string) => signedAccounts(text).map(accountText)

it('reads accounts by their address and by the word before them, in Korean and English', () => {
  expect(read('김민지 드림\n010-1234-5678\n블루스카이 @minji.bsky.social')).toEqual(['bluesky:minji.bsky.social'])
  expect(read('Minji Kim\nhttps://bsky.app/profile/Minji.test | IG: minji.k')).toEqual([
    'bluesky:minji.test',
    'instagram:minji.k',
  ])
  expect(read('x.com/minji_k · 인스타그램: @minji.k · https://blog.naver.com/minji')).toEqual([
    'x:minji_k',
    'naver_blog:minji',
    'instagram:minji.k',
  ])
})

it('takes no address of mail, no page of a network and no sentence for an account', () => {
  expect(read('minji@example.com\nhttps://x.com/haneul/status/123\nhttps://facebook.com/sharer')).toEqual([])
  expect(read('인스타그램 이벤트에 참여하세요. Follow us on X for news.')).toEqual([])
  expect(read('https://notx.com/minji https://example.com/instagram.com')).toEqual([])
})

it('takes none of a list that is too long to be one person’s', () => {
  expect(read(Array.from({ length: 6 }, (_, n) => `https://x.com/member${n}`).join('\n'))).toEqual([])
})

it('reads hostile signatures in no time', () => {
  const began = performance.now()
  for (const text of [
    'x'.repeat(100_000),
    'instagram: '.repeat(20_000),
    `${'a.'.repeat(50_000)}@`,
    '블루스카이 @'.repeat(9000),
  ])
    signedAccounts(text)
  expect(performance.now() - began).toBeLessThan(1000)
})
