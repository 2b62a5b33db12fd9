// Measures the reading beside what npm offers: accuracy on posts that nobody was trained on, posts a CPU second on one thread, load
// time and memory, as JSON Lines, all in one run. English: vader-sentiment, sentiment (AFINN), wink-nlp. Korean: npm has no reader
// of feelings, so garu-ko stands for speed alone: it parts words into morphemes, the first step of any reader built on it.
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { labels, learn, makeLeaning, packLessons, wordsThatTeach } from '../server/understanding/lessons.ts'
import { createReader } from '../server/understanding/read.ts'
import { loadModel } from '../server/understanding/worker.ts'
import { partOf } from '../tools/train/rows.ts'
import { mean, scoreSentiment, scoreYesNo } from '../tools/train/scores.ts'
import { type Post, readFilms, readOwnPosts, readTweets } from '../tools/train/sources.ts'
import { describeMachine, print } from './machine.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seconds: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(
    'Usage: npm run bench -- read [--data DIR] [--seconds N]\n\n  --data DIR   folder of the public data sets: film reviews and tweets too\n  --seconds N  how long each turn of a speed lasts (2); three turns, taken by turns\n',
  )
  process.exit(0)
}

/** A counterpart that tells positive, neutral or negative; the thresholds are its authors' own. */
type Judge = (text: string) => 'positive' | 'neutral' | 'negative'
interface Counterpart {
  readonly name: string
  readonly use: (text: string) => unknown
  readonly judge: Judge | null
}

const require = createRequire(import.meta.url)
const turns = 3
const pole = (score: number, threshold: number) =>
  score > threshold ? 'positive' : score < -threshold ? 'negative' : 'neutral'

print({ name: 'machine', ...describeMachine() })
const before = process.memoryUsage().rss
const opening = performance.now()
const model = loadModel()
const read = createReader(model)
const loadMs = Math.round(performance.now() - opening)
read(['준비'])
print({
  name: 'load',
  ms: loadMs,
  megabytes: Math.round((process.memoryUsage().rss - before) / 1e5) / 10,
  file: model.length,
})

const posts = readOwnPosts()
const heldOut = (lang: string) => posts.filter(post => post.lang === lang && partOf(post.id, 10) === 0)
const english = openEnglish()
const korean = await openKorean()

const lean = tellLearning()
tellPosts('ko', heldOut('ko'), [])
tellPosts('en', heldOut('en'), english)
if (values.data !== undefined) {
  tellTweets(values.data)
  tellFilms(values.data)
}
for (const [lang, others] of [
  ['ko', korean],
  ['en', english],
] as const) {
  tellSpeed(
    lang,
    posts.filter(post => post.lang === lang).map(post => post.text),
    others,
  )
}

function openEnglish(): Counterpart[] {
  const { SentimentIntensityAnalyzer: vader } = require('vader-sentiment')
  const Sentiment = require('sentiment')
  const wink = require('wink-nlp')
  const afinn = new Sentiment()
  const nlp = wink(require('wink-eng-lite-web-model'), ['sbd', 'negation', 'sentiment'])
  const compound = (text: string): number => vader.polarity_scores(text).compound
  const summed = (text: string): number => afinn.analyze(text).score
  const ofWink = (text: string): number => nlp.readDoc(text).out(nlp.its.sentiment)
  return [
    { name: 'vader-sentiment', use: compound, judge: text => pole(compound(text), 0.05) },
    { name: 'sentiment (AFINN)', use: summed, judge: text => pole(summed(text), 0) },
    { name: 'wink-nlp', use: ofWink, judge: text => pole(ofWink(text), 0) },
  ]
}

/** What a thousand corrections cost to learn from, and the weights that they give: a workspace that taught as much as it can. */
function tellLearning() {
  const rows = posts.filter(post => partOf(post.id, 10) !== 0).slice(0, 1000)
  const start = process.threadCpuUsage()
  const taught = rows.map((post, n) => ({
    itemId: post.id,
    at: new Date(n),
    label: labels.find(name => name === post.sentiment)!,
    words: wordsThatTeach(post.text),
    scores: labels.map(name => read([post.text])[0]!.sentiment!.scores[name] ?? 0),
  }))
  const { lessons } = learn(taught, new Set())
  const { user, system } = process.threadCpuUsage(start)
  print({
    name: 'learning',
    corrections: rows.length,
    lessons: lessons.length,
    cpuMs: Math.round((user + system) / 1000),
  })
  return makeLeaning(packLessons(lessons)!)
}

