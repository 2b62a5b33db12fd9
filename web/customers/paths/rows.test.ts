import { expect, it } from 'vitest'
import { readPathRows } from './rows.ts'

it('an address names the rows behind a number; what it cannot mean is left out', () => {
  const from = '2026-11-01T00:00:00.000Z'
  expect(readPathRows({ from, to: from, part: 'whole' })).toMatchObject({
    tab: 'orders',
    from,
    to: from,
    part: 'whole',
  })
  expect(readPathRows({ tab: 'visits', place: 'blog.naver.com', seenBy: 'link' })).toMatchObject({
    ...{ tab: 'visits', place: 'blog.naver.com', seenBy: 'link' },
  })
  const all = { tab: 'orders', from: undefined, to: undefined, part: undefined, place: undefined, seenBy: undefined }
  expect(readPathRows({ from: 'yesterday', to: '', part: 'half', place: 'blog.naver.com', seenBy: 'rumour' })).toEqual(
    all,
  )
  expect(readPathRows({ tab: 'visits', place: 'bluesky', seenBy: 'talk' })).toMatchObject({
    tab: 'orders',
    place: 'bluesky',
  })
  expect(readPathRows({ tab: 'visits' })).toEqual(all)
})
