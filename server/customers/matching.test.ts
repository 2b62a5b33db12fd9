/** Matching on arrival, on a real database and through the API. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getTouches } from '../../contract/customers/sites.ts'
import * as matchingApi from '../../contract/customers/suggestions.ts'
import { getMatchWeights } from '../../contract/customers/weights.ts'
import * as api from '../../contract/customers.ts'
import { createTopic } from '../../contract/listening.ts'
import { openAnswering } from '../../tools/testing/answering.ts'
import { drain } from '../../tools/testing/drain.ts'
import { post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { type Claim, keyText, takeClaims } from './actions/claims.ts'
import { getTouches as getTouchesOf } from './actions/sites.ts'
import { heldWeights, learnFromCustomers } from './actions/weights.ts'
import { shownOf } from './store/leaves.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

let at: { workspaceId: number }
let here: TestWorkspace
let arrived = 0

interface Told {
  name?: string
  phone?: string
  email?: string
  birth?: string
}

/** Somebody arrives from a shop of their own, with addresses that nobody verified. */
const arrive = async (told: Told): Promise<string> => {
  const key = { kind: 'external', namespace: `shop ${++arrived}`, value: String(arrived) } as const
  const claim: Claim = {
    key,
    keys: [
      ...(told.phone ? [{ kind: 'phone', namespace: '', value: told.phone, isVerified: false } as const] : []),
      ...(told.email ? [{ kind: 'email', namespace: '', value: told.email, isVerified: false } as const] : []),
    ],
    attributes: [
      ...(told.name ? [{ name: 'name', value: told.name }] : []),
      ...(told.birth ? [{ name: 'birth_date', value: told.birth }] : []),
    ],
    seenAt: new Date(),
    source: { kind: 'import', id: 'test' },
  }
  const leaves = await here.change(ctx => takeClaims(ctx, [claim]))
  await drain(testing, 'customers')
  return leaves.get(keyText(key))!
}

const areOne = async (a: string, b: string): Promise<boolean> => {
  const shown = await here.change(ctx => shownOf(ctx, [a, b]))
  return shown.get(a) === shown.get(b)
}

const openPairs = async (...ids: string[]) =>
  (await testing.owner.call(matchingApi.listSuggestions, at)).items.filter(
    one => ids.includes(one.left.id) || ids.includes(one.right.id),
  )

test('the same phone and name link by themselves with their evidence; parted, they stay parted', async () => {
  here = await testing.workspace()
  at = { workspaceId: here.id }
  const first = await arrive({ name: '남궁민수', phone: '010-8831-2047' })
  const second = await arrive({ name: '남궁민수 고객님', phone: '+82 10 8831 2047' })
  expect(await areOne(first, second)).toBe(true)
  const { items } = await testing.owner.call(api.listMerges, { ...at, customerId: first })
  expect(items).toMatchObject([
    {
      how: 'match',
      evidence: expect.arrayContaining([
        expect.objectContaining({ kind: 'phone', says: { ko: '같음', en: 'equal' } }),
        expect.objectContaining({ kind: 'given', field: { ko: '이름', en: 'given name' } }),
      ]),
    },
  ])
  expect(JSON.stringify(items[0]!.evidence)).not.toMatch(/8831|민수/)
  await testing.owner.call(api.undoMerge, { ...at, mergeId: items[0]!.id })
  expect(await areOne(first, second)).toBe(false)
  await arrive({ name: '남궁민수', phone: '010-8831-2047' })
  expect(await areOne(first, second)).toBe(false)
  const shownLinks = async () =>
    (await testing.owner.call(matchingApi.listMachineLinks, at)).items.filter(one => one.left.id === first)
  const { record } = await testing.owner.call(matchingApi.getMatching, at)
  expect(record.undone).toBe(1)
  const undone = (await shownLinks()).find(one => one.id === items[0]!.id)
  expect(undone).toMatchObject({ how: 'match', undoneBy: '지우', customerId: first, left: { name: '남궁민수' } })
}, 60_000)

test('a family phone joins nobody, and neither does a name alone', async () => {
  const mother = await arrive({ name: '한서연', phone: '010-7712-9034', birth: '1975-02-11' })
  const child = await arrive({ name: '문지아', phone: '010-7712-9034', birth: '2008-06-03' })
  const namesake = await arrive({ name: '한서연' })
  expect(await areOne(mother, child)).toBe(false)
  expect(await areOne(mother, namesake)).toBe(false)
  expect(await openPairs(mother, child, namesake)).toEqual([])
}, 60_000)

