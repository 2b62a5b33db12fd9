/** Posts and queries of the ingest bench, the same ones from the same seed: what people wrote for training, with names dropped in. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Mulberry32: the same numbers on every machine. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const first = [...'가나다라마바사아자차카타파하고노도로모보소오조초']
const second = [...'람빛별솔샘울림터봄결담온한길꽃숲들참새몰콩']

/** `count` names of two to four syllables that no word of the texts is. */
export function makeNames(count: number): string[] {
  const names: string[] = []
  for (let n = 0; n < count; n++) {
    const one = first[n % first.length]! + second[Math.floor(n / first.length) % second.length]!
    names.push(n < first.length * second.length ? `${one}몰` : `${one}${n}`)
  }
  return names
}

/** A boolean query a name, as a wizard makes them: the name with a variant, less what is caught wrongly. */
export const queryOf = (name: string, n: number): string =>
  n % 3 === 0
    ? `(${name} OR "${name} 앱" OR #${name}) NOT 채용`
    : n % 3 === 1
      ? `${name} OR @${name}`
      : `(${name} OR ${name}앱) AND NOT (주가 OR 상장)`

/** A network's post as it comes off the wire: one line of JSON. */
export type Wire = () => string

/**
 * @param options share: the part of the posts that names one of `names`, the loud ones far more often.
 * @param options authors: how many people speak.
 */
export function makeWire(options: {
  names: readonly string[]
  share: number
  authors: number
  seed: number
  from: Date
}): Wire {
  const roll = dice(options.seed)
  const texts = ['ko', 'en'].flatMap(language =>
    readFileSync(join(import.meta.dirname, `../../server/understanding/data/posts-${language}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { text: string }).text),
  )
  let n = 0
  return () => {
    const text = texts[Math.floor(roll() * texts.length)]!
    const name = options.names[Math.floor(roll() ** 3 * options.names.length)]!
    const said = roll() < options.share ? `${name} ${text}` : text
    const did = `did:plc:${String(Math.floor(roll() ** 2 * options.authors)).padStart(24, 'a')}`
    const rkey = `3m${(n++).toString(32).padStart(5, '2')}${options.seed.toString(32).padStart(6, '2')}`
    const createdAt = new Date(options.from.getTime() - Math.floor(roll() * 3_600_000)).toISOString()
    return JSON.stringify({
      uri: `at://${did}/app.bsky.feed.post/${rkey}`,
      cid: `bafyrei${rkey}`,
      record: { $type: 'app.bsky.feed.post', text: said, createdAt, langs: ['ko'] },
      author: {
        did,
        handle: `${did.slice(-8)}.bsky.social`,
        followersCount: Number.parseInt(did.slice(-5).replaceAll('a', '0'), 10) % 9973,
      },
    })
  }
}
