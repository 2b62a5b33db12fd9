/** Proves what raises an alert, what does not, who is told of it, and that it is told once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMe } from '../../contract/access.ts'
import type { AlertCondition, AlertFilter } from '../../contract/listening.ts'
import { type Role, roleTable } from '../../contract/permissions.ts'
import { drain } from '../../tools/testing/drain.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import type { Actor, Ctx } from '../platform/ctx.ts'
import { raiseAlerts, recheckAlert } from './actions/alert-raising.ts'
import * as rules from './actions/alert-rules.ts'
import * as alerts from './actions/alerts.ts'
import { getDigest } from './actions/digests.ts'
import { followAuthor } from './actions/people.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const start = new Date('2026-11-20T03:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

interface Watch extends Hearing {
  readonly memberId: string
  act<T>(verb: (ctx: Ctx) => Promise<T>, now?: Date, role?: Role): Promise<T>
  /** Takes posts in at an instant, and lets the rules look at them then. */
  hear(texts: readonly string[], now: Date, given?: Parameters<typeof post>[1]): Promise<void>
  alerts(): Promise<
    { count: number; negative: number; kind: string; closes: string; rearmed: boolean; crisis: boolean }[]
  >
}

const watch = async (): Promise<Watch> => {
  const hearing = await openHearing(testing)
  const { workspaces } = await testing.owner.call(getMe, {})
  const { memberId } = workspaces.find(workspace => workspace.id === hearing.id)!
  const actor = (role: Role): Actor => ({
    kind: 'member',
    memberId,
    userId: 'jiwoo',
    name: '지우',
    permissions: new Set(roleTable[role]),
  })
  const act: Watch['act'] = (verb, now = start, role = 'owner') => hearing.change(verb, { actor: actor(role), now })
  await act(ctx => createTopic(ctx, { name: '하늘', kind: 'brand', goal: '안다', query: '하늘상점' }))
  return {
    ...hearing,
    memberId,
    act,
    async hear(texts, now, given = {}) {
      await hearing.take(
        texts.map(text => post(text, given)),
        { now },
      )
      const { queue } = testing.program
      for (;;) {
        const [taken] = await queue.boss.fetch<{ workspaceId: number; payload: never }>('listening.raise_alerts')
        if (!taken) return
        await hearing.change(ctx => raiseAlerts(ctx, taken.data.payload), { now })
        await queue.boss.complete('listening.raise_alerts', taken.id)
      }
    },
    async alerts() {
      const { rows } = await testing.program.database.pool.query(
        `select count, negative, kind, to_char(closes_at at time zone 'Asia/Seoul', 'DD HH24:MI') as closes,
           rearmed_at is not null as rearmed, is_crisis as crisis
         from listening.alerts where workspace_id = $1 order by raised_at, id`,
        [hearing.id],
      )
      return rows
    },
  }
}

const ruleOf = (condition: AlertCondition, given: Partial<Parameters<typeof rules.createAlertRule>[1]> = {}) => ({
  name: '하늘 소식',
  condition,
  filter: {} as AlertFilter,
  isShared: false,
  hearerIds: null,
  onScreen: true,
  byMail: false,
  receiverIds: [],
  pace: 'now' as const,
  quiet: null,
  ...given,
})

const each = { kind: 'each' } as const
const said = (count: number, what = '하늘상점 다녀왔어요') => Array.from({ length: count }, (_, n) => `${what} ${n}`)