test('what is likely is suggested, until it is linked or refused, and again when that is undone', async () => {
  const { rules } = await testing.owner.call(matchingApi.getMatching, at)
  const one = await arrive({ name: '표승우', email: 'seungwoo.pyo@naver.com', birth: '1988-04-02' })
  await testing.owner.call(matchingApi.setMatchRules, { ...rules, ...at, isLinking: false, suggestFrom: 0.6 })
  const two = await arrive({ name: '표승우', birth: '1988-04-20', email: 'seungwoo.pyo@gmail.com' })
  expect(await areOne(one, two)).toBe(false)
  const [pair, ...others] = await openPairs(one, two)
  expect(others).toEqual([])
  expect(pair!.chance).toBeGreaterThan(0.6)
  expect(pair!.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['given', 'family', 'email', 'birth']))
  const merged = await testing.owner.call(api.mergeCustomers, { ...at, groups: [[one, two]] })
  expect(await openPairs(one, two)).toEqual([])
  await testing.owner.call(api.undoOperation, { ...at, operationId: merged.operationId })
  expect(await openPairs(one, two)).toHaveLength(1)
  await testing.owner.call(api.refusePair, { ...at, leftId: one, rightId: two })
  expect(await openPairs(one, two)).toEqual([])
}, 60_000)

test('a key that the rules call uncertain links nobody until they call it certain', async () => {
  const { rules } = await testing.owner.call(matchingApi.getMatching, at)
  const external = rules.certainKeys.filter(key => key !== 'phone')
  await testing.owner.call(matchingApi.setMatchRules, { ...rules, ...at, certainKeys: external })
  const claim = (shop: string, name: string): Claim => ({
    key: { kind: 'external', namespace: shop, value: '1' },
    keys: [{ kind: 'phone', namespace: '', value: '010-9911-2233', isVerified: true }],
    attributes: [{ name: 'name', value: name }],
    seenAt: new Date(),
    source: { kind: 'import', id: 'test' },
  })
  const claims = [claim('desk one', '류다온'), claim('desk two', '백승리')]
  const leaves = await here.change(ctx => takeClaims(ctx, claims))
  const [one, two] = claims.map(({ key }) => leaves.get(keyText(key))!) as [string, string]
  await drain(testing, 'customers')
  expect(await areOne(one, two)).toBe(false)
  await testing.owner.call(matchingApi.setMatchRules, { ...rules, ...at })
  await drain(testing, 'customers')
  expect(await areOne(one, two)).toBe(true)
}, 60_000)

test('an account signed below an old mail joins its writer with who complains there; whoever waits is known since when', async () => {
  const at = await openAnswering(testing)
  const ids = { workspaceId: at.id }
  await testing.owner.call(createTopic, { ...ids, name: '해지', kind: 'brand', goal: '듣기', query: '해지' })
  const mails = await at.addSource('email')
  const now = new Date('2026-11-20T03:00:00Z')
  const since = new Date('2026-11-20T02:00:00Z')
  const author = { url: null, avatarUrl: null, followers: null }
  await at.hear(
    [
      post('@haneul.example 해지가 안 돼요', {
        author: { ...author, remoteId: 'did:plc:minji', handle: 'Minji.test', displayName: '김민지' },
        addressedTo: ['did:plc:haneul'],
        publishedAt: since,
      }),
    ],
    now,
  )
  await at.react()
  const mail = (who: string, signature: string) =>
    post('해지는 어떻게 하나요?', {
      kind: 'message',
      author: { ...author, remoteId: who, handle: who, displayName: '김민지' },
      publishedAt: new Date('2024-05-02T01:00:00Z'),
      beside: { quoted: null, signature, automatic: null, notices: [], files: [] },
    })
  await at.take([mail('minji@example.com', '김민지 드림\n블루스카이 @minji.test')], { sourceId: mails, now })
  await at.take([mail('namesake@example.com', '김민지 드림')], { sourceId: mails, now })
  await at.react()
  const { items } = await testing.owner.call(api.listCustomers, ids)
  expect(items).toHaveLength(2)
  const minji = items.find(one => one.identities.some(({ channel }) => channel === 'bluesky'))!
  expect(minji.identities.map(one => one.channel).sort()).toEqual(['bluesky', 'email'])
  const merges = (await testing.owner.call(api.listMerges, { ...ids, customerId: minji.id })).items
  expect(merges).toMatchObject([
    {
      how: 'match',
      evidence: expect.arrayContaining([
        expect.objectContaining({ kind: 'account', says: { ko: '같음', en: 'equal' } }),
        expect.objectContaining({ kind: 'given' }),
      ]),
    },
  ])
  const touches = await at.change(ctx => getTouchesOf(ctx, { customerId: minji.id }), { actor: at.jiwoo, now })
  expect(touches.waiting).toEqual({ since: since.toISOString(), said: 1, calls: 0 })
  // Who sees no calls learns nothing of them here either; what is not pending waits no more.
  expect((await testing.owner.call(getTouches, { ...ids, customerId: minji.id })).closedBecause).toBe('unverified')
  await testing.owner.call(api.undoMerge, { ...ids, mergeId: merges[0]!.id })
  expect((await testing.owner.call(api.listCustomers, ids)).items).toHaveLength(3)
}, 60_000)

