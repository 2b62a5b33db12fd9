/** Trains the shipped model from a fixed seed: `npm run train -- --data DIR [--out FILE]`. Prints its scores as JSON Lines. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FEATURES } from '../../server/understanding/features.ts'
import { columnNames } from '../../server/understanding/heads.ts'
import { encodeModel, type Head, strideOf } from '../../server/understanding/model.ts'
import { type Calibration, calibrate, chooseThresholds } from './calibrate.ts'
import { crossRead } from './cross.ts'
import { type Heads, trainHeads } from './heads.ts'
import { COMMENT_WEIGHT, measure, measureComments, measureFilms, print, printCrossed } from './measure.ts'
import { FILM_POLES, HELD_OUT, PARTS, POLARITY_PLAN, REDDIT_POLES, SCHEME_PLAN, SOCIAL_PLAN, VERSION } from './plan.ts'
import { type Polarity, round, trainPolarity } from './polarity.ts'
import { partOf, readRows } from './rows.ts'
import { gatherOwn, gatherPoles, gatherSocial } from './sets.ts'
import { type Polar, readComments, readFilms, readOwnPosts, readReddit } from './sources.ts'

function run(data: string, out: string, isWithComments: boolean): void {
  const films = readFilms(data)
  const comments = readComments(data)
  const reddit = readReddit(data)
  const weighed = (rows: readonly { text: string; sentiment: string }[], weight: number) =>
    rows
      .filter(row => row.sentiment === 'positive' || row.sentiment === 'negative')
      .map(row => ({ text: row.text, isPositive: row.sentiment === 'positive', weight }))
  const rest: (Polar & { weight: number })[] = [
    ...films.train.filter((_, i) => !isFilmKept(i)).map(film => ({ ...film, weight: 1 })),
    ...weighed(
      reddit.filter((_, i) => !isRedditKept(i)),
      1,
    ),
  ]
  const polar = [...rest, ...weighed(comments, COMMENT_WEIGHT)]
  const polarity = trainPolarity(
    readRows(polar.map(row => row.text)),
    Uint8Array.from(polar, row => (row.isPositive ? 1 : 0)),
    Float32Array.from(polar, row => row.weight),
    POLARITY_PLAN,
  )
  print('nsmc, by polarity', measureFilms(films.dev, polarity))
  if (isWithComments) print('kote polar comments, cross-validated', measureComments(comments, rest))

  const all = () => true
  const social = trainHeads(
    gatherSocial(data, {
      films: films.train.filter((_, i) => !isFilmKept(i)),
      comments,
      reddit: reddit.filter((_, i) => !isRedditKept(i)),
    }).map(set => ({ data: set, keep: all })),
    SOCIAL_PLAN,
  )
  const posts = readOwnPosts()
  const own = gatherOwn(posts, polarity, social)
  const poles = [
    gatherPoles(
      films.train.filter((_, i) => i % 20 === 3),
      polarity,
      social,
      FILM_POLES,
    ),
    gatherPoles(
      evened(
        weighed(
          reddit.filter((_, i) => isRedditKept(i)),
          1,
        ),
      ),
      polarity,
      social,
      REDDIT_POLES,
    ),
  ]
  const isHeldOut = posts.map(post => partOf(post.id, PARTS) === HELD_OUT)
  const crossed = crossRead(posts, own, poles)
  const kept = posts.map((_, i) => i).filter(i => !isHeldOut[i])
  const calibrations = [true, false].map(isKorean =>
    calibrate(
      SCHEME_PLAN.layout,
      crossed,
      own.target,
      kept.filter(i => (posts[i]!.lang === 'ko') === isKorean),
    ),
  )
  printCrossed(posts, crossed, isHeldOut)
  const thresholds = chooseThresholds(SCHEME_PLAN.layout, crossed, own.target, kept, row =>
    posts[row]!.lang === 'ko' ? calibrations[0]! : calibrations[1]!,
  )
  const heads = trainHeads(
    [{ data: own, keep: row => !isHeldOut[row] }, ...poles.map(set => ({ data: set, keep: all }))],
    SCHEME_PLAN,
  )
  const bytes = encodeModel({
    version: VERSION,
    features: FEATURES,
    licence: 'Apache-2.0',
    data: CREDITS,
    reads: READS,
    tables: [
      polarityTable(polarity),
      headsTable('social', social, []),
      headsTable('scheme', heads, calibrations, thresholds),
    ],
  })
  writeFileSync(out, bytes)
  print('file', { bytes: bytes.length })
  measure(bytes, data, posts, isHeldOut, films.dev)
}

/** Rows that neither the polarity nor the social table is trained on. */
const isFilmKept = (row: number) => row % 10 === 3
const isRedditKept = (row: number) => row % 5 === 0

/** As many glad rows as sore ones. */
function evened<T extends Polar>(rows: readonly T[]): T[] {
  const sore = rows.filter(row => !row.isPositive)
  return [...sore, ...rows.filter(row => row.isPositive).slice(0, sore.length)]
}

function polarityTable({ bits, weights, scale, bias }: Polarity) {
  const head: Head = { name: 'polarity', bias, scale, dense: [], calibration: [[1, 0]], threshold: 0.5 }
  return { name: 'polarity', bits, heads: [head], stride: 1, weights }
}

function headsTable(
  name: string,
  { layout, bits, weights, dense, bias }: Heads,
  calibrations: readonly Calibration[],
  thresholds: readonly number[] = [],
) {
  const { columns, dense: width } = layout
  const stride = strideOf(columns)
  const rounded = new Int8Array(stride << bits)
  const heads = columnNames(layout).map((column, c): Head => {
    const { weights: steps, scale } = round(weights, columns, c)
    for (let row = 0; row < steps.length; row++) rounded[row * stride + c] = steps[row]!
    return {
      name: column,
      bias: bias[c]!,
      scale,
      dense: [...dense.subarray(c * width, (c + 1) * width)],
      calibration: calibrations.map(calibration => calibration[c]!),
      threshold: thresholds[c] ?? 0.5,
    }
  })
  return { name, bits, heads, stride, weights: rounded }
}

/** Fields that the product reads by default: all of the scheme. */
const READS = SCHEME_PLAN.layout.groups.map(group => group.field)

const CREDITS = [
  'NSMC, Naver sentiment movie corpus, Lucy Park, CC0 1.0',
  'KOTE, Korean Online That-gul Emotions, Duyoung Jeon, Junho Lee, Cheongtag Kim, MIT',
  'Chatbot data for Korean, Youngsook Song, MIT',
  'GoEmotions, Google Research, Apache-2.0',
  'CLINC150, Larson et al. 2019, CC BY 3.0',
  'Posts written for this project, Apache-2.0',
]

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../../server/understanding/model.bin') },
    comments: { type: 'boolean', default: false },
  },
})
if (values.data === undefined) throw new Error('Say where the data sets are: npm run train -- --data DIR')
run(values.data, values.out, values.comments)
