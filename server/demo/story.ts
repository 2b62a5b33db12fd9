/** The demo's twelve weeks: who says what, where and when, with rhythm, two campaigns, one crisis, answers and silence. */

import { makePeople, newsDesks, type Person } from './people.ts'
import { englishAnswers, englishPosts } from './phrases-en.ts'
import {
  answers,
  closings,
  type Feeling,
  headlines,
  industry,
  openings,
  phrases,
  rival,
  type Theme,
} from './phrases-ko.ts'
import { makeRandom, type Random } from './random.ts'

export interface DemoPost {
  readonly remoteId: string
  readonly channel: string
  readonly kind: 'post' | 'reply' | 'article'
  readonly author: { handle: string; name: string; followers: number | null }
  readonly title: string | null
  readonly text: string
  readonly publishedAt: Date
  /** Speaks to the brand's own account. */
  readonly isAddressed: boolean
  /** What its writer felt, where the story knows: people correct some that the machine read otherwise. */
  readonly meant?: Feeling
  /** What became of it; null waits still. */
  readonly end:
    | { state: 'answered'; text: string; at: Date; by: string }
    | { state: 'stance' | 'not_ours'; at: Date; reason: string }
    | null
}

export interface Story {
  readonly brand: string
  readonly posts: readonly DemoPost[]
  /** What happened, for the charts. */
  readonly marks: readonly { at: Date; ko: string; en: string }[]
}

const days = 84
const dayMs = 24 * 3_600_000
const seoulOffsetMs = 9 * 3_600_000

/** Share of a day's talk by hour in Seoul; asleep at four, loudest at nine in the evening. */
const hourWeights = [6, 4, 3, 2, 2, 3, 6, 11, 17, 21, 21, 24, 27, 24, 23, 23, 23, 24, 27, 30, 32, 33, 24, 13]
const weekdayWeights = [0.9, 1.08, 1.05, 1, 1, 1.05, 0.88]

const usualThemes: readonly [Theme, number][] = [
  ['delivery', 30],
  ['quality', 22],
  ['price', 14],
  ['service', 14],
  ['refill', 12],
  ['app', 8],
]
const feelingsOf: Readonly<Record<Theme, readonly number[]>> = {
  // positive, negative, neutral, mixed
  delivery: [38, 24, 28, 10],
  quality: [48, 18, 20, 14],
  price: [34, 26, 28, 12],
  service: [36, 30, 24, 10],
  refill: [50, 12, 26, 12],
  app: [24, 44, 22, 10],
  outage: [3, 82, 12, 3],
}
const feelings: readonly Feeling[] = ['positive', 'negative', 'neutral', 'mixed']

/** Days before now, and how loud: the campaigns and the crisis. */
const refillCampaign = { from: 52, to: 45, factor: 1.6 }
const saleCampaign = { from: 17, to: 14, factor: 1.9 }
const crisisDaysAgo = 4
const crisisStartsAt = 13 * 60 + 40

/** @param now the last instant of the story; @param count how many posts, about */
export const tellStory = (options: {
  seed: number
  now: Date
  count: number
  brand: string
  agents: readonly string[]
}): Story => {
  const random = makeRandom(options.seed)
  const people = makePeople(random, Math.max(40, Math.round(options.count / 7)))
  const cumulative = accumulate(people)
  const times = drawTimes(random, options.now, options.count)
  const crisisFrom = crisisStart(options.now)
  const posts = times.map((at, index) =>
    pointing(makePost({ random, people, cumulative, at, index, ...options, crisisFrom }), index, options.now),
  )
  return {
    brand: options.brand,
    posts,
    marks: [
      { at: daysAgo(options.now, refillCampaign.from), ko: '리필 캠페인 시작', en: 'Refill campaign begins' },
      { at: daysAgo(options.now, saleCampaign.from), ko: '주말 할인', en: 'Weekend sale' },
      { at: crisisFrom, ko: '해지 페이지 장애', en: 'Cancel page fails' },
    ],
  }
}

/** Lately some of the posts point to places where nobody of the shop listens. */
const pointing = (post: DemoPost, index: number, now: Date): DemoPost => {
  const to = elsewhere[index % 60]
  if (to === undefined || post.kind === 'article' || post.publishedAt < daysAgo(now, 13)) return post
  return { ...post, text: `${post.text} ${to}/${index}` }
}

const elsewhere = ['https://www.threads.com/@salim_note/post', 'https://cafe.naver.com/zerosalim']

const daysAgo = (now: Date, count: number) => new Date(now.getTime() - count * dayMs)

