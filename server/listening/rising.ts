/**
 * Which words rose against their own past, and which of them are one theme. Pure.
 *
 * Rising is the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn, "Fightin' Words"
 * (Political Analysis 16, 2008): the window is compared with the past, both smoothed by what the word is worth in all of
 * it, and the difference is divided by its standard deviation. A word's odds are those of a post to hold it.
 */

/** How often a word was said in the window and in the past before it, in posts. */
export interface WordCount {
  readonly word: string
  readonly now: number
  readonly past: number
}

/** A word that rose. `score` is in standard deviations, `expected` in posts: what its past foretold for the window. */
export interface Rising extends WordCount {
  readonly score: number
  readonly expected: number
}

export interface Totals {
  /** Posts in the window and in the past. */
  readonly now: number
  readonly past: number
}

/** How many posts the prior weighs: heavy enough that a word never heard before must be said several times. */
const priorPosts = 500
/** A word has risen at so many standard deviations, at twice its share, and in so many posts. */
const leastScore = 4
const leastTimes = 2
export const leastPosts = 5

/** The score of one word: above 0 where it is said more often than before. */
const scoreOf = ({ now, past }: Omit<WordCount, 'word'>, totals: Totals): number => {
  // The half post keeps a word that was never heard from having no prior at all.
  const prior = (priorPosts * (past + 0.5)) / (totals.past + 1)
  const odds = (count: number, all: number) => Math.log((count + prior) / Math.max(1, all + priorPosts - count - prior))
  // A past without the word is no proof that it cannot be said: its variance is that of a word said once.
  const spread = 1 / (now + prior) + 1 / (past + prior + 1)
  return (odds(now, totals.now) - odds(past, totals.past)) / Math.sqrt(spread)
}

/** The words that rose, the strongest first. */
export const risingOf = (counts: readonly WordCount[], totals: Totals): Rising[] =>
  counts
    .flatMap(count => {
      const expected = (totals.now * count.past) / Math.max(1, totals.past)
      if (count.now < leastPosts || count.now < leastTimes * expected) return []
      const score = scoreOf(count, totals)
      return score < leastScore ? [] : [{ ...count, score, expected }]
    })
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))

/**
 * True where a word is said so much more than what is usual at this time of the day that chance does not explain it: three
 * deviations of a Poisson count, and one post.
 */
export const isBeyond = (now: number, usual: number): boolean => now >= usual + 3 * Math.sqrt(usual) + 1

/** A post of the window with the rising words that it holds. */
export interface ThemePost {
  readonly id: string
  readonly authorId: string
  readonly text: string
  /** What it says in 128 bits, to know copies by; null where it says little. */
  readonly print: string | null
  readonly words: ReadonlySet<string>
}

export interface Group {
  /** The leading word first. */
  readonly words: readonly string[]
  readonly score: number
  readonly expected: number
  /** The posts that hold the leading word, and those that hold two or more of the others. */
  readonly posts: readonly ThemePost[]
}

/** A word joins the theme in which so much of it, or of the leading word, is said in the same posts. */
const leastShared = 0.5
/** So many people, and so many posts that are no copies, make a theme; fewer are one person, or one text sent around. */
const leastAuthors = 3
const leastTexts = 3
const wordsOfGroup = 6

/**
 * Groups rising words that are said in the same posts: each word, the strongest first, joins the first theme whose leading word
 * shares half of its posts, or begins one. Themes of fewer than three authors or three different texts are dropped.
 */
export const groupsOf = (rising: readonly Rising[], posts: readonly ThemePost[]): Group[] => {
  const holders = new Map(rising.map(({ word }) => [word, posts.filter(post => post.words.has(word))]))
  const groups: { words: string[]; score: number; expected: number; posts: Set<ThemePost>; of: Set<ThemePost> }[] = []
  for (const { word, score, expected } of rising) {
    const mine = holders.get(word)!
    if (mine.length === 0) continue
    const home = groups.find(group => sharedOf(mine, group.of) >= leastShared)
    if (home === undefined) groups.push({ words: [word], score, expected, posts: new Set(mine), of: new Set(mine) })
    else {
      home.words.push(word)
      for (const post of mine) home.posts.add(post)
    }
  }
  return groups
    .map(group => ({ ...group, words: plainest(group.words), posts: [...group.posts] }))
    .filter(group => manyOf(group.posts))
    .map(({ of: _, ...group }) => group)
}

const sharedOf = (mine: readonly ThemePost[], theirs: ReadonlySet<ThemePost>): number =>
  mine.filter(post => theirs.has(post)).length / Math.min(mine.length, theirs.size)

const manyOf = (posts: readonly ThemePost[]): boolean =>
  new Set(posts.map(post => post.authorId)).size >= leastAuthors &&
  new Set(posts.map(post => post.print ?? post.text)).size >= leastTexts

/** A pair says more than its two words: where it rose with them, they are said by it. */
const plainest = (words: readonly string[]): string[] => {
  const pairs = words.filter(word => word.includes(' '))
  const lead = words[0]!
  const pair = pairs.find(one => one.split(' ').includes(lead)) ?? (lead.includes(' ') ? lead : undefined)
  const said = new Set(pair?.split(' '))
  const rest = words.filter(word => word !== pair && !said.has(word) && !word.includes(' '))
  return [...(pair === undefined ? [lead] : [pair]), ...rest.filter(word => word !== lead)].slice(0, wordsOfGroup)
}

/** Letters of a post that is easily read as an example. */
const readable = [20, 160] as const

/**
 * The posts that show best what a group is about: those that hold most of its words, no copies, no author twice, of a length
 * that is easily read; the newest first among equals (`posts` is newest first).
 */
export const typicalOf = (group: Pick<Group, 'words' | 'posts'>, count = 3): string[] => {
  const weigh = (post: ThemePost) =>
    group.words.filter(word => post.words.has(word)).length +
    (post.text.length >= readable[0] && post.text.length <= readable[1] ? 1 : 0)
  const ranked = group.posts.map(post => ({ post, weight: weigh(post) })).sort((a, b) => b.weight - a.weight)
  const chosen: ThemePost[] = []
  for (const { post } of ranked) {
    if (chosen.length === count) break
    const isCopy = chosen.some(
      other => other.authorId === post.authorId || (other.print ?? other.text) === (post.print ?? post.text),
    )
    if (!isCopy) chosen.push(post)
  }
  for (const { post } of ranked) if (chosen.length < count && !chosen.includes(post)) chosen.push(post)
  return chosen.map(post => post.id)
}

/** True where two lists of words are about the same: the leading word of either stands in the other. */
export const isSameTheme = (some: readonly string[], others: readonly string[]): boolean => {
  const parts = (words: readonly string[]) => new Set(words.flatMap(word => [word, ...word.split(' ')]))
  return parts(others).has(some[0]!) || parts(some).has(others[0]!)
}