test('a name that is learned with the next post is evidence too: who signed with it is joined then', async () => {
  const at = await openAnswering(testing)
  await testing.owner.call(createTopic, {
    workspaceId: at.id,
    name: '해지',
    kind: 'brand',
    goal: '듣기',
    query: '해지',
  })
  const mails = await at.addSource('email')
  const now = new Date('2026-11-20T03:00:00Z')
  const nobody = {
    url: null,
    avatarUrl: null,
    followers: null,
    remoteId: 'did:plc:soyeon',
    handle: null,
    displayName: null,
  }
  const complain = async (text: string, named: { handle: string | null; displayName: string | null }) => {
    const author = { ...nobody, ...named }
    await at.hear([post(`@haneul.example ${text}`, { author, addressedTo: ['did:plc:haneul'], publishedAt: now })], now)
    await at.react()
  }
  await complain('해지가 안 돼요', nobody)
  const writer = { ...nobody, remoteId: 'soyeon@example.com', handle: 'soyeon@example.com', displayName: '박소연' }
  const beside = {
    quoted: null,
    signature: '박소연 드림\n블루스카이 @soyeon.test',
    automatic: null,
    notices: [],
    files: [],
  }
  const mail = post('해지는 어떻게 하나요?', { kind: 'message', author: writer, beside, addressedTo: ['help'] })
  await at.take([mail], { sourceId: mails, now })
  await at.react()
  const people = async () => (await testing.owner.call(api.listCustomers, { workspaceId: at.id })).items
  expect(await people()).toHaveLength(2)
  await complain('아직도 안 돼요', { handle: 'soyeon.test', displayName: '박소연' })
  expect(await people()).toMatchObject([{ name: '박소연' }])
}, 60_000)

test('weights are learned by night from enough customers, kept by version, and turned off by a rule', async () => {
  const shop = await testing.workspace()
  const ids = { workspaceId: shop.id }
  const learn = () => shop.change(ctx => learnFromCustomers(ctx))
  await learn()
  expect(await testing.owner.call(getMatchWeights, ids)).toEqual({
    isLearning: true,
    last: null,
    held: null,
    fields: [],
  })
  const claims = Array.from({ length: 560 }, (_, n): Claim => {
    const twin = Math.floor(n / 2)
    return {
      key: { kind: 'external', namespace: `system ${n % 2}`, value: String(n) },
      attributes: [
        {
          name: 'name',
          value: `${'김이박최정강조윤장임'[twin % 10]}${'지서민예하도시'[twin % 7]}${'준현수우윤호진은연아영'[twin % 11]}`,
        },
        { name: 'phone', value: `010${String(20_000_000 + twin * 7919).slice(-8)}` },
      ],
      seenAt: new Date(),
      source: { kind: 'import', id: 'test' },
    }
  })
  await shop.change(ctx => takeClaims(ctx, claims))
  await drain(testing, 'customers')
  await learn()
  const first = await testing.owner.call(getMatchWeights, ids)
  expect(first).toMatchObject({ held: { version: 1, outcome: 'used' }, last: { version: 1 } })
  expect(first.held!.people).toBeGreaterThanOrEqual(500)
  const phone = first.fields.find(one => one.kind === 'phone')!
  expect(phone.before).toEqual(phone.shipped)
  await learn()
  const second = await testing.owner.call(getMatchWeights, ids)
  expect(second.held!.version).toBe(2)
  expect(second.fields.find(one => one.kind === 'phone')!.before).toEqual({ same: phone.same, differs: phone.differs })
  expect(await shop.change(ctx => heldWeights(ctx))).not.toEqual([])
  const { rules } = await testing.owner.call(matchingApi.getMatching, ids)
  await testing.owner.call(matchingApi.setMatchRules, { ...rules, ...ids, isLearning: false })
  expect(await shop.change(ctx => heldWeights(ctx))).toEqual([])
}, 60_000)
