// The nouns of a feed that has been read.

export type Enclosure = { readonly url: string; readonly type: string | null; readonly bytes: number | null }

export type Entry = {
  /** The feed's own id, or one made from what does not change (`hash:…`). */
  readonly remoteId: string
  readonly url: string | null
  /** One line of plain text. */
  readonly title: string
  /** Sanitized. */
  readonly html: string
  /** What a reader would see of `html`. */
  readonly text: string
  readonly authorName: string | null
  /** As claimed, however unlikely; a feed that only says when it was changed claims that. */
  readonly publishedAt: Date | null
  readonly updatedAt: Date | null
  /** BCP 47, as the feed says. */
  readonly lang: string | null
  readonly enclosures: readonly Enclosure[]
  /** The feed gives a beginning only; the rest stands behind `url`. */
  readonly isTeaser: boolean
}

/** An entry without its final id; `remoteId` is what the feed says or null. */
export type Draft = Omit<Entry, 'remoteId'> & { readonly remoteId: string | null }

export type FeedKind = 'rss' | 'atom' | 'rdf' | 'cdf' | 'json' | 'none'

export type Feed = {
  readonly title: string
  /** The page that the feed belongs to. */
  readonly link: string | null
  readonly language: string | null
  /** `none` for what is no feed at all. */
  readonly kind: FeedKind
  /** WebSub hub that the feed names. */
  readonly hub: string | null
  /** The address that the feed gives as its own: what a hub knows it by. */
  readonly self: string | null
  /** Older entries (RFC 5005: `next` of a paged, `prev-archive` of an archived feed; JSON Feed's `next_url`). */
  readonly next: string | null
  /** How long the feed asks to be left alone; null where it says nothing. */
  readonly askedSeconds: number | null
}

export type ParsedFeed = {
  readonly feed: Feed
  readonly entries: readonly Entry[]
  /** What was mended or missing, in English, for the operator. */
  readonly problems: readonly string[]
}
