import { expect, it } from 'vitest'
import { blindSpots } from './blind-spots.ts'

const cell = (topicId: string, channel: string, total: number) => ({ topicId, channel, total })

it('finds the loud cells of channels where we have no account, the loudest first', () => {
  const cells = [
    cell('배송', 'cafe', 31),
    cell('배송', 'bluesky', 40),
    cell('품질', 'blog', 14),
    cell('품질', 'cafe', 60),
  ]
  expect(blindSpots(cells, new Set(['bluesky']))).toEqual([cell('품질', 'cafe', 60), cell('배송', 'cafe', 31)])
})

it('takes a handful of posts, or a small part of a topic, for no blind spot', () => {
  expect(blindSpots([cell('배송', 'cafe', 9)], new Set())).toEqual([])
  expect(blindSpots([cell('배송', 'cafe', 12), cell('배송', 'bluesky', 90)], new Set(['bluesky']))).toEqual([])
})