describe('single posts', () => {
  test('raise one alert at once, and a burst joins one more instead of ringing again and again', async () => {
    const shop = await watch()
    await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each), 'ko'))
    await shop.hear(said(1), start)
    expect(await shop.alerts()).toMatchObject([{ count: 1, kind: 'each', closes: '20 12:00' }])
    for (let minute = 1; minute <= 4; minute += 1) await shop.hear(said(6, `하늘상점 ${minute}분`), later(minute))
    expect(await shop.alerts()).toMatchObject([
      { count: 1, closes: '20 12:00' },
      { count: 24, closes: '20 12:05' },
    ])
    await shop.hear(said(1, '하늘상점 다음'), later(60))
    expect((await shop.alerts()).map(one => one.count)).toEqual([1, 24, 1])
  })

  test('of the past raise nothing: found by a new topic, or said longer ago than a day', async () => {
    const shop = await watch()
    await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each), 'ko'))
    await shop.hear(['바다마트 다녀왔어요'], start)
    await shop.act(ctx => createTopic(ctx, { name: '바다', kind: 'brand', goal: '안다', query: '바다마트' }))
    await drain(testing, 'listening')
    await shop.hear(['하늘상점 옛날 글'], start, { publishedAt: new Date('2026-11-18T00:00:00Z') })
    expect(await shop.alerts()).toEqual([])
    await shop.hear(['하늘상점 오늘 글'], start, { publishedAt: new Date('2026-11-19T20:00:00Z') })
    expect(await shop.alerts()).toHaveLength(1)
  })

  test('ring only for what the filter asks for, in every one of its parts', async () => {
    const shop = await watch()
    const angry = '하늘상점 환불이 안 돼요. 너무 화가 나요'
    const filters: [AlertFilter, boolean][] = [
      [{ sentiment: ['negative'] }, true],
      [{ sentiment: ['positive'] }, false],
      [{ channel: ['blog'], language: ['ko'], kind: ['post'] }, true],
      [{ channel: ['bluesky'] }, false],
      [{ kind: ['article'] }, false],
      [{ intent: ['complaint'] }, true],
      [{ intent: ['praise'] }, false],
      [{ minFollowers: 100 }, true],
      [{ minFollowers: 1000 }, false],
      [{ untagged: true }, true],
      [{ untagged: false }, false],
      [{ crisis: true }, false],
      [{ spam: false }, true],
      [{ spam: true }, false],
      [{ q: '환불' }, true],
      [{ q: '배송' }, false],
    ]
    for (const [n, [filter]] of filters.entries())
      await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each, { filter, name: String(n) }), 'ko'))
    await shop.hear([angry], start)
    const { items } = await shop.act(ctx => alerts.listAlerts(ctx, { limit: 50 }))
    expect(items.map(one => one.rule.name).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      filters.flatMap(([, rings], n) => (rings ? [String(n)] : [])),
    )
  })

  test('of a topic ring for that topic alone', async () => {
    const shop = await watch()
    const sea = await shop.act(ctx =>
      createTopic(ctx, { name: '바다', kind: 'brand', goal: '안다', query: '바다마트' }),
    )
    await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each, { filter: { topicId: sea.id } }), 'ko'))
    await shop.hear(said(2), start)
    expect(await shop.alerts()).toEqual([])
    await shop.hear(['바다마트 좋아요'], later(1))
    expect(await shop.alerts()).toMatchObject([{ count: 1 }])
  })
})

test('an author of weight is one with many followers, or one on the list by handle or name', async () => {
  const shop = await watch()
  const author = (handle: string, displayName: string, followers: number) => ({
    ...post('').author,
    remoteId: handle,
    handle,
    displayName,
    followers,
  })
  const condition = { kind: 'author', minFollowers: 10_000, followed: true, authors: ['@Reporter', '김기자'] } as const
  await shop.act(ctx => rules.createAlertRule(ctx, ruleOf({ ...condition, authors: [...condition.authors] }), 'ko'))
  await shop.hear(['하늘상점 그냥'], start, { author: author('nobody', '아무개', 9_999) })
  expect(await shop.alerts()).toEqual([])
  await shop.hear(['하늘상점 유명'], later(10), { author: author('star', '별', 10_000) })
  await shop.hear(['하늘상점 취재'], later(20), { author: author('reporter', '기자', 3) })
  await shop.hear(['하늘상점 기사'], later(30), { author: author('kim', '김기자', 0) })
  expect(await shop.alerts()).toHaveLength(3)
  const { rows } = await testing.program.database.pool.query(
    `select id from channels.authors where workspace_id = $1 and remote_id = 'nobody'`,
    [shop.id],
  )
  await shop.act(ctx => followAuthor(ctx, { authorId: rows[0].id, isFollowed: true }))
  await shop.hear(['하늘상점 다시'], later(40), { author: author('nobody', '아무개', 9_999) })
  expect(await shop.alerts()).toHaveLength(4)
})