const seoulMidnight = (at: Date): number => Math.floor((at.getTime() + seoulOffsetMs) / dayMs) * dayMs - seoulOffsetMs

const crisisStart = (now: Date): Date => new Date(seoulMidnight(daysAgo(now, crisisDaysAgo)) + crisisStartsAt * 60_000)

/** Instants in order: an inhomogeneous Poisson process by hour, drawn by its weights. */
const drawTimes = (random: Random, now: Date, count: number): Date[] => {
  const crisisFrom = crisisStart(now).getTime()
  const firstHour = Math.floor((now.getTime() - days * dayMs) / 3_600_000)
  const hours = days * 24
  const weights = Array.from({ length: hours }, (_, index) =>
    hourWeight((firstHour + index) * 3_600_000, now.getTime(), crisisFrom),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const times: number[] = []
  weights.forEach((weight, index) => {
    const expected = (weight / total) * count
    const drawn = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
    for (let i = 0; i < drawn; i++) {
      const at = (firstHour + index) * 3_600_000 + random.below(3_600_000)
      if (at < now.getTime()) times.push(at)
    }
  })
  return times.sort((a, b) => a - b).map(at => new Date(at))
}

const hourWeight = (at: number, now: number, crisisFrom: number): number => {
  const seoul = new Date(at + seoulOffsetMs)
  const ago = (now - at) / dayMs
  const campaign = [refillCampaign, saleCampaign].find(one => ago <= one.from && ago > one.to)
  const grown = 0.8 + (0.4 * (days - ago)) / days
  const usual = hourWeights[seoul.getUTCHours()]! * weekdayWeights[seoul.getUTCDay()]! * grown * (campaign?.factor ?? 1)
  return usual + crisisWeight(at, crisisFrom)
}

/** The crisis on top of the usual talk: it breaks, peaks after three hours and fades with a half-life of nine. */
const crisisWeight = (at: number, crisisFrom: number): number => {
  const hours = (at + 3_600_000 - crisisFrom) / 3_600_000
  if (hours <= 0) return 0
  return 120 * Math.min(1, hours / 3) * 0.5 ** (Math.max(0, hours - 3) / 9)
}

interface Scene {
  random: Random
  people: readonly Person[]
  cumulative: readonly number[]
  at: Date
  index: number
  now: Date
  brand: string
  agents: readonly string[]
  crisisFrom: Date
}

const makePost = (scene: Scene): DemoPost => {
  const { random, at, crisisFrom } = scene
  const crisis = crisisWeight(at.getTime(), crisisFrom.getTime())
  const usual = hourWeight(at.getTime(), scene.now.getTime(), Number.MAX_SAFE_INTEGER)
  const isCrisis = random.chance(crisis / (crisis + usual))
  if (random.chance(0.02)) return makeArticle(scene, isCrisis)
  const person = pickPerson(scene)
  if (!isCrisis && random.chance(0.24)) return makeAside(scene, person)
  return makeBrandPost(scene, person, isCrisis ? 'outage' : drawTheme(scene))
}

const accumulate = (people: readonly Person[]): number[] => {
  let sum = 0
  return people.map(person => {
    sum += person.weight
    return sum
  })
}

const pickPerson = ({ random, people, cumulative }: Scene): Person => {
  const target = random.next() * cumulative.at(-1)!
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle]! < target) low = middle + 1
    else high = middle
  }
  return people[low]!
}

const drawTheme = ({ random, at, now }: Scene): Theme => {
  const ago = (now.getTime() - at.getTime()) / dayMs
  if (ago <= refillCampaign.from && ago > refillCampaign.to && random.chance(0.4)) return 'refill'
  if (ago <= saleCampaign.from && ago > saleCampaign.to && random.chance(0.4)) return 'price'
  return usualThemes[random.weighted(usualThemes.map(([, weight]) => weight))]![0]
}

const remoteIdOf = (scene: Scene, channel: string) => `demo:${channel}:${scene.index}`

const makeArticle = (scene: Scene, isCrisis: boolean): DemoPost => {
  const { random, brand, at } = scene
  const desk = random.pick(newsDesks)
  const title = fill(random.pick(isCrisis ? headlines.outage : headlines.everyday), brand)
  const end = random.chance(0.8)
    ? { state: 'stance' as const, at: later(at, 30 + random.exponential(200)), reason: '보도' }
    : null
  return {
    remoteId: remoteIdOf(scene, 'news'),
    channel: 'news',
    kind: 'article',
    author: { handle: desk.handle, name: desk.name, followers: null },
    title,
    text: title,
    publishedAt: at,
    isAddressed: false,
    end: past(end, scene.now),
  }
}

