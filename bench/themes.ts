// Measures themes that nobody set: how many a month of unchanged traffic raises falsely, how soon a planted one is listed
// first, what a look costs against reading the posts themselves, and how large the counted words stay. Posts are drawn from
// the project's own, Korean and English, by a fixed seed, with the rhythm of days and weeks; time is simulated, the rest is real.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Incoming } from '../server/channels/index.ts'
import { keepHeard } from '../server/listening/actions/keeping.ts'
import { countWords, findThemes } from '../server/listening/actions/themes.ts'
import { createTopic } from '../server/listening/actions/topics.ts'
import { nounsOf, readTexts } from '../server/understanding/index.ts'
import { addSource, openGround, workspaceId } from './ingest/ground.ts'
import { describeMachine, print } from './machine.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '28' },
    rate: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`Usage: npm run bench -- themes [--days N] [--rate N]

  --days N  days of unchanged traffic that are watched, after 21 that make the past (28)
  --rate N  posts an hour on the average (20)
`)
  process.exit(0)
}
const watchedDays = Number(values.days)
const rate = Number(values.rate)
const pastDays = 21
const hourMs = 3_600_000

/** Mulberry32: the same numbers on every machine. */
let state = 20261128
const roll = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T

const texts = ['ko', 'en'].flatMap(language =>
  readFileSync(new URL(`../server/understanding/data/posts-${language}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { text: string }).text),
)
/** What is planted: words that traffic knows, beside one that it does not or seldom does. */
const planted = [
  [
    '탕후루 꼬치에 아이가 다쳤어요',
    '탕후루 꼬치 끝이 갈라져 있네요',
    '탕후루 먹다 꼬치 부러짐',
    '탕후루 꼬치 너무 날카로움',
    '탕후루 꼬치 바꿔 주세요',
    '우리 애도 탕후루 꼬치에 찔림',
    '탕후루는 맛있는데 꼬치가 위험',
    '탕후루 꼬치 사고 뉴스 봄',
  ],
  [
    '보조배터리 충전하다 부풀었어요',
    '새로 산 보조배터리가 부풀어 오름',
    '보조배터리 부풀음 나만 그래?',
    '보조배터리에서 연기 났습니다',
    '가방 속 보조배터리 부풀어서 버림',
    '보조배터리 회수 안 하나요',
    '보조배터리 뜨거워서 못 만짐',
    '보조배터리 환불 받으신 분',
  ],
  [
    'the oat latte tastes of soap today',
    'soap in my oat latte, anyone else',
    'my oat latte was pure soap',
    'oat latte soap gang where are you',
    'sent the oat latte back, soap again',
    'why does the oat latte smell like soap',
    'two branches, same soapy oat latte',
    'no oat latte until the soap is gone',
  ],
  [
    '멤버십 등급이 갑자기 내려갔어요',
    '멤버십 등급 왜 내려감?',
    '어제까지 골드였는데 멤버십 등급 하락',
    '멤버십 등급 기준 바뀌었나요',
    '멤버십 등급 조회하니 일반으로 나옴',
    '멤버십 등급 강등 공지도 없이',
    '내 멤버십 등급 돌려내',
    '멤버십 등급 산정 오류 같아요',
  ],
] as const

print({ bench: 'themes', ...describeMachine(), watchedDays, rate })
const ground = await openGround()
try {
  const sourceId = await addSource(ground, {
    channel: 'blog',
    kind: 'feed',
    address: 'https://blog.example/bench',
    everySeconds: 600,
  })
  const topicId = await ground.change(
    async ctx => (await createTopic(ctx, { name: '아무거나', kind: 'industry', goal: '듣는다', query: '아무거나' })).id,
  )
  let posts = 0
  let countMs = 0
  const say = async (said: readonly { text: string; at: Date }[], at: Date): Promise<void> => {
    const readings = await readTexts(
      ground.program.world,
      said.map(one => one.text),
    )
    await ground.change(async given => {
      const ctx = { ...given, now: at }
      const heard = said.map((one, n) => ({
        incoming: incomingOf(one.text, new Date(one.at.getTime() - roll() * 300_000)),
        reading: readings[n]!,
        topicIds: [topicId],
      }))
      await keepHeard(ctx, sourceId, heard)
    })
    const fresh = await ground.query<{ id: string }>(
      'select id from listening.mentions where workspace_id = $1 and found_at = $2',
      [workspaceId, at],
    )
    const begin = performance.now()
    await ground.change(given => countWords({ ...given, now: at }, { ids: fresh.map(row => row.id) }))
    countMs += performance.now() - begin
    posts += said.length
  }
  const look = async (at: Date): Promise<number> => {
    const begin = performance.now()
    await ground.change(given => findThemes({ ...given, now: at }))
    return performance.now() - begin
  }
  const found = async () =>
    (await ground.query<{ count: number }>('select count(*)::int as count from listening.themes'))[0]!.count

  const totalHours = (pastDays + watchedDays + planted.length) * 24
  const begin = Math.floor(Date.now() / hourMs) * hourMs - totalHours * hourMs
  const looks: number[] = []
  const hourly = (hour: number) => new Date(begin + hour * hourMs + 50 * 60_000)
  // The past is kept a day at once: the same posts at the same hours, in fewer transactions.
  for (let day = 0; day < pastDays; day++) {
    const told = Array.from({ length: 24 }, (_, hour) => hourly(day * 24 + hour)).flatMap(at =>
      Array.from({ length: draw(at) }, () => ({ text: pick(texts), at })),
    )
    await say(told, hourly(day * 24 + 23))
  }
  // A look holds the last two hours against the past, so that one every two hours misses nothing.
  for (let hour = pastDays * 24 + 1; hour < (pastDays + watchedDays) * 24; hour += 2) {
    const told = [hourly(hour - 1), hourly(hour)].flatMap(at =>
      Array.from({ length: draw(at) }, () => ({ text: pick(texts), at })),
    )
    await say(told, hourly(hour))
    looks.push(await look(hourly(hour)))
  }
  const falseThemes = await found()
  const bySpan = await ground.query(
    'select span, count(*)::int as themes from listening.themes group by span order by span',
  )
  print({ watchedDays, posts, falseThemes, falseThemesADay: falseThemes / watchedDays, bySpan })

  const [size] = await ground.query<{ hours: number; days: number; bytes: number }>(
    `select (select count(*)::int from listening.word_hours) as hours, (select count(*)::int from listening.word_days) as days,
       (pg_total_relation_size('listening.word_hours') + pg_total_relation_size('listening.word_days'))::int as bytes`,
  )
  print({
    wordHours: size!.hours,
    wordDays: size!.days,
    megabytes: Math.round(size!.bytes / 1e5) / 10,
    countMsAPost: countMs / posts,
  })

  looks.sort((a, b) => a - b)
  const scan = await scanMs(new Date(begin + (pastDays + watchedDays) * 24 * hourMs))
  const lookMs = looks[Math.floor(looks.length / 2)]!
  print({ lookMs, scanMs: scan, scanToLook: scan / lookMs })

  for (const [n, said] of planted.entries()) {
    const start = begin + (pastDays + watchedDays + n) * 24 * hourMs + 10 * hourMs
    let minutes = 0
    for (let step = 0; step < 12; step++) {
      const at = new Date(start + step * 300_000)
      const usual = Array.from({ length: Math.max(1, Math.round(draw(at) / 12)) }, () => pick(texts))
      const mine = step % 3 === 2 ? [] : said.filter((_, k) => k === step - Math.floor((step + 1) / 3))
      await say(
        [...usual, ...mine].map(text => ({ text, at })),
        at,
      )
      await look(at)
      const [first] = await ground.query<{ words: string[] }>(
        "select words from listening.themes where span = 'hour' and is_rising order by score desc, id limit 1",
      )
      const isListed = first?.words.some(word =>
        said.every(text => nounsOf(text).join(' ').includes(word.split(' ')[0]!)),
      )
      if (minutes === 0 && isListed) minutes = (step + 1) * 5
    }
    print({ planted: said[0], listedFirstAfterMinutes: minutes === 0 ? null : minutes, limit: 60 })
  }
} finally {
  await ground.stop()
}

/** Posts of an hour: most at nine in the evening of Seoul, fewer at the weekend; Poisson around it. */
function draw(at: Date): number {
  const local = (at.getUTCHours() + 9) % 24
  const isWeekend = at.getUTCDay() % 6 === 0
  const mean = rate * (1 + 0.8 * Math.cos(((local - 21) / 24) * 2 * Math.PI)) * (isWeekend ? 0.7 : 1.12)
  let count = 0
  for (let left = Math.exp(-mean), product = roll(); product > left; product *= roll()) count++
  return Math.max(1, count)
}

function incomingOf(text: string, publishedAt: Date): Incoming {
  const name = `author${Math.floor(roll() * 2000)}`
  return {
    remoteId: `${publishedAt.getTime()}-${Math.floor(roll() * 1e9)}`,
    revision: '',
    kind: 'post',
    title: null,
    text,
    url: null,
    author: { remoteId: name, handle: name, displayName: name, url: null, avatarUrl: null, followers: 10 },
    inReplyToRemoteId: null,
    rootRemoteId: null,
    addressedTo: [],
    publishedAt,
    language: null,
    raw: { text },
  }
}

/** What a look would cost without counted words: the texts of 28 days, read and taken apart. */
async function scanMs(until: Date): Promise<number> {
  const begin = performance.now()
  const rows = await ground.query<{ text: string }>(
    `select item.text from listening.mentions as mention
     join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
     where mention.workspace_id = $1 and mention.occurred_at >= $2::timestamptz - interval '28 days'`,
    [workspaceId, until],
  )
  const counts = new Map<string, number>()
  for (const { text } of rows) for (const noun of nounsOf(text)) counts.set(noun, (counts.get(noun) ?? 0) + 1)
  return performance.now() - begin
}
