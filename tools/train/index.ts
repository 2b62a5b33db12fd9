/** Trains the shipped model from a fixed seed: `npm run train -- --data DIR [--out FILE]`. Prints its scores as JSON Lines. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FEATURES } from '../../server/understanding/features.ts'
import { columnNames } from '../../server/understanding/heads.ts'
import { encodeModel, type Head } from '../../server/understanding/model.ts'
import { type Calibration, calibrate } from './calibrate.ts'
import { crossRead } from './cross.ts'
import { type Heads, trainHeads } from './heads.ts'
import { COMMENT_WEIGHT, measure, measureComments, measureFilms, print } from './measure.ts'
import { HELD_OUT, PARTS, POLARITY_PLAN, SCHEME_PLAN, SOCIAL_PLAN, VERSION } from './plan.ts'
import { type Polarity, round, trainPolarity } from './polarity.ts'
import { partOf, readRows } from './rows.ts'
import { gatherOwn, gatherSocial } from './sets.ts'
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
    ...films.train.map(film => ({ ...film, weight: 1 })),
    ...weighed(reddit, 1),
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
    gatherSocial(data, { films: films.train, comments, reddit }).map(set => ({ data: set, keep: all })),
    SOCIAL_PLAN,
  )
  const posts = readOwnPosts()
  const own = gatherOwn(posts, polarity, social)
  const isHeldOut = posts.map(post => partOf(post.id, PARTS) === HELD_OUT)
  const crossed = crossRead(posts, own)
  const kept = posts.map((_, i) => i).filter(i => !isHeldOut[i])
  const calibration = calibrate(SCHEME_PLAN.layout, crossed, own.target, kept)
  const heads = trainHeads([{ data: own, keep: row => !isHeldOut[row] }], SCHEME_PLAN)
  const bytes = encodeModel({
    version: VERSION,
    features: FEATURES,
    licence: 'Apache-2.0',
    data: CREDITS,
    reads: READS,
    tables: [
      polarityTable(polarity),
      headsTable(
        'social',
        social,
        columnNames(SOCIAL_PLAN.layout).map(() => [1, 0]),
      ),
      headsTable('scheme', heads, calibration),
    ],
  })
  writeFileSync(out, bytes)
  print('file', { bytes: bytes.length })
  measure(bytes, data, posts, isHeldOut, films.dev)
}

function polarityTable({ bits, weights, scale, bias }: Polarity) {
  const head: Head = { name: 'polarity', bias, scale, dense: [], calibration: [1, 0] }
  return { name: 'polarity', bits, heads: [head], weights }
}

function headsTable(name: string, { layout, bits, weights, dense, bias }: Heads, calibration: Calibration) {
  const { columns, dense: width } = layout
  const rounded = new Int8Array(columns << bits)
  const heads = columnNames(layout).map((column, c): Head => {
    const { weights: steps, scale } = round(weights, columns, c)
    for (let row = 0; row < steps.length; row++) rounded[row * columns + c] = steps[row]!
    return {
      name: column,
      bias: bias[c]!,
      scale,
      dense: [...dense.subarray(c * width, (c + 1) * width)],
      calibration: calibration[c]!,
    }
  })
  return { name, bits, heads, weights: rounded }
}

/** Fields whose heads have passed their floors on the held-out tenth. */
const READS = ['sentiment']

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
