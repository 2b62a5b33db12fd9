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

/** KOTE's names by number. */
const NAMES = (
  '불평/불만,환영/호의,감동/감탄,지긋지긋,고마움,슬픔,화남/분노,존경,기대감,우쭐댐/무시함,안타까움/실망,비장함,의심/불신,뿌듯함,편안/쾌적,' +
  '신기함/관심,아껴주는,부끄러움,공포/무서움,절망,한심함,역겨움/징그러움,짜증,어이없음,없음,패배/자기혐오,귀찮음,힘듦/지침,즐거움/신남,깨달음,' +
  '죄책감,증오/혐오,흐뭇함(귀여움/예쁨),당황/난처,경악,부담/안_내킴,서러움,재미없음,불쌍함/연민,놀람,행복,불안/걱정,기쁨,안심/신뢰'
).split(',')

export interface Comment {
  readonly id: string
  readonly text: string
  readonly felt: ReadonlySet<string>
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
    return { id, text, felt: new Set([...labels].map(label => NAMES[label] ?? '')), sentiment }
  })
}

const EKMAN_NAMES = ['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise']
const EKMAN_POLES = ['negative', 'negative', 'negative', 'positive', 'neutral', 'negative', 'unclear'] as const

export interface Remark {
  readonly text: string
  readonly felt: ReadonlySet<string>
  readonly sentiment: Comment['sentiment']
}

/** English comments by Ekman's emotions, and as a sentiment; rows with several that disagree are unclear. */
export function readReddit(data: string): Remark[] {
  return ['train.tsv', 'test.tsv', 'dev.tsv'].flatMap(name =>
    lines(join(data, 'goemotions_ekman', name)).map((line): Remark => {
      const [text = '', labels = ''] = line.split('\t')
      const numbers = labels.split(',').map(Number)
      const poles = new Set(numbers.map(label => EKMAN_POLES[label] ?? 'unclear'))
      poles.delete('unclear')
      if (poles.size > 1) poles.delete('neutral')
      const felt = new Set(numbers.map(label => EKMAN_NAMES[label] ?? ''))
      return { text, felt, sentiment: poles.size === 1 ? [...poles][0]! : 'unclear' }
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
