/** Which posts of a topic tell the same story, and what the needs and preconceptions of many posts are about. Pure. */
import { areSimilar, readPrint } from '../../contract/listening/folds.ts'

export interface StoryPost {
  readonly id: string
  readonly authorId: string
  readonly followers: number | null
  readonly print: string | null
}

/** Posts that say the same text, the first (newest) of them as its example. */
export interface Story {
  readonly id: string
  readonly posts: number
  readonly authors: number
  /** Followers of its authors, each counted once. */
  readonly reach: number
}

/** So many different texts are held against each other; those beyond are told by few. */
const textsHeld = 400

/** Stories told by two authors or more, the one of most authors first, then of most followers. */
export const storiesOf = (posts: readonly StoryPost[], most = 10): Story[] => {
  const told: { print: Int32Array; posts: StoryPost[] }[] = []
  for (const post of posts) {
    if (post.print === null) continue
    const print = readPrint(post.print.replaceAll('-', ''))
    const known = told.find(one => areSimilar(one.print, print))
    if (known) known.posts.push(post)
    else if (told.length < textsHeld) told.push({ print, posts: [post] })
  }
  return told
    .map(({ posts: mine }) => {
      const reaches = new Map(mine.map(post => [post.authorId, post.followers ?? 0]))
      const reach = [...reaches.values()].reduce((sum, followers) => sum + followers, 0)
      return { id: mine[0]!.id, posts: mine.length, authors: reaches.size, reach }
    })
    .filter(story => story.authors >= 2)
    .sort((a, b) => b.authors - a.authors || b.reach - a.reach)
    .slice(0, most)
}

/** One sentence of a post, with the nouns that it names. */
export interface Stated {
  readonly mentionId: string
  readonly authorId: string
  readonly nouns: readonly string[]
}

/** What many people state something about; `stated` are the places in the list that was given. */
export interface Cluster {
  readonly about: string
  readonly authors: number
  readonly stated: readonly number[]
}

/** So many people make a statement worth showing. */
const leastPeople = 2

/**
 * Gathers statements by what they are about: the noun that most people name takes its statements first, then the next of what is
 * left. Of nouns that as many name, the longer says more.
 */
export const clusterStated = (stated: readonly Stated[], most = 12): Cluster[] => {
  const left = new Set(stated.keys())
  const clusters: Cluster[] = []
  while (clusters.length < most) {
    const holders = new Map<string, { places: number[]; people: Set<string> }>()
    for (const place of left) {
      for (const noun of stated[place]!.nouns) {
        const holder = holders.get(noun) ?? { places: [], people: new Set<string>() }
        holder.places.push(place)
        holder.people.add(stated[place]!.authorId)
        holders.set(noun, holder)
      }
    }
    const [first] = [...holders].sort(
      ([a, one], [b, other]) => other.people.size - one.people.size || b.length - a.length || (a < b ? -1 : 1),
    )
    if (first === undefined || first[1].people.size < leastPeople) break
    const [about, { places, people }] = first
    for (const place of places) left.delete(place)
    clusters.push({ about, authors: people.size, stated: places })
  }
  return clusters
}
