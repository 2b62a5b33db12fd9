// Measures the standing matcher: posts a CPU second for 10, 1,000, 10,000 and 150,000 boolean queries, as JSON Lines,
// against the fastest multi-pattern package of npm, which must find the same matches in the same run.
// Text is Korean and English in equal parts, made from a fixed seed; the whole road is measured, from the raw text on.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compileQueries } from '../server/listening/match.ts'
import { type Post, satisfies } from '../server/listening/meaning.ts'
import { parseQuery, type Query } from '../server/listening/query.ts'
import { makeYardstick } from './match-yardstick.ts'

const { values } = parseArgs({
  options: {
    texts: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    queries: { type: 'string', default: '10,1000,10000,150000' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(
    'Usage: npm run bench -- match [--seconds N] [--queries N,…] [--texts FILE]\n\n  --queries N,…  how many, one run each (10,1000,10000,150000)\n  --texts FILE   posts to read instead, one a line\n',
  )
  process.exit(0)
}

type Dice = () => number

/** Mulberry32: the same numbers on every machine. */
function dice(seed: number): Dice {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(roll: Dice, list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T
/** Words are used as in life: the first of a list far more often than the last. */
const pickCommon = <T>(roll: Dice, list: readonly T[]): T => list[Math.floor(roll() ** 3 * list.length)] as T

const syllables = [
  ...'가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추기니디리미비시이지치키티피히',
]
const parts = [
  'lo',
  'mi',
  'ra',
  'no',
  've',
  'ti',
  'sha',
  'ko',
  'zen',
  'ly',
  'pa',
  'do',
  'quo',
  'ber',
  'sky',
  'fin',
  'tra',
  'mo',
  'el',
  'ux',
]

function makeNames(roll: Dice, count: number): string[] {
  const names = new Set<string>()
  while (names.size < count) {
    const isHangul = names.size % 2 === 0
    const length = 2 + Math.floor(roll() * 3)
    names.add(Array.from({ length }, () => pick(roll, isHangul ? syllables : parts)).join(''))
  }
  return [...names]
}

const nouns =
  '배송 환불 교환 고객센터 서비스 품질 가격 포장 매장 직원 앱 업데이트 결제 주문 리뷰 후기 할인 쿠폰 디자인 사이즈 색상 택배 상담 회원 이벤트 광고 협찬 선물 신제품 예약'.split(
    ' ',
  )
const tails = [
  '이',
  '은',
  '을',
  '도',
  '만',
  '에서',
  '에서도',
  '으로',
  '까지',
  '이라서',
  '이라는',
  '입니다',
  '이네요',
  '',
  '',
]
const openTails = [
  '가',
  '는',
  '를',
  '도',
  '만',
  '에서',
  '에서도',
  '로',
  '까지',
  '라서',
  '라는',
  '입니다',
  '네요',
  '',
  '',
]
const verbs =
  '너무 늦어요|정말 좋네요|다시는 안 써요|추천합니다|실망했어요|기다리는 중입니다|왜 이런가요|친절해서 좋았어요|또 안 되네요|괜찮은 것 같아요|빨라서 놀랐다|고장났어요ㅠㅠ|대박ㅋㅋㅋ|감사합니다!|어떻게 하나요?'.split(
    '|',
  )
const english =
  'delivery refund exchange support service quality price package store staff app update payment order review discount coupon design size colour courier agent member event ad gift launch booking'.split(
    ' ',
  )
const said =
  'is so slow|is really good|never again|would recommend|let me down|still waiting for it|why is this happening|was kind and quick|does not work again|seems fine to me|broke after a week|made my day!|thank you|how do I do that?|since last Friday'.split(
    '|',
  )

function endsOpen(word: string): boolean {
  const order = word.charCodeAt(word.length - 1) - 0xac00
  return order >= 0 && order % 28 === 0
}

function makePost(roll: Dice, names: readonly string[], isKorean: boolean): Post {
  const words: string[] = []
  const length = 2 + Math.floor(roll() * 3)
  for (let n = 0; n < length; n++) {
    if (isKorean) {
      const noun = roll() < 0.25 ? pickCommon(roll, names) : pick(roll, nouns)
      words.push(noun + pick(roll, endsOpen(noun) ? openTails : tails), pick(roll, verbs))
    } else words.push(roll() < 0.25 ? pickCommon(roll, names) : pick(roll, english), pick(roll, said))
  }
  if (roll() < 0.2) words.push(`#${pick(roll, nouns)}`)
  if (roll() < 0.1) words.push(`https://${pick(roll, parts)}.example/${Math.floor(roll() * 1e6)}`)
  if (roll() < 0.2) words.push('👍')
  return { text: words.join(' '), language: isKorean ? 'ko' : 'en', followers: Math.floor(roll() * 5000) }
}

function makeQuery(roll: Dice, name: string): string {
  const issue = () => pick(roll, roll() < 0.5 ? nouns : english)
  switch (Math.floor(roll() * 6)) {
    case 0:
      return name
    case 1:
      return `${name} AND (${issue()} OR ${issue()} OR ${issue()}) NOT ${issue()}`
    case 2:
      return `(${name} OR #${name} OR @${name}) NOT (광고 OR 협찬 OR ad)`
    case 3:
      return `"${name} ${issue()}" OR "${issue()} ${name}" OR ${name}shop`
    case 4:
      return `${name} near/4 (${issue()} OR ${issue()})`
    default:
      return `${name}* ${issue()} (lang:ko OR followers:>1000) NOT "${issue()} ${issue()}"`
  }
}

function read(source: string): Query {
  const parsed = parseQuery(source)
  if (!parsed.ok) throw new Error(`${source}: ${parsed.expected}`)
  return parsed.query
}

const roll = dice(20261121)
const names = makeNames(roll, 200_000)
const posts: readonly Post[] =
  values.texts === undefined
    ? Array.from({ length: 20_000 }, (_, n) => makePost(roll, names.slice(0, 30_000), n % 2 === 0))
    : readFileSync(values.texts, 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(text => ({ text }))
const letters = posts.reduce((sum, post) => sum + post.text.length, 0)

for (const count of values.queries.split(',').map(Number)) {
  const queries = names.slice(0, count).map((name, n) => ({ id: `q${n}`, query: read(makeQuery(roll, name)) }))
  const compiling = process.cpuUsage()
  const matcher = compileQueries(queries)
  const compileSeconds = cpuSeconds(compiling)
  const sample = posts.slice(0, Math.min(300, Math.max(2, Math.floor(30_000 / count))))
  const wrong = matcher.match(sample).filter((ids, n) => {
    const plain = queries.filter(({ query }) => satisfies(query, sample[n] as Post)).map(({ id }) => id)
    return plain.join() !== ids.join()
  }).length
  const yardstick = makeYardstick(queries)
  // Both warm, and both over the same posts: what one finds and the other does not is a fault.
  const compared = posts.slice(0, Math.max(200, Math.floor(100_000_000 / count)))
  const [ours, theirs] = [matcher.match(posts), yardstick.match(compared)]
  const differing = theirs.filter((ids, n) => ids.join() !== (ours[n] as string[]).join()).length
  const [speed, yardstickSpeed] = measure([
    { match: matcher.match, posts },
    { match: yardstick.match, posts: compared },
  ])
  const line = {
    name: `match-${count}`,
    posts_per_cpu_second: Math.round(speed),
    yardstick: '@monyone/aho-corasick/fast',
    yardstick_posts_per_cpu_second: Math.round(yardstickSpeed),
    times_the_yardstick: Number((speed / yardstickSpeed).toFixed(2)),
    compared_posts: compared.length,
    differing,
    queries: count,
    matches: ours.reduce((sum, ids) => sum + ids.length, 0),
    posts: posts.length,
    letters_per_post: Math.round(letters / posts.length),
    compile_cpu_seconds: Number(compileSeconds.toFixed(2)),
    checked_posts: sample.length,
    wrong,
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  if (wrong + differing > 0) process.exitCode = 1
}

interface Run {
  match: (posts: readonly Post[]) => string[][]
  posts: readonly Post[]
}

/** Posts a second of processor time of either; they take turns, so that what else the machine does slows both. */
function measure(runs: readonly [Run, Run]): [number, number] {
  const spent: [number, number] = [0, 0]
  const read: [number, number] = [0, 0]
  while (spent[0] < Number(values.seconds) || spent[1] < Number(values.seconds)) {
    for (const n of [0, 1] as const) {
      const { match, posts } = runs[n]
      const began = process.cpuUsage()
      do {
        match(posts)
        read[n] += posts.length
      } while (cpuSeconds(began) < 0.2)
      spent[n] += cpuSeconds(began)
    }
  }
  return [read[0] / spent[0], read[1] / spent[1]]
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const spent = process.cpuUsage(since)
  return (spent.user + spent.system) / 1e6
}
