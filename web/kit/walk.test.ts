import { expect, test } from 'vitest'
import { drawn, standAt, step } from './walk.ts'

test('keys that come faster than the page count from where the hand stands', () => {
  let walk = standAt(null)
  for (const id of ['a', 'b', 'c']) walk = step(walk, id)
  expect(walk.at).toBe('c')
  walk = drawn(walk, 'a')
  expect(walk.at).toBe('c')
  walk = drawn(walk, 'c')
  expect(walk).toEqual(standAt('c'))
})

test('a row that was opened otherwise is where the hand stands', () => {
  expect(drawn(step(standAt('a'), 'b'), 'z')).toEqual(standAt('z'))
  expect(drawn(standAt('a'), null)).toEqual(standAt(null))
  // Once it was reached, the row on the way is one like any other.
  expect(drawn(drawn(step(step(standAt('a'), 'b'), 'c'), 'c'), 'b').at).toBe('b')
})