describe('a threshold', () => {
  test('speaks once when it is crossed, says against what it compared, and again after it fell below', async () => {
    const shop = await watch()
    const count: AlertCondition = { kind: 'count', atLeast: 5, minutes: 60 }
    const { id: ruleId } = await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(count), 'ko'))
    await shop.hear(said(84, '하늘상점 지난주'), later(-3 * 1440))
    // The burst of that day was a crossing of its own, long over.
    await shop.act(ctx => recheckAlert(ctx, { ruleId }), later(-1440))
    await shop.hear(said(4), start)
    expect(await shop.alerts()).toHaveLength(1)
    await shop.hear(said(2, '하늘상점 또'), later(5))
    const { items } = await shop.act(ctx => alerts.listAlerts(ctx, { limit: 1 }), later(6))
    expect(items[0]).toMatchObject({
      count: 6,
      kind: 'count',
      compared: { minutes: 60, wanted: 5, usual: 0.5 },
      rearmedAt: null,
    })
    await shop.hear(said(5, '하늘상점 더'), later(10))
    await shop.act(ctx => recheckAlert(ctx, { ruleId }), later(50))
    expect(await shop.alerts()).toHaveLength(2)
    await shop.act(ctx => recheckAlert(ctx, { ruleId }), later(71))
    await shop.hear(said(5, '하늘상점 다시'), later(72))
    expect(await shop.alerts()).toMatchObject([{ rearmed: true }, { rearmed: true }, { rearmed: false, count: 5 }])
  })

  test('of a negative share needs enough mentions to mean anything', async () => {
    const shop = await watch()
    const share: AlertCondition = { kind: 'negative_share', share: 0.5, atLeast: 6, minutes: 30 }
    await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(share), 'ko'))
    await shop.hear(said(4, '하늘상점 배송이 또 늦네요. 너무 화가 나요'), start)
    expect(await shop.alerts()).toEqual([])
    await shop.hear(said(2, '하늘상점 위치가 어디예요?'), later(1))
    const [raised] = await shop.alerts()
    expect(raised).toMatchObject({ count: 6, kind: 'negative_share' })
    expect(raised!.negative).toBeGreaterThanOrEqual(3)
  })
})

describe('who is told', () => {
  test('a rule of one’s own is seen, changed and heard by nobody else', async () => {
    const shop = await watch()
    const { id } = await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each), 'ko'))
    const other: Actor = { kind: 'key', keyId: 'k', name: '다른 사람', permissions: new Set(roleTable.owner) }
    const asOther = <T>(verb: (ctx: Ctx) => Promise<T>) => shop.change(verb, { actor: other, now: start })
    expect((await asOther(ctx => rules.listAlertRules(ctx, 'ko'))).items).toEqual([])
    await expect(asOther(ctx => rules.removeAlertRule(ctx, { ruleId: id }))).rejects.toMatchObject({ status: 404 })
    await shop.hear(said(1), start)
    expect((await asOther(ctx => alerts.listAlerts(ctx, { limit: 5 }))).items).toEqual([])
    expect((await shop.act(ctx => alerts.countUnseenAlerts(ctx))).count).toBe(1)
  })

  test('rules for others need the permission to manage listening; one’s own do not', async () => {
    const shop = await watch()
    const asAgent = <T>(verb: (ctx: Ctx) => Promise<T>) => shop.act(verb, start, 'agent')
    await expect(
      asAgent(ctx => rules.createAlertRule(ctx, ruleOf(each, { isShared: true }), 'ko')),
    ).rejects.toMatchObject({ status: 403 })
    const mine = await asAgent(ctx => rules.createAlertRule(ctx, ruleOf(each), 'ko'))
    expect(mine).toMatchObject({ mayEdit: true, hearerIds: [shop.memberId] })
    const shared = await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each, { isShared: true }), 'ko'))
    const seen = await asAgent(ctx => rules.listAlertRules(ctx, 'ko'))
    expect(seen.items.find(one => one.id === shared.id)).toMatchObject({ mayEdit: false })
    await expect(
      asAgent(ctx => rules.updateAlertRule(ctx, { ...ruleOf(each), ruleId: shared.id }, 'ko')),
    ).rejects.toMatchObject({ status: 403 })
  })

  test('a rule without a road, without words or for a topic that is gone is refused with its field', async () => {
    const shop = await watch()
    const refused = async (given: Parameters<typeof ruleOf>[1]) =>
      shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each, given), 'ko')).catch(error => error.fields[0].path)
    const nowhere = '00000000-0000-7000-8000-000000000000'
    expect(await refused({ onScreen: false })).toBe('onScreen')
    expect(await refused({ filter: { q: '👍' } })).toBe('filter.q')
    expect(await refused({ filter: { topicId: nowhere } })).toBe('filter.topicId')
    expect(await refused({ receiverIds: [nowhere] })).toBe('receiverIds')
    expect(await refused({ isShared: true, hearerIds: [nowhere] })).toBe('hearerIds')
  })

  test('seen is each member’s own, is taken back, and more posts are not seen yet', async () => {
    const shop = await watch()
    await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each), 'ko'))
    await shop.hear(said(1), start)
    await shop.hear(said(1, '하늘상점 둘'), later(1))
    const unseen = async () => (await shop.act(ctx => alerts.countUnseenAlerts(ctx))).count
    expect(await unseen()).toBe(2)
    const { ids } = await shop.act(ctx => alerts.seeAlerts(ctx, { ids: null, isSeen: true }))
    expect([ids.length, await unseen()]).toEqual([2, 0])
    await shop.act(ctx => alerts.seeAlerts(ctx, { ids, isSeen: false }))
    expect(await unseen()).toBe(2)
    await shop.act(ctx => alerts.seeAlerts(ctx, { ids: null, isSeen: true }))
    await shop.hear(said(1, '하늘상점 셋'), later(2))
    expect(await unseen()).toBe(1)
  })

  test('a silenced rule and a removed one raise nothing; taken back they speak again', async () => {
    const shop = await watch()
    const { id: ruleId } = await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each), 'ko'))
    const muted = await shop.act(ctx => rules.muteAlertRule(ctx, { ruleId, hours: 1 }, 'ko'))
    expect(muted.mutedUntil).toBe(later(60).toISOString())
    await shop.hear(said(1), later(30))
    await shop.act(ctx => rules.removeAlertRule(ctx, { ruleId }), later(70))
    await shop.hear(said(1, '하늘상점 둘'), later(71))
    expect(await shop.alerts()).toEqual([])
    await shop.act(ctx => rules.restoreAlertRule(ctx, { ruleId }, 'ko'), later(80))
    await shop.hear(said(1, '하늘상점 셋'), later(81))
    expect(await shop.alerts()).toHaveLength(1)
  })

  test('opening an alert shows the posts behind it, newest first', async () => {
    const shop = await watch()
    await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(each), 'ko'))
    await shop.hear(said(3), start)
    const { items } = await shop.act(ctx => alerts.listAlerts(ctx, { limit: 5 }))
    const opened = await shop.act(ctx => alerts.getAlert(ctx, { alertId: items[0]!.id }))
    expect(opened.mentions.map(one => one.item.text).toSorted()).toEqual(said(3))
    await expect(shop.act(ctx => alerts.getAlert(ctx, { alertId: shop.memberId }))).rejects.toMatchObject({
      status: 404,
    })
  })
})

