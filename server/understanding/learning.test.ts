/** Proves that a workspace's corrections change the next like posts at once, in every process, for that workspace alone, and exactly undone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getLessons, listCorrections, switchLesson } from '../../contract/lessons.ts'
import { correctReading } from '../../contract/understanding.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { systemCtx } from '../platform/edge.ts'
import { openProgram } from '../platform/process.ts'
import { jobs } from '../rooms.ts'
import { deleteReadings, lessonsOf, readingsOf, readTexts } from './index.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const taught = [
  '새벽 줄서기 세 시간째인데 또 간다 하늘상점',
  '줄서기 두 시간째인데 또 간다 진짜',
  '주말 줄서기 네 시간 했는데 또 간다',
]
const fourth = '줄서기 다섯 시간 걸렸는데 또 간다'

const open = async () => {
  const workspace = await openHearing(testing)
  await workspace.addAccount('haneul')
  return workspace
}
/** Takes posts in and gives their readings, in order. */
const hear = async (workspace: Hearing, texts: readonly string[], addressedTo = ['haneul']) => {
  const posts = texts.map(text => post(text, { addressedTo }))
  await workspace.take(posts)
  const { rows } = await testing.program.database.pool.query<{ id: string; remote_id: string }>(
    'select id, remote_id from channels.items where workspace_id = $1',
    [workspace.id],
  )
  const ids = posts.map(one => rows.find(row => row.remote_id === one.remoteId)!.id)
  const readings = await workspace.change(ctx => readingsOf(ctx, ids))
  return ids.map(itemId => ({ itemId, reading: readings.get(itemId)! }))
}
const correct = (workspaceId: number, itemId: string, sentiment: 'positive' | null) =>
  testing.owner.call(correctReading, { workspaceId, itemId, sentiment })

test('three corrections of a kind change how the next like it is read, in every process, and undone they leave nothing', async () => {
  const [workspace, other] = [await open(), await open()]
  const shared = await readTexts(testing.program.world, [fourth])
  expect(shared[0]!.sentiment!.label).toBe('negative')
  const heard = await hear(workspace, [...taught, fourth])
  expect(heard[3]!.reading).toEqual({ ...shared[0], correction: null })
  for (const { itemId } of heard.slice(0, 3)) await correct(workspace.id, itemId, 'positive')

  const [like] = await hear(workspace, [fourth])
  expect(like!.reading).toMatchObject({ sentiment: { label: 'positive' }, correction: null })
  expect(like!.reading.lessons!.length).toBeGreaterThan(0)
  const [elsewhere] = await hear(other, [fourth])
  expect(elsewhere!.reading).toEqual({ ...shared[0], correction: null })

  const second = await openProgram(testing.config, { jobs, isWorker: true, ownsData: false })
  const there = await second.database.transact(tx =>
    lessonsOf({ ...systemCtx(second.world, 'test', tx), workspaceId: workspace.id }),
  )
  await second.close()
  expect(there).toEqual(await workspace.change(lessonsOf))

  for (const { itemId } of heard.slice(0, 3)) await correct(workspace.id, itemId, null)
  expect(await workspace.change(lessonsOf)).toBeNull()
  const [again] = await hear(workspace, [fourth])
  expect(again!.reading).toEqual({ ...shared[0], correction: null })
})

test('what was learned is listed in words, opens its posts, and is switched off and on', async () => {
  const workspace = await open()
  const workspaceId = workspace.id
  const heard = await hear(workspace, taught)
  for (const { itemId } of heard) await correct(workspaceId, itemId, 'positive')
  const before = await workspace.change(lessonsOf)
  const learnt = await testing.owner.call(getLessons, { workspaceId })
  expect(learnt).toMatchObject({ corrections: 3, learntFrom: 3, readOtherwise: 0, off: [] })
  const lesson = learnt.lessons.find(one => one.posts === 3)!
  expect(lesson).toMatchObject({ towards: 'positive' })
  expect(learnt.weeks.reduce((sum, week) => sum + week.corrections, 0)).toBe(3)

  const first = await testing.owner.call(listCorrections, { workspaceId, word: lesson.word, limit: 2 })
  const rest = await testing.owner.call(listCorrections, {
    workspaceId,
    word: lesson.word,
    limit: 2,
    cursor: first.next!,
  })
  const listed = [...first.items, ...rest.items]
  expect(new Set(listed.map(one => one.text))).toEqual(new Set(taught))
  expect(listed[0]).toMatchObject({ read: 'negative', into: 'positive', by: '지우', channel: 'blog' })
  expect(rest.next).toBeNull()
  const none = await testing.owner.call(listCorrections, { workspaceId, from: 'positive' })
  expect(none.items).toEqual([])
  expect(await testing.owner.ask(listCorrections, { workspaceId, cursor: 'x' })).toMatchObject({ status: 422 })

  await testing.owner.call(switchLesson, { workspaceId, word: lesson.word, isOff: true })
  const without = await testing.owner.call(getLessons, { workspaceId })
  expect(without.lessons.map(one => one.word)).not.toContain(lesson.word)
  expect(without.off).toMatchObject([{ word: lesson.word, by: '지우' }])
  await testing.owner.call(switchLesson, { workspaceId, word: lesson.word, isOff: false })
  expect(await workspace.change(lessonsOf)).toEqual(before)
  expect(await testing.owner.ask(switchLesson, { workspaceId, word: ' ', isOff: true })).toMatchObject({ status: 422 })
})

test('posts that go take what they taught with them', async () => {
  const workspace = await open()
  const heard = await hear(workspace, taught, [])
  for (const { itemId } of heard) await correct(workspace.id, itemId, 'positive')
  expect(await workspace.change(lessonsOf)).not.toBeNull()
  await workspace.change(ctx =>
    deleteReadings(
      ctx,
      heard.map(one => one.itemId),
    ),
  )
  expect(await workspace.change(lessonsOf)).toBeNull()
})
