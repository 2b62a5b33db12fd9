/** Turns the public data sets into training sets of the SOCIAL layer, and the project's posts into some of the SCHEME. */
import { DENSE, layDense } from '../../server/understanding/dense.ts'
import { FILM, type Layout, SCHEME, SOCIAL } from '../../server/understanding/heads.ts'
import type { SignTable } from '../../server/understanding/signs.ts'
import { mistype, unspace } from './harm.ts'
import { type Heads, type Labelled, ownTargets, scoreHeads } from './heads.ts'
import type { Polarity } from './polarity.ts'
import { makeChance, readDense, readRows } from './rows.ts'
import { type Comment, type Polar, type Post, type Remark, readRequests, readSmallTalk } from './sources.ts'

/** How much a row of each set counts; chosen on the project's posts (cross-validation). */
export const SHARES = { comments: 1, reddit: 1, films: 0.3, talk: 0.5, requests: 0.3 }
const FILMS_TAKEN = 0.05

/** What the layers beneath the scheme are, and what finds signs. */
export interface Beneath {
  readonly signs: SignTable
  readonly polarity: Polarity
  readonly social: Heads
}

/** Comments and film reviews for `feeling`, small talk and requests for `asks`: these without their question marks. */
export function gatherSocial(
  data: string,
  signs: SignTable,
  { films, comments, reddit }: { films: readonly Polar[]; comments: readonly Comment[]; reddit: readonly Remark[] },
): Labelled[] {
  const chance = makeChance(3)
  const taken = evened(films.filter(() => chance() < FILMS_TAKEN))
  const talk = readSmallTalk(data)
  const { bank, assistant } = readRequests(data)
  const asked = (text: string) => /[?？]\s*$/.test(text)
  const asksInEnglish = /^(what|how|why|when|where|who|which|can|could|do|does|did|is|are|will|would|should|may)\b/i
  const plain = (text: string) => text.replace(/[?？.!\s]+$/, '')
  const feeling = ({ sentiment }: { sentiment: string }) =>
    sentiment === 'unclear' ? undefined : (name: string) => sentiment === name
  const elsewhere = () => false
  return [
    labelled(signs, comments, SHARES.comments, row => row.text, {
      feeling,
      felt: row => name => row.felt.has(name),
      place: () => elsewhere,
    }),
    labelled(signs, reddit, SHARES.reddit, row => row.text, {
      feeling,
      ekman: row => name => row.felt.has(name),
      place: () => elsewhere,
    }),
    labelled(signs, taken, SHARES.films, row => row.text, {
      feeling: row => name => name === (row.isPositive ? 'positive' : 'negative'),
      place: () => () => true,
    }),
    labelled(signs, talk, SHARES.talk, plain, { asks: text => () => asked(text), place: () => elsewhere }),
    labelled(signs, [...bank, ...assistant], SHARES.requests, plain, {
      asks: text => () => asked(text) || asksInEnglish.test(text),
      place: () => elsewhere,
    }),
  ]
}

/** As many glad rows as sore ones. */
export function evened<T extends Polar>(rows: readonly T[]): T[] {
  const sore = rows.filter(row => !row.isPositive)
  return [...sore, ...rows.filter(row => row.isPositive).slice(0, sore.length)]
}

/** The project's posts with every column known, and the same posts mistyped and without spaces, of which a part is drawn. */
export function gatherOwn(posts: readonly Post[], beneath: Beneath, harmed: number): Labelled[] {
  const chance = makeChance(29)
  const target = ownTargets(posts, SCHEME)
  const set = (change: (post: Post) => string, part: number): Labelled => ({
    ...readInputs(posts.map(change), beneath),
    target,
    weight: 1,
    part: () => part,
    isTypical: true,
    isCounted: part === 1,
  })
  return [
    set(({ text }) => text, 1),
    set(({ text }) => mistype(text, chance), harmed),
    set(({ text, lang }) => (lang === 'ko' ? unspace(text) : mistype(text, chance)), harmed),
  ]
}

/** Rows that neither table has seen, of which only the pole is known: they keep the heads true to what the tables say. */
export function gatherPoles(
  rows: readonly Polar[],
  beneath: Beneath,
  { share, part }: { share: number; part: number },
): Labelled {
  const target = new Int8Array(rows.length * SCHEME.columns).fill(-1)
  const { at, labels } = SCHEME.groups[0]!
  const glad = rows.filter(row => row.isPositive).length
  rows.forEach((row, i) => {
    target[i * SCHEME.columns + at + labels.indexOf('positive')] = row.isPositive ? 1 : 0
    target[i * SCHEME.columns + at + labels.indexOf('negative')] = row.isPositive ? 0 : 1
  })
  return {
    ...readInputs(
      rows.map(row => row.text),
      beneath,
    ),
    target,
    weight: share,
    part: i => (part * rows.length) / (2 * (rows[i]!.isPositive ? glad : rows.length - glad)),
    isTypical: false,
    isCounted: false,
  }
}

/** Features, signs and `SCHEME.dense` dense features of each text, as the reader makes them. */
export function readInputs(texts: readonly string[], { signs, polarity, social }: Beneath) {
  const rows = readRows(texts, signs)
  const clauses = readDense(texts, polarity)
  const logits = scoreHeads({ rows, dense: new Float32Array(0) }, social)
  const dense = new Float32Array(texts.length * SCHEME.dense)
  for (let i = 0; i < texts.length; i++) {
    const values = clauses.subarray(i * DENSE, (i + 1) * DENSE)
    const felt = logits.subarray(i * SOCIAL.columns, (i + 1) * SOCIAL.columns)
    layDense(values, felt, FILM, dense, i * SCHEME.dense)
  }
  return { rows, dense }
}

/** A set of the social layer: each field says which of its labels hold for an item, or nothing where nobody knows. */
function labelled<T>(
  signs: SignTable,
  items: readonly T[],
  share: number,
  textOf: (item: T) => string,
  fields: Readonly<Record<string, (item: T) => ((name: string) => boolean) | undefined>>,
  layout: Layout = SOCIAL,
): Labelled {
  const target = new Int8Array(items.length * layout.columns).fill(-1)
  for (const [field, of] of Object.entries(fields)) {
    const { at, labels } = layout.groups.find(one => one.field === field)!
    items.forEach((item, i) => {
      const holds = of(item)
      if (holds === undefined) return
      labels.forEach((name, k) => {
        target[i * layout.columns + at + k] = holds(name) ? 1 : 0
      })
    })
  }
  return {
    rows: readRows(items.map(textOf), signs),
    dense: new Float32Array(0),
    target,
    weight: share,
    part: () => 1,
    isTypical: true,
    isCounted: true,
  }
}
