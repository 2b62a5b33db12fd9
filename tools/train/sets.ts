/** Turns the public data sets into training sets of the SOCIAL table, and the project's posts into one of the SCHEME. */
import { DENSE, IS_KOREAN, spreadDense } from '../../server/understanding/dense.ts'
import { type Layout, SCHEME, SOCIAL } from '../../server/understanding/heads.ts'
import { type Heads, type Labelled, ownTargets, scoreHeads } from './heads.ts'
import type { Polarity } from './polarity.ts'
import { makeChance, readDense, readRows } from './rows.ts'
import { type Comment, type Polar, type Post, type Remark, readRequests, readSmallTalk } from './sources.ts'

/** How much a row of each set counts; chosen on the project's posts (cross-validation) and TweetEval's development rows. */
export const SHARES = { comments: 1, reddit: 1, films: 0.3, talk: 0.5, requests: 0.3, felt: 1 }
const FILMS_TAKEN = 0.05

/** Comments and film reviews for `feeling`, small talk and requests for `asks`: these without their question marks. */
export function gatherSocial(
  data: string,
  { films, comments, reddit }: { films: readonly Polar[]; comments: readonly Comment[]; reddit: readonly Remark[] },
): Labelled[] {
  const chance = makeChance(3)
  const taken = films.filter(() => chance() < FILMS_TAKEN)
  const talk = readSmallTalk(data)
  const { bank, assistant } = readRequests(data)
  const asked = (text: string) => /[?？]\s*$/.test(text)
  const felt = (items: readonly (Comment | Remark)[], field: string) =>
    labelled(SOCIAL, items, SHARES.felt, field, (item, name) => item.felt.has(name))
  const plain = (text: string) => text.replace(/[?？.!\s]+$/, '')
  return [
    felt(comments, 'felt'),
    felt(reddit, 'ekman'),
    feelings(
      comments.filter(row => row.sentiment !== 'unclear'),
      SHARES.comments,
    ),
    feelings(
      reddit.filter(row => row.sentiment !== 'unclear'),
      SHARES.reddit,
    ),
    feelings(
      taken.map(row => ({ text: row.text, sentiment: row.isPositive ? 'positive' : 'negative' })),
      SHARES.films,
    ),
    asking(
      talk.map(text => ({ text: plain(text), asks: asked(text) })),
      SHARES.talk,
    ),
    asking(
      [...bank, ...assistant].map(text => ({
        text: plain(text),
        asks:
          asked(text) ||
          /^(what|how|why|when|where|who|which|can|could|do|does|did|is|are|will|would|should|may)\b/i.test(text),
      })),
      SHARES.requests,
    ),
    asking(
      reddit.map(row => ({ text: plain(row.text), asks: asked(row.text) })),
      SHARES.requests,
    ),
  ]
}

/** The project's posts with every column known; dense features are the polarity's and the social table's logits. */
export function gatherOwn(posts: readonly Post[], polarity: Polarity, social: Heads): Labelled {
  const texts = posts.map(post => post.text)
  const rows = readRows(texts)
  return {
    rows,
    dense: denseOf(texts, polarity, social),
    target: ownTargets(posts, SCHEME),
    weight: new Float32Array(posts.length).fill(1),
    part: 1,
  }
}

/** Rows that neither table has seen, of which only the pole is known: they keep the heads true to what the tables say. */
export function gatherPoles(
  rows: readonly Polar[],
  polarity: Polarity,
  social: Heads,
  { share, part }: { share: number; part: number },
): Labelled {
  const texts = rows.map(row => row.text)
  const target = new Int8Array(rows.length * SCHEME.columns).fill(-1)
  const { at, labels } = SCHEME.groups[0]!
  rows.forEach((row, i) => {
    target[i * SCHEME.columns + at + labels.indexOf('positive')] = row.isPositive ? 1 : 0
    target[i * SCHEME.columns + at + labels.indexOf('negative')] = row.isPositive ? 0 : 1
  })
  return {
    rows: readRows(texts),
    dense: denseOf(texts, polarity, social),
    target,
    weight: new Float32Array(rows.length).fill(share),
    part,
  }
}

/** `SCHEME.dense` numbers a row, as the reader makes them. */
export function denseOf(texts: readonly string[], polarity: Polarity, social: Heads): Float32Array {
  const clauses = readDense(texts, polarity)
  const logits = scoreHeads({ rows: readRows(texts), dense: new Float32Array(0) }, social)
  const dense = new Float32Array(texts.length * SCHEME.dense)
  for (let i = 0; i < texts.length; i++) {
    const values = clauses.subarray(i * DENSE, (i + 1) * DENSE)
    const felt = logits.subarray(i * SOCIAL.columns, (i + 1) * SOCIAL.columns)
    spreadDense(values, felt, values[IS_KOREAN] === 1, dense, i * SCHEME.dense)
  }
  return dense
}

function feelings(items: readonly { text: string; sentiment: string }[], share: number): Labelled {
  return labelled(SOCIAL, items, share, 'feeling', (item, name) => item.sentiment === name)
}

function asking(items: readonly { text: string; asks: boolean }[], share: number): Labelled {
  return labelled(SOCIAL, items, share, 'asks', item => item.asks)
}

function labelled<T extends { text: string }>(
  layout: Layout,
  items: readonly T[],
  share: number,
  field: string,
  is: (item: T, name: string) => boolean,
): Labelled {
  const target = new Int8Array(items.length * layout.columns).fill(-1)
  const group = layout.groups.find(one => one.field === field)!
  items.forEach((item, i) => {
    group.labels.forEach((name, k) => {
      target[i * layout.columns + group.at + k] = is(item, name) ? 1 : 0
    })
  })
  return {
    rows: readRows(items.map(item => item.text)),
    dense: new Float32Array(0),
    target,
    weight: new Float32Array(items.length).fill(share),
    part: 1,
  }
}
