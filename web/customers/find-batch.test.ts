import { expect, it } from 'vitest'
import { type FoundCustomer, gather } from './find-batch.ts'

const found = (authorId: string): FoundCustomer => ({
  authorId,
  customerId: `customer of ${authorId}`,
  name: authorId,
  said: 1,
  answered: 0,
  isBuyer: false,
})

it('asks once for all authors of a screen, each once, and gives each chip its own', async () => {
  const asked: string[][] = []
  const ask = gather(async ids => {
    asked.push(ids)
    return ids.filter(id => id !== 'stranger').map(found)
  })
  const [a, again, b, nobody] = await Promise.all([ask('a'), ask('a'), ask('b'), ask('stranger')])
  expect(asked).toEqual([['a', 'b', 'stranger']])
  expect(a?.customerId).toBe('customer of a')
  expect(again).toEqual(a)
  expect(b?.name).toBe('b')
  expect(nobody).toBeNull()
})

it('never asks for more at once than the server takes', async () => {
  const asked: number[] = []
  const ask = gather(
    async ids => {
      asked.push(ids.length)
      return ids.map(found)
    },
    { most: 2 },
  )
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(ask))
  expect(asked.sort()).toEqual([1, 2, 2])
})

it('tells every chip of a refused batch, and asks afresh afterwards', async () => {
  let isDown = true
  const ask = gather(async ids => {
    if (isDown) throw new Error('down')
    return ids.map(found)
  })
  const first = await Promise.allSettled([ask('a'), ask('b')])
  expect(first.map(one => one.status)).toEqual(['rejected', 'rejected'])
  isDown = false
  await expect(ask('a')).resolves.toMatchObject({ authorId: 'a' })
})
