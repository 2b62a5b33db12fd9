/**
 * Trains the shipped model from a fixed seed: `npm run train -- --data DIR [--out FILE]`. Prints its scores as JSON Lines.
 * `--polarity MODEL` takes that table from an earlier model, to try what stands above it in a minute.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FEATURES } from '../../server/understanding/features.ts'
import { columnNames } from '../../server/understanding/heads.ts'
import { encodeModel, type Head, openModel, strideOf, type Table } from '../../server/understanding/model.ts'
import { rowsOfSigns, SIGNS_A_ROW } from '../../server/understanding/signs.ts'
import { type Calibration, calibrate, chooseThresholds } from './calibrate.ts'
import { crossRead } from './cross.ts'
import { type Heads, trainHeads } from './heads.ts'
import { leanOnPublic } from './lean.ts'
import { COMMENT_WEIGHT, measure, measureComments, measureFilms, print, printCrossed } from './measure.ts'
import {
  FILM_POLES,
  HARMED,
  HELD_OUT,
  PARTS,
  POLARITY_PLAN,
  REDDIT_POLES,
  SCHEME_PLAN,
  SOCIAL_PLAN,
  VERSION,
} from './plan.ts'
import { type Polarity, round, trainPolarity } from './polarity.ts'
import { partOf, readRows } from './rows.ts'
import { gatherOwn, gatherPoles, gatherSocial } from './sets.ts'
import { buildSigns } from './signs/index.ts'
import { type Polar, readComments, readFilms, readOwnPosts, readReddit } from './sources.ts'

function run(data: string, out: string, isWithComments: boolean, earlier: string | undefined): void {
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
  const polarity =
    earlier === undefined
      ? trainPolarity(
          readRows(polar.map(row => row.text)),
          Uint8Array.from(polar, row => (row.isPositive ? 1 : 0)),
          Float32Array.from(polar, row => row.weight),
          POLARITY_PLAN,
        )
      : polarityOf(earlier)
  print('nsmc, by polarity', measureFilms(films.dev, polarity))
  if (isWithComments) print('kote polar comments, cross-validated', measureComments(comments, rest))

  const signs = buildSigns()
  const signRows = rowsOfSigns(signs.names.length)
  const all = () => true
  const social = trainHeads(
    gatherSocial(data, signs, {
      films: films.train.filter((_, i) => !isFilmKept(i)),
      comments,
      reddit: reddit.filter((_, i) => !isRedditKept(i)),
    }).map(set => ({ data: set, keep: all })),
    signRows,
    SOCIAL_PLAN,
  )
  const beneath = { signs, polarity, social }
  const posts = readOwnPosts()
  const own = gatherOwn(posts, beneath, HARMED)
  const poles = [
    gatherPoles(
      films.train.filter((_, i) => i % 20 === 3),
      beneath,
      FILM_POLES,
    ),
    gatherPoles(
      weighed(
        reddit.filter((_, i) => isRedditKept(i)),
        1,
      ),
      beneath,
      REDDIT_POLES,
    ),
  ]
  const isHeldOut = posts.map(post => partOf(post.id, PARTS) === HELD_OUT)
  const crossed = crossRead(posts, own, poles, signRows)
  const { target } = own[0]!
  const { layout } = SCHEME_PLAN
  const languages = ['ko', 'en'].map(lang => {
    const rows = posts.map((_, i) => i).filter(i => !isHeldOut[i] && posts[i]!.lang === lang)
    const calibration = calibrate(layout, crossed, target, rows)
    return { calibration, thresholds: chooseThresholds(layout, crossed, target, rows, calibration) }
  })
  printCrossed(
    posts,
    crossed,
    isHeldOut,
    languages.map(one => one.calibration),
  )
  const scheme = leanOnPublic(
    trainHeads(
      [
        ...own.map(set => ({ data: set, keep: (row: number) => !isHeldOut[row] })),
        ...poles.map(set => ({ data: set, keep: all })),
      ],
      signRows,
      SCHEME_PLAN,
    ),
  )
  const bytes = encodeModel({
    version: VERSION,
    features: FEATURES,
    licence: 'Apache-2.0',
    data: CREDITS,
    reads: READS,
    signs: signs.names,
    tables: [
      polarityTable(polarity),
      { name: 'signs', heads: [], stride: SIGNS_A_ROW, index: signs.index, weights: new Int8Array(signs.codes.buffer) },
      ...layerTables('social', social, []),
      ...layerTables('scheme', scheme, languages),
    ],
  })
  writeFileSync(out, bytes)
  print('file', { bytes: bytes.length, features: [social, scheme].map(({ vocabulary }) => vocabulary.hashes.length) })
  measure(bytes, data, posts, isHeldOut, films.dev)
}

/** Rows that neither the polarity nor the social table is trained on. */
const isFilmKept = (row: number) => row % 10 === 3
const isRedditKept = (row: number) => row % 5 === 0

/** The polarity table of an earlier model, which is the longest part of a run and seldom what is tried. */
function polarityOf(path: string): Polarity {
  const table = openModel(readFileSync(path), FEATURES).tables.find(({ name }) => name === 'polarity')!
  const { bias, scale } = table.heads[0]!
  return { weights: table.weights, bits: Math.log2(table.weights.length), scale, bias }
}

function polarityTable({ weights, scale, bias }: Polarity): Table {
  const head: Head = { name: 'polarity', bias, scale, dense: [], calibration: [[1, 0]], threshold: [0.5] }
  return { name: 'polarity', heads: [head], stride: 1, index: null, weights }
}

/** A layer as two tables, of keyed features and of signs; what is not of rows stands in the heads of the first. */
function layerTables(
  name: string,
  { layout, vocabulary, keyed, said, dense, bias }: Heads,
  languages: readonly { calibration: Calibration; thresholds: readonly number[] }[],
): Table[] {
  const { columns, dense: width } = layout
  const stride = strideOf(columns)
  const table = (weights: Float32Array, rest: (column: number) => Omit<Head, 'name' | 'scale'>) => {
    const rounded = new Int8Array((weights.length / columns) * stride)
    const heads = columnNames(layout).map((column, c): Head => {
      const { weights: steps, scale } = round(weights, columns, c)
      for (let row = 0; row < steps.length; row++) rounded[row * stride + c] = steps[row]!
      return { name: column, scale, ...rest(c) }
    })
    return { heads, stride, weights: rounded }
  }
  const bare = { bias: 0, dense: [], calibration: [], threshold: [] }
  return [
    {
      name,
      index: vocabulary.index,
      ...table(keyed, c => ({
        bias: bias[c]!,
        dense: [...dense.subarray(c * width * 2, (c + 1) * width * 2)],
        calibration: languages.map(({ calibration }) => calibration[c]!),
        threshold: languages.map(({ thresholds }) => thresholds[c]!),
      })),
    },
    { name: `${name}, signs`, index: null, ...table(said, () => bare) },
  ]
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
    polarity: { type: 'string' },
  },
})
if (values.data === undefined) throw new Error('Say where the data sets are: npm run train -- --data DIR')
run(values.data, values.out, values.comments, values.polarity)
