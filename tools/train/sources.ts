/** Reads the public data sets and the project's own posts into rows of text and label. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Post {
  readonly id: string
  readonly text: string
  readonly lang: 'ko' | 'en'
  readonly sentiment: string
  readonly intents: readonly string[]
  readonly urgency: string
  readonly crisis: boolean
  readonly answerable: boolean
  readonly spam: boolean
  readonly emotions: readonly string[]
  readonly register: string
  readonly domain: string
}

export interface Polar {
  readonly text: string
  readonly isPositive: boolean
}

const own = join(import.meta.dirname, '../../server/understanding/data')

/** The posts that the project wrote, in the order of their files. */
export function readOwnPosts(): Post[] {
  return ['posts-ko.jsonl', 'posts-en.jsonl'].flatMap(name =>
    lines(join(own, name)).map(line => JSON.parse(line) as Post),
  )
}

/** Film reviews by rating, without the rows that are kept for development. */
export function readFilms(data: string): { train: Polar[]; dev: Polar[] } {
  const read = (name: string) =>
    lines(join(data, 'nsmc', name)).map(line => {
      const [id = '', rating = '', ...text] = line.split('\t')
      return { id, text: text.join('\t'), isPositive: Number(rating) >= 6 }
    })
  const dev = read('dev_official_first25k.tsv')
  const kept = new Set(dev.map(row => row.id))
  const train: Polar[] = []
  for (const name of ['train_neg_all.tsv', 'train_pos_all.tsv']) {
    for (const row of read(name)) if (!kept.has(row.id)) train.push(row)
  }
  return { train, dev }
}

/** Groups of the 44 emotions of KOTE by pole; what is in neither says nothing of the pole. */
const GLAD = new Set([1, 2, 4, 7, 8, 13, 14, 28, 32, 40, 42, 43])
const SORE = new Set([0, 3, 6, 9, 10, 12, 20, 21, 22, 23, 26, 31, 35, 37])
const NONE = 24

export interface Comment {
  readonly id: string
  readonly text: string
  readonly labels: ReadonlySet<number>
  readonly sentiment: 'positive' | 'neutral' | 'negative' | 'unclear'
}

/** Korean comments; polar where all emotions that have a pole share it, neutral where people felt nothing. */
export function readComments(data: string): Comment[] {
  return lines(join(data, 'kote', 'val.tsv')).map(line => {
    const [id = '', text = '', names = ''] = line.split('\t')
    const labels = new Set(names.split(',').map(Number))
    let glad = 0
    let sore = 0
    for (const label of labels) {
      if (GLAD.has(label)) glad++
      if (SORE.has(label)) sore++
    }
    const sentiment =
      glad > 0 && sore === 0
        ? 'positive'
        : sore > 0 && glad === 0
          ? 'negative'
          : labels.has(NONE) && glad + sore === 0
            ? 'neutral'
            : 'unclear'
    return { id, text, labels, sentiment }
  })
}

const EKMAN = ['negative', 'negative', 'negative', 'positive', 'neutral', 'negative', 'unclear'] as const

/** English comments by Ekman's emotions, as a sentiment; rows with several that disagree are unclear. */
export function readReddit(data: string): { text: string; sentiment: Comment['sentiment'] }[] {
  return ['train.tsv', 'test.tsv', 'dev.tsv'].flatMap(name =>
    lines(join(data, 'goemotions_ekman', name)).map(line => {
      const [text = '', labels = ''] = line.split('\t')
      const poles = new Set(labels.split(',').map(label => EKMAN[Number(label)] ?? 'unclear'))
      poles.delete('unclear')
      if (poles.size > 1) poles.delete('neutral')
      return { text, sentiment: poles.size === 1 ? [...poles][0]! : ('unclear' as const) }
    }),
  )
}

/** Korean small talk: questions and remarks, no brand in them. */
export function readSmallTalk(data: string): string[] {
  return lines(join(data, 'chatbot_songys', 'ChatbotData.csv'))
    .slice(1)
    .map(line => cells(line)[0] ?? '')
}

/** English requests to a bank and to an assistant. */
export function readRequests(data: string): { bank: string[]; assistant: string[] } {
  const bank = lines(join(data, 'banking77', 'train.csv'))
    .slice(1)
    .map(line => cells(line)[0] ?? '')
  const full = JSON.parse(readFileSync(join(data, 'clinc150', 'data_full.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >
  return { bank, assistant: (full.train ?? []).map(row => row[0]) }
}

/** TweetEval's development rows, to look at and never to train on: 0 negative, 1 neutral, 2 positive. */
export function readTweets(data: string): { text: string; label: number }[] {
  return lines(join(data, 'tweeteval_sentiment_dev', 'val.tsv')).map(line => {
    const [label = '', ...text] = line.split('\t')
    return { label: Number(label), text: text.join('\t').replace(/^"|"\s*$/g, '') }
  })
}

function lines(path: string): string[] {
  if (!existsSync(path)) throw new Error(`${path} is missing: give the folder of the data sets with --data DIR.`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.length > 0)
}

function cells(line: string): string[] {
  const found: string[] = []
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'))
  }
  return found
}
