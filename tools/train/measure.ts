/** Measures a trained model: its tables on development rows, and its finished file through the product's own reader. */
import type { Reading } from '../../contract/understanding.ts'
import { SCHEME } from '../../server/understanding/heads.ts'
import { createReader } from '../../server/understanding/read.ts'
import type { Calibration } from './calibrate.ts'
import { mistype, slang, unspace } from './harm.ts'
import { POLARITY_PLAN } from './plan.ts'
import { type Polarity, scorePolarity, trainPolarity } from './polarity.ts'
import { makeChance, partOf, readRows } from './rows.ts'
import { calibrationError, mean, scoreSentiment, scoreYesNo } from './scores.ts'
import { type Comment, type Polar, type Post, readTweets } from './sources.ts'

/** Prints one line of JSON. */
export function print(name: string, scores: object): void {
  const short = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value)
  process.stdout.write(`${JSON.stringify({ name, ...scores }, short)}\n`)
}

/** Accuracy on film reviews: the first half of the rows chose the model, the second half reports. */
export function measureFilms(dev: readonly Polar[], polarity: Polarity) {
  const scores = scorePolarity(readRows(dev.map(film => film.text)), polarity)
  return halves(dev.map((film, i) => film.isPositive === scores[i]! > 0))
}

/** Five-fold cross-validation on the polar comments: each fold is read by a table that never saw it. */
export function measureComments(comments: readonly Comment[], rest: readonly (Polar & { weight: number })[]) {
  const polar = comments.filter(row => row.sentiment === 'positive' || row.sentiment === 'negative')
  const isRight: boolean[] = []
  for (let fold = 0; fold < 5; fold++) {
    const isOut = (row: Comment) => partOf(row.id, 5) === fold
    const train = [
      ...rest,
      ...polar
        .filter(row => !isOut(row))
        .map(row => ({ text: row.text, isPositive: row.sentiment === 'positive', weight: COMMENT_WEIGHT })),
    ]
    const table = trainPolarity(
      readRows(train.map(row => row.text)),
      Uint8Array.from(train, row => (row.isPositive ? 1 : 0)),
      Float32Array.from(train, row => row.weight),
      POLARITY_PLAN,
    )
    const out = polar.filter(isOut)
    const scores = scorePolarity(readRows(out.map(row => row.text)), table)
    out.forEach((row, i) => {
      isRight.push((row.sentiment === 'positive') === scores[i]! > 0)
    })
  }
  return { rows: isRight.length, accuracy: mean(isRight.map(Number)) }
}

/** How much a polar comment counts beside a film review. */
export const COMMENT_WEIGHT = 3

/** Reads everything through the finished file, and prints a line a set. */
export function measure(
  bytes: Uint8Array,
  data: string,
  posts: readonly Post[],
  isHeldOut: readonly boolean[],
  films: readonly Polar[],
): void {
  const read = createReader(
    bytes,
    SCHEME.groups.map(group => group.field),
  )
  const filmReadings = read(films.map(film => film.text))
  print('nsmc, by the reading', halves(filmReadings.map((reading, i) => films[i]!.isPositive === pole(reading) > 0)))
  const tweets = readTweets(data)
  const said = read(tweets.map(tweet => tweet.text)).map(three)
  print('tweeteval development rows', {
    recall: mean(
      [0, 1, 2].map(
        label =>
          scoreYesNo(
            tweets.map(tweet => tweet.label === label),
            said.map(s => s === label),
          ).recall,
      ),
    ),
  })
  for (const lang of ['ko', 'en']) {
    const out = posts.filter((post, i) => post.lang === lang && isHeldOut[i])
    const scored = (change: (text: string) => string) => scorePosts(out, read(out.map(post => change(post.text))))
    print(
      `own held-out tenth, ${lang}`,
      scored(text => text),
    )
    const chance = makeChance(17)
    print(`own held-out tenth, ${lang}, mistyped`, { f1of3: scored(text => mistype(text, chance)).f1of3 })
    if (lang === 'en') continue
    print('own held-out tenth, ko, unspaced', { f1of3: scored(unspace).f1of3 })
    print('own held-out tenth, ko, jamo slang', { f1of3: scored(slang).f1of3 })
  }
}

/** The scores of labels.md for posts and their readings; fields that are not read have none. */
export function scorePosts(posts: readonly Post[], readings: readonly Reading[]) {
  const guess = readings.map(reading => reading.sentiment!.label)
  const sure = readings.map(reading => reading.sentiment!.confidence)
  const isRight = posts.map((post, i) => post.sentiment === guess[i])
  const yesNo = (gold: (post: Post) => boolean, said: (reading: Reading) => boolean) =>
    scoreYesNo(posts.map(gold), readings.map(said))
  const intents = INTENTS.map(name =>
    yesNo(
      post => post.intents.includes(name),
      reading => reading.intents?.some(one => one.label === name) ?? false,
    ),
  )
  const urgencies = ['low', 'normal', 'high'].map(name =>
    yesNo(
      post => post.urgency === name,
      reading => reading.urgency === name,
    ),
  )
  const { f1, recall } = yesNo(
    post => post.crisis,
    reading => reading.crisis?.value ?? false,
  )
  return {
    rows: posts.length,
    ...scoreSentiment(
      posts.map(post => post.sentiment),
      guess,
    ),
    calibrationError: calibrationError(sure, isRight),
    intentsF1: mean(intents.map(score => score.f1)),
    urgencyF1: mean(urgencies.map(score => score.f1)),
    crisisF1: f1,
    crisisRecall: recall,
    answerableF1: yesNo(
      post => post.answerable,
      reading => reading.answerable ?? false,
    ).f1,
    spamF1: yesNo(
      post => post.spam,
      reading => reading.spam ?? false,
    ).f1,
  }
}

const INTENTS = ['question', 'complaint', 'suggestion', 'praise', 'purchase', 'recommendation'] as const

/** Sentiment in cross-validation, calibrated as the reader does, which is what settings were chosen by. */
export function printCrossed(
  posts: readonly Post[],
  logits: Float32Array,
  isHeldOut: readonly boolean[],
  calibrations: readonly Calibration[],
): void {
  const { labels } = SCHEME.groups[0]!
  for (const [language, lang] of ['ko', 'en'].entries()) {
    const rows = posts.map((_, i) => i).filter(i => posts[i]!.lang === lang && !isHeldOut[i])
    const calibration = calibrations[language]!
    const guess = rows.map(i => {
      const shares = labels.map((_, k) => calibration[k]![0] * logits[i * SCHEME.columns + k]! + calibration[k]![1])
      return labels[shares.indexOf(Math.max(...shares))]!
    })
    print(
      `own, cross-validated, ${lang}`,
      scoreSentiment(
        rows.map(i => posts[i]!.sentiment),
        guess,
      ),
    )
  }
}

function pole({ sentiment }: Reading): number {
  return sentiment!.scores.positive! - sentiment!.scores.negative!
}

function three({ sentiment }: Reading): number {
  const { positive, neutral, negative } = sentiment!.scores
  const most = Math.max(positive!, neutral!, negative!)
  return most === negative ? 0 : most === neutral ? 1 : 2
}

function halves(isRight: readonly boolean[]) {
  const middle = isRight.length / 2
  return {
    chosenOn: mean(isRight.slice(0, middle).map(Number)),
    reported: mean(isRight.slice(middle).map(Number)),
    rows: isRight.length,
  }
}
