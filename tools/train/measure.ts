/** Measures a trained model: its tables on development rows, and its finished file through the product's own reader. */
import type { Reading } from '../../contract/understanding.ts'
import { createReader } from '../../server/understanding/read.ts'
import { POLARITY_PLAN } from './plan.ts'
import { type Polarity, scorePolarity, trainPolarity } from './polarity.ts'
import { partOf, readRows } from './rows.ts'
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
  const read = createReader(bytes)
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
    print(`own held-out tenth, ${lang}`, scorePosts(out, read(out.map(post => post.text))))
  }
}

/** The scores of labels.md for posts and their readings. */
export function scorePosts(posts: readonly Post[], readings: readonly Reading[]) {
  const guess = readings.map(reading => reading.sentiment!.label)
  const sentiment = scoreSentiment(
    posts.map(post => post.sentiment),
    guess,
  )
  const sure = readings.map(reading => reading.sentiment!.confidence)
  return {
    rows: posts.length,
    ...sentiment,
    calibrationError: calibrationError(
      sure,
      posts.map((post, i) => post.sentiment === guess[i]),
    ),
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
