import { describe, expect, it } from 'vitest'
import { sleep } from './clock.ts'
import { gather } from './gathering.ts'

describe('gathered writes', () => {
  it('what comes during a write shares the next, and each gets its own answer', async () => {
    const sizes: number[] = []
    const double = gather(async (given: readonly number[]) => {
      sizes.push(given.length)
      await sleep(5)
      return given.map(one => one * 2)
    })
    const first = [1, 2, 3].map(double)
    await sleep(2)
    const second = [4, 5].map(double)
    expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10])
    expect(sizes).toEqual([3, 2])
    expect(await double(6)).toBe(12)
  })

  it('a bad one is refused alone', async () => {
    const write = gather(async (given: readonly string[]) => {
      if (given.includes('bad')) throw new Error('refused')
      return given
    })
    const answers = await Promise.allSettled(['a', 'bad', 'b'].map(write))
    expect(answers.map(one => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})
