/** How the demo's team answers: promises, who is on call, an issue of the stance board, what a contact costs. */
import { defaultPolicy } from '../../contract/inbox/clocks.ts'
import { listMembers, workspaceSettings } from '../access/index.ts'
import {
  askGrant,
  gatherMentions,
  getClocks,
  getOnCall,
  getTeamSettings,
  listConversations,
  listDecisions,
  listStanceMentions,
  listStances,
  saveClocks,
  saveOnCall,
  saveTeamSettings,
  startApology,
  writeStance,
} from '../inbox/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { makeId } from '../platform/ids.ts'

const dayMs = 86_400_000
const nineToSix = [{ from: '09:00', to: '18:00' }]
/** So many of the newest posts that ended as a stance are looked through for the issue. */
const looked = 200
const rival = /바다몰|badamall/i

const say = {
  ko: {
    calendar: '평일 업무 시간',
    urgent: '급한 글은 밤에도 30분',
    mail: '메일은 업무 시간 4시간',
    issue: '경쟁사와의 비교',
    late: '배송이 사흘 늦어 사과드렸습니다',
    broken: '상자가 젖어 왔습니다',
    coupon: '다음 주문 5천 원 쿠폰',
    position:
      '다른 가게와 견주는 이야기에는 끼어들지 않습니다. 우리 물건에 대한 물음이 있을 때만 답하고, 남의 가게를 깎아내리지 않습니다.',
  },
  en: {
    calendar: 'Weekdays',
    urgent: 'Urgent ones within 30 minutes, at night too',
    mail: 'Mail within four business hours',
    issue: 'Compared with a rival',
    late: 'Three days late, we apologised',
    broken: 'The box came wet',
    coupon: '₩5,000 off the next order',
    position:
      'We do not join talk that compares shops. We answer questions about our own goods, and never speak ill of another shop.',
  },
}

/** Settles what is not settled yet; the second time changes nothing. */
export const settleAnswering = async (given: Ctx, ownerId: string): Promise<void> => {
  const ctx: Ctx = { ...given, actor: { kind: 'system', name: '민준' } }
  const { locale, timeZone } = await workspaceSettings(ctx)
  const words = say[locale]
  const clocks = await getClocks(ctx)
  if (clocks.version === 0) {
    const calendarId = makeId(ctx.now)
    const hours = Array.from({ length: 7 }, (_, day) => (day < 5 ? nineToSix : []))
    await saveClocks(ctx, {
      version: 0,
      calendars: [{ id: calendarId, name: words.calendar, timeZone, hours, holidays: 'kr', ownDays: [] }],
      policies: [
        {
          ...defaultPolicy,
          id: makeId(ctx.now),
          name: words.urgent,
          match: { ...defaultPolicy.match, urgencies: ['high'] },
          firstMinutes: 30,
          warnMinutes: 10,
        },
        {
          ...defaultPolicy,
          id: makeId(ctx.now),
          name: words.mail,
          match: { ...defaultPolicy.match, channels: ['email'] },
          firstMinutes: 240,
          calendarId,
        },
      ],
      alarms: clocks.alarms,
      acknowledgement: clocks.acknowledgement,
    })
  }
  if ((await getOnCall(ctx)).rota === null) {
    const monday = ctx.now.getTime() - ((ctx.now.getUTCDay() + 6) % 7) * dayMs
    const startsOn = new Date(monday - 7 * dayMs).toISOString().slice(0, 10)
    await saveOnCall(ctx, { version: 0, memberIds: [ownerId], startsOn, handsOverAt: '09:00', timeZone })
  }
  if ((await listStances(ctx, { archived: false })).items.length === 0) {
    const reviewOn = new Date(ctx.now.getTime() + 30 * dayMs).toISOString().slice(0, 10)
    const { id } = await writeStance(ctx, { title: words.issue, position: words.position, reviewOn })
    const { items } = await listStanceMentions(ctx, { limit: looked })
    const mentionIds = items.filter(({ item }) => rival.test(item.text)).map(one => one.id)
    if (mentionIds.length > 0) await gatherMentions(ctx, { stanceId: id, mentionIds, reason: words.issue })
  }
  await grantSome(ctx, ownerId, words)
  if ((await getTeamSettings(ctx)).version === 0)
    await saveTeamSettings(ctx, { version: 0, handleMinutes: 6, costs: { call: 5500, email: 1800, bluesky: 450 } })
}

/** What the owner gave in their own conversations; the second time there is something in the log, and nothing is given. */
const grantSome = async (ctx: Ctx, ownerId: string, words: (typeof say)['ko' | 'en']): Promise<void> => {
  if ((await listDecisions(ctx, { limit: 1 })).items.length > 0) return
  const name = (await listMembers(ctx)).items.find(one => one.id === ownerId)?.name ?? '민준'
  const as: Ctx = {
    ...ctx,
    actor: { kind: 'member', memberId: ownerId, userId: '', name, permissions: new Set(['inbox.all', 'inbox.reply']) },
  }
  const { items } = await listConversations(as, { queue: 'mine', limit: 20 })
  // Whoever is angry gets an apology before whoever is pleased.
  const isAngry = (one: (typeof items)[number]) => Number(one.sentiment === 'negative')
  const [late, broken] = items.toSorted((a, b) => isAngry(b) - isAngry(a))
  if (late) await askGrant(as, { conversationId: late.id, kind: 'money', amount: 3000, what: '', reason: words.late })
  if (broken) {
    await startApology(as, { conversationId: broken.id, reason: words.broken, minutes: {} })
    await askGrant(as, {
      conversationId: broken.id,
      kind: 'coupon',
      amount: 5000,
      what: words.coupon,
      reason: words.broken,
    })
  }
}
