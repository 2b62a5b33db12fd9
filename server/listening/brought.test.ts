import { expect, test } from 'vitest'
import { readBrought } from './brought.ts'

const metrics = { likes: 12, comments: null, shares: 3, views: 1082, reach: null }

test('a sentiment and numbers of a file are told apart from what nobody said', () => {
  const raw = { file: { format: 'x' }, cells: {}, given: { sentiment: 'negative' }, metrics }
  expect(readBrought(raw)).toEqual({ sentiment: 'negative', metrics })
  expect(readBrought({ ...raw, given: { sentiment: null } })).toEqual({ sentiment: null, metrics })
})

test('a file that said nothing of them, and posts of networks, bring nothing', () => {
  const none = { likes: null, comments: null, shares: null, views: null, reach: null }
  expect(readBrought({ given: { sentiment: null }, metrics: none })).toBeNull()
  for (const raw of [null, 'x', {}, { given: {}, metrics: {} }, { given: { sentiment: 'angry' }, metrics }])
    expect(readBrought(raw)).toBeNull()
})
