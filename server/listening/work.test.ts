import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMe } from '../../contract/access.ts'
import * as contract from '../../contract/listening.ts'
import { correctReading } from '../../contract/understanding.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { followCorrections } from './actions/recounting.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))

/** A workspace with `count` mentions of 환불, asked through the API as its owner. */
const openWork = async (count = 3) => {
  const workspace = await openHearing(testing)
  await workspace.change(ctx => createTopic(ctx, { name: '환불', kind: 'brand', goal: '불만을 안다', query: '환불' }))
  await workspace.take(Array.from({ length: count }, (_, n) => post(`환불 ${n}`, { publishedAt: minute(n) })))
  const ask: <E extends (typeof contract.listeningEndpoints)[number]>(
    endpoint: E,
    input: Parameters<typeof testing.owner.call<E>>[1],
  ) => ReturnType<typeof testing.owner.call<E>> = (endpoint, input) =>
    testing.owner.call(endpoint, { ...input, workspaceId: workspace.id })
  const refusal = async (endpoint: Parameters<typeof testing.owner.ask>[0], input: object) => {
    const answer = await testing.owner.ask(endpoint, { ...input, workspaceId: workspace.id } as never)
    return answer.ok ? null : answer.problem
  }
  const list = async (filter: object = {}) =>
    (await ask(contract.listMentions, { ...filter } as never)).items as contract.Mention[]
  const change = (mentions: object, change: object) =>
    ask(contract.changeMentions, { mentions, change } as never) as Promise<{ changeId: string | null; changed: number }>
  const undo = (changeId: string | null) =>
    ask(contract.undoMentions, { changeId: changeId! }) as Promise<{ restored: number; skipped: number }>
  const me = await testing.owner.call(getMe, {})
  const memberId = me.workspaces.find(one => one.id === workspace.id)!.memberId
  return { workspace, ask, refusal, list, change, undo, memberId }
}

const textsOf = (mentions: readonly contract.Mention[]) => mentions.map(mention => mention.item.text)

