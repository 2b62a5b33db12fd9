/** What people of the demo did in its shop: visits that began at a post, a marked link or nowhere, and orders. */
import {
  listCustomers,
  listSites,
  type PlayedOrder,
  type PlayedVisit,
  playShopping,
  verifyCustomer,
} from '../customers/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { makeRandom, type Random } from './random.ts'

const hourMs = 3_600_000
/** Those who spoke last stay as they are: what they bought would move them in lists. */
const passedOver = 60
const shoppers = 130
const onlookers = 90
/** Of those first heard within these days so many had bought before, unseen by anybody. */
const latelyDays = 28
const unseenShare = 0.6
/** So many of the first buyers proved who they are. */
const verified = 12
const seed = 20261128

const origin = 'https://haneul.example'
const goods = [
  { path: '/refill', title: '세탁세제 리필 2L', amount: 12_900 },
  { path: '/bar', title: '설거지 비누', amount: 6_500 },
  { path: '/bag', title: '다회용 장바구니', amount: 18_000 },
  { path: '/set', title: '제로웨이스트 시작 세트', amount: 34_000 },
] as const

/** Where a visit began: another site's link, a link of ours with a mark, or nobody knows. */
const beginnings: readonly { weight: number; referrer: string | null; mark: string | null }[] = [
  { weight: 5, referrer: 'https://m.blog.naver.com/salim_log/223', mark: null },
  { weight: 3, referrer: 'https://cafe.naver.com/imsanbu/', mark: null },
  { weight: 3, referrer: 'https://bsky.app/', mark: null },
  { weight: 2, referrer: 'https://search.naver.com/', mark: null },
  { weight: 3, referrer: null, mark: 'instagram' },
  { weight: 2, referrer: null, mark: 'kakao' },
  { weight: 6, referrer: null, mark: null },
]

/** The same past again adds nothing. */
export const fillShop = async (ctx: Ctx): Promise<void> => {
  if ((await listSites(ctx)).items.length > 0) return
  const { items } = await listCustomers(ctx, { limit: passedOver + shoppers })
  const people = items
    .slice(Math.min(passedOver, Math.floor(items.length / 2)))
    .filter(({ identities }) => identities.every(one => one.channel !== 'news'))
  const random = makeRandom(seed)
  const visits: PlayedVisit[] = []
  const orders: PlayedOrder[] = []
  for (const [n, { id: customerId, firstSeenAt, lastSeenAt }] of people.entries()) {
    // Before their last word, so that nobody is heard later than they spoke.
    const isUnseen =
      Date.parse(firstSeenAt) > ctx.now.getTime() - latelyDays * 24 * hourMs && random.chance(unseenShare)
    const at = new Date(Date.parse(isUnseen ? firstSeenAt : lastSeenAt) - (2 + random.below(60)) * hourMs)
    const bought = random.pick(goods)
    const [hasVisit, hasOrder] = [random.chance(0.55), random.chance(0.7)]
    if (hasVisit && !isUnseen)
      visits.push(visit(random, customerId, new Date(at.getTime() - (1 + random.below(40)) * hourMs), bought))
    if (!hasOrder) continue
    const number = `H${20261000 + n}`
    orders.push({ customerId, at, number, product: bought.title, amount: bought.amount, currency: 'KRW' })
  }
  for (let n = 0; n < onlookers; n++)
    visits.push(
      visit(random, null, new Date(ctx.now.getTime() - (1 + random.below(27 * 24)) * hourMs), random.pick(goods)),
    )
  await playShopping(ctx, { site: { name: '하늘상점', origin }, visits, orders })
  for (const { customerId, number } of orders.slice(0, verified))
    await verifyCustomer(ctx, { customerId, how: 'order', note: `주문 번호 ${number}` })
}

const visit = (random: Random, customerId: string | null, at: Date, looked: (typeof goods)[number]): PlayedVisit => {
  const { referrer, mark } = beginnings[random.weighted(beginnings.map(one => one.weight))]!
  const query = mark === null ? '' : `?utm_source=${mark}&utm_medium=social`
  const pages = [
    { path: `${looked.path}${query}`, title: looked.title },
    { path: '/cart', title: '장바구니' },
  ]
  return { customerId, at, referrer, pages: random.chance(0.6) ? pages : pages.slice(0, 1) }
}