/** Talk of the rival or of the trade: nobody expects us to answer. */
const makeAside = (scene: Scene, person: Person): DemoPost => {
  const { random, brand, at } = scene
  const text =
    person.language === 'en' || random.chance(0.7)
      ? person.language === 'en'
        ? 'Badamall and its free returns again, everybody at work talks about it.'
        : fill(random.pick(rival[random.pick(['positive', 'negative', 'neutral'] as const)]), brand)
      : random.pick(industry)
  const end = random.chance(0.85)
    ? { state: 'not_ours' as const, at: later(at, random.exponential(300)), reason: '우리 일이 아님' }
    : null
  return {
    ...voice(scene, person),
    kind: 'post',
    title: null,
    text: decorate(random, text),
    publishedAt: at,
    isAddressed: false,
    end: past(end, scene.now),
  }
}

const makeBrandPost = (scene: Scene, person: Person, theme: Theme): DemoPost => {
  const { random, brand, at } = scene
  const feeling = feelings[random.weighted(feelingsOf[theme])]!
  const text =
    person.language === 'en'
      ? fill(random.pick(englishPosts[theme === 'outage' ? 'negative' : feeling]), 'Haneul Shop')
      : speakKorean(random, theme, feeling, brand)
  const spoken = voice(scene, person)
  const isAddressed = spoken.channel === 'bluesky' && random.chance(feeling === 'positive' ? 0.15 : 0.4)
  return {
    ...spoken,
    kind: isAddressed ? 'reply' : 'post',
    title: null,
    text: decorate(random, text),
    publishedAt: at,
    isAddressed,
    meant: feeling,
    end: past(decideEnd(scene, person, feeling, isAddressed), scene.now),
  }
}

const speakKorean = (random: Random, theme: Theme, feeling: Feeling, brand: string): string => {
  const opening = random.chance(0.55) ? `${random.pick(openings[feeling])} ` : ''
  const closing = random.chance(0.6) ? ` ${random.pick(closings[feeling])}` : ''
  const second = random.chance(0.18) ? `. ${fill(random.pick(phrases[theme][feeling]), '여기')}` : ''
  return `${opening}${fill(random.pick(phrases[theme][feeling]), brand)}${second}${closing}`.trim()
}

const fill = (phrase: string, brand: string) => phrase.replaceAll('{b}', brand)

/** Small habits of writing: hashtags, laughter, a missing space. */
const decorate = (random: Random, text: string): string => {
  const kind = random.weighted([70, 8, 8, 7, 7])
  if (kind === 1) return `${text} #하늘상점`
  if (kind === 2) return `${text} ㅋㅋ`
  if (kind === 3) return text.replace(' ', '')
  return kind === 4 ? `${text} ㅠㅠ`.replace('ㅎㅎ ㅠㅠ', 'ㅎㅎ') : text
}

const voice = (scene: Scene, person: Person) => {
  const channels = Object.keys(person.handles)
  const channel = channels[scene.random.below(channels.length)]!
  return {
    remoteId: remoteIdOf(scene, channel),
    channel,
    author: { handle: person.handles[channel]!, name: person.name, followers: person.followers },
  }
}

/** Four of five complaints get an answer, most within the hour; some are left silent, as everywhere. */
const decideEnd = (scene: Scene, person: Person, feeling: Feeling, isAddressed: boolean): DemoPost['end'] => {
  const { random, at, agents } = scene
  const tone = feeling === 'mixed' ? 'negative' : feeling
  const answerShare = isAddressed
    ? { positive: 0.6, negative: 0.88, neutral: 0.9 }[tone]
    : { positive: 0.06, negative: 0.42, neutral: 0.3 }[tone]
  if (random.chance(answerShare) && 'bluesky' in person.handles) {
    const minutes = random.chance(0.86) ? 3 + random.exponential(22) : 60 + random.exponential(240)
    const said = person.language === 'en' ? random.pick(englishAnswers[tone]) : random.pick(answers[tone])
    return { state: 'answered', text: said, at: later(at, minutes), by: random.pick(agents) }
  }
  if (tone === 'positive' && !isAddressed)
    return { state: 'stance', at: later(at, random.exponential(400)), reason: '좋은 말, 답 없이 감사' }
  if (random.chance(tone === 'negative' ? 0.86 : 0.9) && !isAddressed)
    return { state: 'stance', at: later(at, random.exponential(500)), reason: '일반 의견' }
  return null
}

const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)

/** What would end after now has not ended yet. */
const past = (end: DemoPost['end'], now: Date): DemoPost['end'] => (end && end.at < now ? end : null)
