import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ChannelTravel, spreadOf } from './spread.ts'

const channel: ChannelTravel = {
  posts: 400,
  carriersMean: 0.5,
  carriersHigh: 4,
  followersMiddle: 200,
  followersHigh: 3_000,
}

it('reaches from few who look to a post that the channel carries on', () => {
  expect(spreadOf({ followers: 2_000, carriers: 0, carriersFollowers: 0, channel })).toEqual({
    low: 100,
    likely: 320,
    high: 4_200,
    isAuthorKnown: true,
  })
})

it('grows with those who already carry it', () => {
  const quiet = spreadOf({ followers: 2_000, carriers: 0, carriersFollowers: 0, channel })
  const carried = spreadOf({ followers: 2_000, carriers: 3, carriersFollowers: 90_000, channel })
  expect(carried?.likely).toBeGreaterThan(quiet?.likely ?? 0)
})

it('takes the middle of the channel for an author whose followers are unknown, and says so', () => {
  const spread = spreadOf({ followers: null, carriers: 0, carriersFollowers: 0, channel })
  expect(spread).toMatchObject({ likely: 45, isAuthorKnown: false })
})

it('says nothing where no number of followers is known', () => {
  const unknown = { ...channel, followersMiddle: null, followersHigh: null }
  expect(spreadOf({ followers: null, carriers: 5, carriersFollowers: 0, channel: unknown })).toBeNull()
})

it('keeps low ≤ likely ≤ high', () => {
  const count = fc.nat(1_000_000)
  const seen = fc.record({
    followers: fc.option(count),
    carriers: fc.nat(1_000),
    carriersFollowers: count,
    channel: fc.record({
      posts: count,
      carriersMean: fc.double({ min: 0, max: 50, noNaN: true }),
      carriersHigh: fc.double({ min: 50, max: 500, noNaN: true }),
      followersMiddle: fc.option(count),
      followersHigh: fc.option(count),
    }),
  })
  fc.assert(
    fc.property(seen, one => {
      const spread = spreadOf(one)
      if (spread === null) return
      expect(spread.low).toBeLessThanOrEqual(spread.likely)
      expect(spread.likely).toBeLessThanOrEqual(spread.high)
    }),
  )
})
