/** How many people one post may reach: from real followers and from how posts travelled on the channel lately. */

/** What was seen of a post and of its channel; all of it from stored rows. */
export interface SpreadSeen {
  /** Of the author; null where the network does not say. */
  readonly followers: number | null
  /** People who answered or quoted the post so far, the author not counted. */
  readonly carriers: number
  /** What those people's followers add up to; people whose followers are unknown count as the channel's middle. */
  readonly carriersFollowers: number
  readonly channel: ChannelTravel
}

/** How posts travel on a channel, over the last 90 days. */
export interface ChannelTravel {
  /** Posts that the shares are taken from. */
  readonly posts: number
  /** Answers and quotes by others, a post: the mean, and the number that nine of ten posts stay below. */
  readonly carriersMean: number
  readonly carriersHigh: number
  /** Followers of those who write there: the middle and the ninth tenth; null where nobody's are known. */
  readonly followersMiddle: number | null
  readonly followersHigh: number | null
}

export interface Spread {
  readonly low: number
  readonly likely: number
  readonly high: number
  /** Whether it rests on the author's own followers, or on the middle of the channel. */
  readonly isAuthorKnown: boolean
}

/** Shares of an author's followers who see one post: networks say 5 to 30 per cent, and never for one post. An assumption, and shown as such. */
export const seenShares = { low: 0.05, likely: 0.15, high: 0.3 } as const

/**
 * Low: what the author and those who already carry it reach when few look. Likely: as many carry it as is usual on the
 * channel, or already do. High: as many as carry the loudest tenth, who are as followed as the most followed tenth.
 * Null where neither the author nor the channel has a known number of followers: nothing is guessed from nothing.
 */
export const spreadOf = ({ followers, carriers, carriersFollowers, channel }: SpreadSeen): Spread | null => {
  const own = followers ?? channel.followersMiddle
  if (own === null) return null
  const middle = channel.followersMiddle ?? own
  const top = Math.max(middle, channel.followersHigh ?? middle)
  const toCome = (expected: number) => Math.max(0, expected - carriers)
  const low = (own + carriersFollowers) * seenShares.low
  const likely = (own + carriersFollowers + toCome(channel.carriersMean) * middle) * seenShares.likely
  const high = (own + carriersFollowers + toCome(Math.max(1, channel.carriersHigh)) * top) * seenShares.high
  return { low: rounded(low), likely: rounded(likely), high: rounded(high), isAuthorKnown: followers !== null }
}

/** Two digits are all that such a number can carry. */
const rounded = (people: number): number => {
  if (people < 100) return Math.round(people)
  const unit = 10 ** (Math.floor(Math.log10(people)) - 1)
  return Math.round(people / unit) * unit
}