describe('a change of many mentions', () => {
  test('gives them to a member and back to whoever had them', async () => {
    const { list, change, undo, refusal, memberId } = await openWork()
    const ids = (await list()).map(mention => mention.id)
    await change({ ids: [ids[0]] }, { kind: 'assign', memberId })
    const all = await change({ filter: {} }, { kind: 'assign', memberId })
    expect(all.changed).toBe(2)
    expect((await list({ owner: 'me' })).map(mention => mention.owner?.name)).toEqual(['지우', '지우', '지우'])
    expect(await list({ owner: 'none' })).toEqual([])
    expect(await undo(all.changeId)).toEqual({ restored: 2, skipped: 0 })
    expect((await list({ owner: memberId })).map(mention => mention.id)).toEqual([ids[0]])
    expect(await refusal(contract.undoMentions, { changeId: all.changeId })).toMatchObject({ status: 409 })
    const stranger = '00000000-0000-7000-8000-00000000dead'
    expect(
      await refusal(contract.changeMentions, { mentions: { ids }, change: { kind: 'assign', memberId: stranger } }),
    ).toMatchObject({ status: 422, code: 'listening.not_a_member' })
  })

  test('ends all that a filter finds, and the way back restores who had ended each, when and why', async () => {
    const { workspace, ask, list, change, undo } = await openWork(4)
    const [first] = await list({ q: '"환불 0"' })
    await change({ ids: [first!.id] }, { kind: 'end', state: 'stance', reason: '정책' })
    const before = await list()
    const ledger = async () =>
      (await ask(contract.getLedger, { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' })).states
    const counted = await ledger()
    const ended = await change(
      { filter: { state: ['pending', 'stance'] } },
      { kind: 'end', state: 'not_ours', reason: '' },
    )
    expect(ended.changed).toBe(4)
    expect((await list({ state: 'not_ours' })).length).toBe(4)
    expect(await ledger()).toEqual({ pending: 0, answered: 0, stance: 0, not_ours: 4 })
    expect(await undo(ended.changeId)).toEqual({ restored: 4, skipped: 0 })
    expect(await list()).toEqual(before)
    expect(await ledger()).toEqual(counted)
    const history = await testing.program.database.pool.query(
      'select state from listening.endings where workspace_id = $1 and mention_id = $2 order by number',
      [workspace.id, first!.id],
    )
    expect(history.rows.map(row => row.state)).toEqual(['stance', 'not_ours', 'stance'])
  })

  test('is taken back row by row: what somebody changed since stays, and is counted', async () => {
    const { list, change, undo } = await openWork(3)
    const [one, two] = await list()
    const ended = await change({ filter: {} }, { kind: 'end', state: 'stance', reason: '' })
    await change({ ids: [one!.id] }, { kind: 'end', state: 'answered', reason: '' })
    await change({ ids: [two!.id] }, { kind: 'end', state: 'pending', reason: '' })
    await change({ ids: [two!.id] }, { kind: 'end', state: 'stance', reason: '' })
    expect(await undo(ended.changeId)).toEqual({ restored: 1, skipped: 2 })
    expect((await list()).map(mention => mention.ending.state)).toEqual(['answered', 'stance', 'pending'])
  })

  test('that changes nothing has no way back, and ids of other workspaces are passed over', async () => {
    const [ours, theirs] = [await openWork(1), await openWork(1)]
    const [mention] = await ours.list()
    const end = { kind: 'end', state: 'pending', reason: '' }
    expect(await ours.change({ ids: [mention!.id] }, end)).toEqual({ changeId: null, changed: 0 })
    expect(await theirs.change({ ids: [mention!.id] }, { ...end, state: 'stance' })).toEqual({
      changeId: null,
      changed: 0,
    })
    expect(await ours.change({ filter: { q: '!!!' } }, end)).toEqual({ changeId: null, changed: 0 })
    const done = await ours.change({ ids: [mention!.id] }, { ...end, state: 'stance' })
    expect(await theirs.refusal(contract.undoMentions, { changeId: done.changeId })).toMatchObject({ status: 404 })
  })

  test('corrects feelings, the stream follows, and only what still says so is taken back', async () => {
    const { workspace, list, change, undo } = await openWork(2)
    const [one, two] = await list()
    const follow = () => workspace.change(ctx => followCorrections(ctx, { ids: [one!.item.id, two!.item.id] }))
    const corrected = await change({ filter: {} }, { kind: 'correct', sentiment: 'mixed' })
    await follow()
    expect(await list({ sentiment: 'mixed' })).toHaveLength(2)
    await testing.owner.call(correctReading, { workspaceId: workspace.id, itemId: one!.item.id, sentiment: 'positive' })
    expect(await undo(corrected.changeId)).toEqual({ restored: 1, skipped: 1 })
    await follow()
    expect((await list()).map(mention => mention.reading.correction?.sentiment ?? null)).toEqual(['positive', null])
    expect(await list({ sentiment: 'mixed' })).toEqual([])
  })
})

describe('tags', () => {
  test('are made while typing, put on and taken off, and the way back restores each mention’s own', async () => {
    const { ask, list, change, undo } = await openWork(3)
    const urgent = await ask(contract.createTag, { name: '급함', tone: 'warn' })
    expect(await ask(contract.createTag, { name: '급함' })).toEqual(urgent)
    const product = await ask(contract.createTag, { name: '제품' })
    const [one, two, three] = await list()
    await change({ ids: [one!.id] }, { kind: 'tag', add: [product.id] })
    const tagged = await change({ filter: {} }, { kind: 'tag', add: [urgent.id], remove: [product.id] })
    expect(tagged.changed).toBe(3)
    expect((await list({ tag: urgent.id })).map(mention => mention.id)).toEqual([one!.id, two!.id, three!.id])
    expect(await list({ tag: [product.id] })).toEqual([])
    await change({ ids: [three!.id] }, { kind: 'tag', remove: [urgent.id] })
    expect(await undo(tagged.changeId)).toEqual({ restored: 2, skipped: 1 })
    expect((await list()).map(mention => mention.tags.map(tag => tag.name))).toEqual([['제품'], [], []])
    expect(await list({ tag: [urgent.id, product.id] })).toHaveLength(1)
  })

  test('merge, and come back each with its own mentions', async () => {
    const { ask, list, change, refusal } = await openWork(3)
    const [a, b] = [await ask(contract.createTag, { name: '배송' }), await ask(contract.createTag, { name: '택배' })]
    const [one, two] = await list()
    await change({ ids: [one!.id, two!.id] }, { kind: 'tag', add: [a.id] })
    await change({ ids: [two!.id] }, { kind: 'tag', add: [b.id] })
    await ask(contract.removeTag, { tagId: a.id, into: b.id })
    expect((await ask(contract.listTags, {})).items).toMatchObject([{ name: '택배', mentions: 2 }])
    expect((await list({ tag: b.id })).map(mention => mention.tags.map(tag => tag.name))).toEqual([['택배'], ['택배']])
    await ask(contract.restoreTag, { tagId: a.id })
    expect((await ask(contract.listTags, {})).items).toMatchObject([
      { name: '배송', mentions: 2 },
      { name: '택배', mentions: 1 },
    ])
    expect(await refusal(contract.updateTag, { tagId: a.id, name: '택배' })).toMatchObject({ status: 409 })
    expect(await refusal(contract.removeTag, { tagId: a.id, into: a.id })).toMatchObject({ status: 422 })
    await ask(contract.removeTag, { tagId: a.id })
    await ask(contract.updateTag, { tagId: b.id, name: '배송', tone: 'acc' })
    expect(await refusal(contract.restoreTag, { tagId: a.id })).toMatchObject({ code: 'listening.tag_name_taken' })
  })
})

describe('saved views', () => {
  test('are one’s own or shared, stand in one’s own order, and come back after they were deleted', async () => {
    const { workspace, ask, refusal, memberId } = await openWork(0)
    const filter = { sentiment: ['negative' as const], state: ['pending' as const], period: 'week' as const }
    const mine = await ask(contract.createView, { name: '화난 분들', filter })
    const shared = await ask(contract.createView, { name: '칭찬', filter: {}, columns: ['all'], isShared: true })
    expect(mine).toMatchObject({ filter, columns: [], isShared: false, isMine: true })
    await ask(contract.arrangeViews, { order: [shared.id, mine.id], defaultId: mine.id })
    const listed = await ask(contract.listViews, {})
    expect(listed).toMatchObject({ defaultId: mine.id, items: [{ id: shared.id }, { id: mine.id }] })

    const colleague = {
      kind: 'member' as const,
      memberId,
      userId: 'x',
      name: '민준',
      permissions: new Set(['listening.read' as const]),
    }
    const other = { ...colleague, memberId: '00000000-0000-7000-8000-000000000001' }
    const { listViews, updateView } = await import('./actions/views.ts')
    const seen = await workspace.change(listViews, { actor: other })
    expect(seen.items.map(view => [view.name, view.isMine])).toEqual([['칭찬', false]])
    const rename = (viewId: string) =>
      workspace.change(ctx => updateView(ctx, { viewId, name: '다른 이름' }), { actor: other })
    await expect(rename(mine.id)).rejects.toMatchObject({ status: 404 })
    await expect(rename(shared.id)).rejects.toMatchObject({ status: 403 })

    await ask(contract.updateView, { viewId: mine.id, name: '기다리는 불만', columns: ['topics'] })
    await ask(contract.removeView, { viewId: mine.id })
    expect((await ask(contract.listViews, {})).defaultId).toBeNull()
    expect(await ask(contract.restoreView, { viewId: mine.id })).toMatchObject({
      name: '기다리는 불만',
      columns: ['topics'],
    })
    await ask(contract.arrangeViews, { defaultId: 'angry' })
    expect(await ask(contract.listViews, {})).toMatchObject({
      defaultId: 'angry',
      items: [{ id: shared.id }, { id: mine.id }],
    })
    expect(await refusal(contract.createView, { name: 'x', filter: {}, columns: ['elsewhere'] })).toMatchObject({
      status: 422,
    })
  })
})

describe('a search', () => {
  test('marks what it found in the text', async () => {
    const { list, ask } = await openWork(1)
    const [mention] = await list({ q: '환불' })
    expect(mention!.found.map(span => mention!.item.text.slice(...span))).toEqual(['환불'])
    expect((await list())[0]!.found).toEqual([])
    expect((await ask(contract.getMention, { mentionId: mention!.id, q: '0' })).found).toHaveLength(1)
    expect(textsOf(await list({ q: '없는말' }))).toEqual([])
  })
})

describe('the thread of a mention', () => {
  test('shows who answers whom, and the customer who helped; a person may say otherwise', async () => {
    const { workspace, list, ask } = await openWork(0)
    const person = (name: string) => ({
      remoteId: name,
      handle: name,
      displayName: name,
      url: null,
      avatarUrl: null,
      followers: 1,
    })
    const root = post('환불은 어디서 신청하나요?', { author: person('지우'), publishedAt: minute(1) })
    const inThread = { kind: 'reply' as const, rootRemoteId: root.remoteId }
    const answer = post('환불은 앱 아래쪽 주문 칸에서 하시면 돼요', {
      ...inThread,
      author: person('민준'),
      inReplyToRemoteId: root.remoteId,
      publishedAt: minute(2),
    })
    const thanks = post('환불 됐어요 감사합니다', {
      ...inThread,
      author: person('지우'),
      inReplyToRemoteId: answer.remoteId,
      publishedAt: minute(3),
    })
    await workspace.take([root, answer, thanks])
    const mentionId = (await list()).at(-1)!.id
    const thread = async () => (await ask(contract.getMention, { mentionId })).thread
    const [asked, answered, thanked] = await thread()
    expect([asked!.parentId, answered!.parentId, thanked!.parentId]).toEqual([null, asked!.id, answered!.id])
    expect(answered!.help).toEqual({ asker: '지우', reason: 'thanked', by: null })
    expect([asked!.help, thanked!.help]).toEqual([null, null])
    expect(await ask(contract.judgeHelp, { itemId: answered!.id, helped: false })).toEqual({
      helped: false,
      before: null,
    })
    expect((await thread())[1]!.help).toBeNull()
    await ask(contract.judgeHelp, { itemId: answered!.id, helped: true })
    expect((await thread())[1]!.help).toEqual({ asker: '지우', reason: 'said_so', by: '지우' })
    expect(await ask(contract.judgeHelp, { itemId: answered!.id, helped: null })).toEqual({
      helped: null,
      before: true,
    })
    expect((await thread())[1]!.help).toMatchObject({ reason: 'thanked' })
  })
})

describe('similar posts', () => {
  test('carry prints that lie close, edited ones too', async () => {
    const { workspace, list } = await openWork(0)
    const text = '하늘상점 환불 신청한 지 2주가 지났는데 아직도 처리 중이라고만 나옵니다 문의를 세 번 남겼어요'
    await workspace.take([
      post(text),
      post(`RT @minji: ${text}`),
      post('환불 정책이 바뀐 걸 오늘에야 알았는데 공지가 어디에도 없더라고요'),
    ])
    const prints = (await list({ q: '문의' })).map(mention => contract.readPrint(mention.print!))
    expect(contract.areSimilar(prints[0]!, prints[1]!)).toBe(true)
    const [other] = await list({ q: '정책' })
    expect(contract.areSimilar(prints[0]!, contract.readPrint(other!.print!))).toBe(false)
  })
})