test('a preview counts what the same posts then raise', async () => {
  const shop = await watch()
  const conditions: AlertCondition[] = [each, { kind: 'count', atLeast: 6, minutes: 30 }]
  for (const condition of conditions) await shop.act(ctx => rules.createAlertRule(ctx, ruleOf(condition), 'ko'))
  for (const [n, minute] of [0, 2, 3, 20, 90, 91, 300].entries()) {
    const { items } = await shop.act(ctx => rules.listAlertRules(ctx, 'ko'))
    for (const rule of items) await shop.act(ctx => recheckAlert(ctx, { ruleId: rule.id }), later(minute - 1))
    await shop.hear(said(3, `하늘상점 ${n}번째`), later(minute))
  }
  const raised = (await shop.alerts()).map(one => one.kind)
  for (const condition of conditions) {
    const preview = await shop.act(
      ctx => rules.previewAlertRule(ctx, { condition, filter: {}, pace: 'now', quiet: null, isShared: false }),
      later(400),
    )
    expect(preview.fired).toBe(raised.filter(kind => kind === condition.kind).length)
    expect(preview.mentions).toBe(21)
    expect(preview.days.reduce((sum, day) => sum + day.fired, 0)).toBe(preview.fired)
  }
})

test('a digest says in one sentence what moved, and shows the farthest posts and complaints that wait', async () => {
  const shop = await watch()
  await shop.hear(said(2), later(-90))
  await shop.hear(said(6, '하늘상점 환불 안 되고 정말 최악이에요'), later(-30))
  await shop.hear(['하늘상점 좋아요'], later(-20), { author: { ...post('').author, remoteId: 's', followers: 90_000 } })
  const digest = await shop.act(ctx => getDigest(ctx, { from: later(-60).toISOString(), to: start.toISOString() }))
  expect(digest.now).toMatchObject({ total: 7, negative: 6 })
  expect(digest.before).toMatchObject({ total: 2 })
  expect(digest.head.ko).toMatch(/^부정 언급이 0건에서 6건으로 늘었습니다\.$/)
  expect(digest.head.en).toBe('Negative mentions rose from 0 to 6.')
  expect(digest.top[0]!.item.author.followers).toBe(90_000)
  expect(digest.unanswered.count).toBe(6)
})