async function openKorean(): Promise<Counterpart[]> {
  const { Garu } = await import('garu-ko')
  const garu = await Garu.load()
  return [{ name: 'garu-ko (morphemes alone)', use: text => garu.analyze(text), judge: null }]
}

function ours(text: string): string {
  return read([text])[0]!.sentiment!.label
}

/** The likeliest of three: where a set knows nothing of mixed feelings. */
function oursOfThree(text: string): string {
  const { scores } = read([text])[0]!.sentiment!
  return (['positive', 'neutral', 'negative'] as const).reduce((a, b) => ((scores[b] ?? 0) > (scores[a] ?? 0) ? b : a))
}

function tellPosts(lang: string, rows: readonly Post[], others: readonly Counterpart[]): void {
  const gold = rows.map(post => post.sentiment)
  for (const [name, judge] of [
    ['maeari', ours],
    ...others.map(other => [other.name, other.judge!] as const),
  ] as const) {
    const { f1of3, recall } = scoreSentiment(
      gold,
      rows.map(post => judge(post.text)),
    )
    print({ name: `own held-out posts, ${lang}`, of: name, rows: rows.length, f1of3: round(f1of3), recall: recall })
  }
}

function tellTweets(data: string): void {
  const tweets = readTweets(data)
  const labels = ['negative', 'neutral', 'positive']
  for (const [name, judge] of [
    ['maeari', oursOfThree],
    ...english.map(other => [other.name, other.judge!] as const),
  ] as const) {
    const said = tweets.map(tweet => judge(tweet.text))
    const recalls = labels.map(
      (label, k) =>
        scoreYesNo(
          tweets.map(tweet => tweet.label === k),
          said.map(one => one === label),
        ).recall,
    )
    print({ name: 'tweeteval development rows', of: name, rows: tweets.length, macroRecall: round(mean(recalls)) })
  }
}

function tellFilms(data: string): void {
  const films = readFilms(data).dev.slice(12_500)
  const right = films.filter(film => {
    const { scores } = read([film.text])[0]!.sentiment!
    return film.isPositive === (scores.positive ?? 0) > (scores.negative ?? 0)
  })
  print({
    name: 'nsmc, rows that chose nothing',
    of: 'maeari',
    rows: films.length,
    accuracy: round(right.length / films.length),
  })
}

/** Posts a CPU second on this thread, each side by turns; the median turn. */
function tellSpeed(lang: string, texts: readonly string[], others: readonly Counterpart[]): void {
  const sides = [
    { name: 'maeari', use: (text: string): unknown => read([text]) },
    { name: 'maeari with 2,000 lessons', use: (text: string): unknown => lean(text, read([text])[0]!) },
    ...others,
  ]
  const found = new Map(sides.map(side => [side.name, [] as number[]]))
  for (let turn = 0; turn <= turns; turn++) {
    for (const { name, use } of sides) {
      const end = performance.now() + Number(values.seconds) * 1000
      const start = process.threadCpuUsage()
      let done = 0
      while (performance.now() < end) for (let k = 0; k < 50; k++) use(texts[done++ % texts.length]!)
      const { user, system } = process.threadCpuUsage(start)
      if (turn > 0) found.get(name)!.push((done / (user + system)) * 1e6)
    }
  }
  const middle = (name: string) => found.get(name)!.toSorted((a, b) => a - b)[Math.floor(turns / 2)]!
  const letters = Math.round(mean(texts.map(text => text.length)))
  for (const { name } of sides) {
    print({
      name: `speed, ${lang}`,
      of: name,
      letters,
      postsPerCpuSecond: Math.round(middle(name)),
      timesOurs: round(middle(name) / middle('maeari')),
    })
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
