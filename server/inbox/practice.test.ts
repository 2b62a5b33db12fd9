/** Practice: a workspace of its own, a wave that is played and scored there, a newcomer's task that is done by what happens. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe, listMembers } from '../../contract/access.ts'
import { roleTable } from '../../contract/permissions.ts'
import { drain } from '../../tools/testing/drain.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { endMentions, findMentionIds } from '../listening/index.ts'
import type { Actor, Ctx } from '../platform/ctx.ts'
import { systemCtx } from '../platform/edge.ts'
import { addNote, reply } from './actions/answering.ts'
import * as drills from './actions/practice/drills.ts'
import { getGuidedTask, startGuidedTask } from './actions/practice/guiding.ts'
import { playDrill, wakeDrills } from './actions/practice/playing.ts'
import { assignTicket, resolveConversation } from './actions/tickets.ts'
import { postsOf } from './store/practice.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const open = async () => {
  const { id } = await testing.workspace()
  const owner = { actor: await memberIn(id) }
  const practice = await testing.program.database.transact(tx =>
    drills.openPractice({ ...systemCtx(testing.program.world, 'test', tx), workspaceId: id, ...owner }),
  )
  const actor = await memberIn(practice.id)
  const act = <T>(verb: (ctx: Ctx) => Promise<T>, now = new Date()): Promise<T> =>
    testing.program.database.transact(tx =>
      verb({ ...systemCtx(testing.program.world, 'test', tx), workspaceId: practice.id, actor, now }),
    )
  return {
    ...{ id, practice, act, memberId: actor.memberId },
    /** What the wake and the worker do at an instant. */
    async play(drillId: string, now: Date) {
      await act(wakeDrills, now)
      const plan = await act(ctx => playDrill.prepare(ctx, { drillId } as never), now)
      if (plan !== null) {
        const heard = await playDrill.call(testing.program.world, plan as never, new AbortController().signal)
        await act(ctx => playDrill.settle(ctx, plan as never, heard as never), now)
        await act(ctx => playDrill.settle(ctx, plan as never, heard as never), now)
      }
      await drain(testing, 'customers', now)
      await drain(testing, 'inbox', now)
    },
  }
}

const memberIn = async (workspaceId: number): Promise<Actor & { kind: 'member' }> => {
  const me = await testing.owner.call(getMe, {})
  const { memberId } = me.workspaces.find(one => one.id === workspaceId)!
  return { kind: 'member', memberId, userId: me.user.id, name: '지우', permissions: new Set(roleTable.owner) }
}

const wave = { scenario: 'delivery', language: 'ko', minutes: 20, targetMinutes: 5 } as const
const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000)

test('the practice workspace is one, with the same people, and drills run nowhere else', async () => {
  const { id, practice, act } = await open()
  expect((await open()).practice.id).not.toBe(practice.id)
  const here = (work: (ctx: Ctx) => Promise<unknown>) =>
    testing.program.database.transact(async tx =>
      work({ ...systemCtx(testing.program.world, 'test', tx), workspaceId: id, actor: await memberIn(id) }),
    )
  expect(await here(drills.openPractice)).toMatchObject({ id: practice.id, isDemo: true })
  expect(await here(drills.getPractice)).toMatchObject({ isPractice: false, workspaceId: practice.id })
  await expect(here(ctx => drills.startDrill(ctx, { ...wave, workspaceId: id } as never))).rejects.toMatchObject({
    code: 'inbox.practice_only',
  })
  await expect(act(drills.openPractice)).rejects.toMatchObject({ code: 'access.practice_here' })
  const names = async (workspaceId: number) =>
    (await testing.owner.call(listMembers, { workspaceId })).items.map(one => [one.name, one.role])
  expect(await names(practice.id)).toEqual(await names(id))
})

test('a wave comes piece by piece, is scored while it runs, and keeps its report when it ends', async () => {
  const { act, play } = await open()
  const now = new Date()
  const begun = await act(ctx => drills.startDrill(ctx, wave), now)
  await expect(act(ctx => drills.startDrill(ctx, wave), now)).rejects.toMatchObject({ code: 'inbox.drill_runs' })
  await play(begun.id, now)
  const look = (at: Date) => act(ctx => drills.getDrill(ctx, { drillId: begun.id }), at)
  expect((await look(now)).report).toMatchObject({ played: 1, posts: 16, asked: 1, answered: 0 })

  await play(begun.id, later(now, 10))
  const halfway = (await look(later(now, 10))).report
  expect(halfway.played).toBeGreaterThan(4)
  expect(halfway.played).toBeLessThan(16)
  const posts = (await act(ctx => postsOf(ctx, begun.id))).filter(one => one.conversationId !== null)
  expect(posts).toHaveLength(halfway.played)
  const [question, fault] = posts
  const say = (conversationId: string | null, text: string, minutes: number) =>
    act(ctx => reply(ctx, { conversationId: conversationId!, text }, 'ko'), later(now, minutes))
  await say(question!.conversationId, '하린님, 오늘 오후 여섯 시에 출발합니다. 내일 오전에 받아 보실 수 있습니다.', 2)
  await say(fault!.conversationId, '도윤님, 규정상 확인이 안 됩니다.', 11)
  const { report } = await look(later(now, 12))
  expect(report).toMatchObject({ answered: 2, inTime: 1, checked: 2, clean: 1, apologies: { of: 1, given: 0 } })
  expect(report.faults.map(one => one.kind)).toContain('rule_quoting')
  expect(report.faults[0]!.conversationIds).toEqual([fault!.conversationId])

  await act(wakeDrills, later(now, 21))
  const ended = await look(later(now, 22))
  expect(ended.drill.endedAt).not.toBeNull()
  await say(posts[2]!.conversationId, '확인하겠습니다.', 23)
  await play(begun.id, later(now, 24))
  expect(await look(later(now, 25))).toEqual(ended)
  const { items } = await act(ctx => drills.listDrills(ctx, { limit: 5 }))
  expect(items).toEqual([{ ...ended.drill, score: ended.report.score }])
  expect(await act(drills.getPractice)).toMatchObject({ isPractice: true, runningId: null })
})

test('nothing of a drill leaves the installation: answers go to a practice account', async () => {
  const { act, play, practice } = await open()
  const now = new Date()
  const { id } = await act(ctx => drills.startDrill(ctx, wave), now)
  await play(id, now)
  const { rows } = await testing.program.database.pool.query<{ service: string }>(
    'select distinct service from channels.accounts where workspace_id = $1',
    [practice.id],
  )
  expect(rows).toEqual([{ service: 'practice:' }])
})

test('the steps of a newcomer are done by what they did, one by one, and go on where they were', async () => {
  const { act, play, practice, memberId } = await open()
  const now = new Date()
  expect(await act(getGuidedTask)).toEqual({ task: null })
  const { task } = await act(startGuidedTask, now)
  expect(task).toMatchObject({ isReady: false, endedAt: null })
  const { rows } = await testing.program.database.pool.query<{ id: string }>(
    'select id from inbox.drills where workspace_id = $1',
    [practice.id],
  )
  await play(rows[0]!.id, now)
  const doneOf = async () => {
    const { task: now } = await act(getGuidedTask)
    return now!.steps.flatMap(one => (one.doneAt === null ? [] : [one.step]))
  }
  const ready = (await act(getGuidedTask)).task!
  expect(ready.isReady).toBe(true)
  expect(await doneOf()).toEqual([])
  const placeOf = (step: string) => ({
    conversationId: ready.steps.find(one => one.step === step)!.conversationId!,
  })
  await act(ctx => assignTicket(ctx, { ...placeOf('take'), memberId } as never))
  await act(ctx => addNote(ctx, { ...placeOf('note'), text: '뚜껑 규격 확인함' } as never, 'ko'))
  expect(await doneOf()).toEqual(['take', 'note'])
  await act(ctx => reply(ctx, { ...placeOf('answer'), text: '하린님, 두 뚜껑은 서로 맞습니다.' }, 'ko'))
  await act(ctx => reply(ctx, { ...placeOf('apologise'), text: '도윤님, 사진을 보내 주시겠어요?' }, 'ko'))
  expect(await doneOf()).toEqual(['take', 'note', 'answer'])
  await act(ctx => reply(ctx, { ...placeOf('apologise'), text: '도윤님, 깨진 잔을 받으셔서 정말 죄송합니다.' }, 'ko'))
  const noise = (await act(ctx => postsOf(ctx, rows[0]!.id))).find(one => one.kind === 'noise')!
  const mentionIds = [...(await act(ctx => findMentionIds(ctx, [noise.itemId!]))).values()]
  await act(ctx => endMentions(ctx, { mentionIds, state: 'stance', by: '지우' }))
  await act(ctx => resolveConversation(ctx, placeOf('resolve')))
  expect(await doneOf()).toEqual(['take', 'note', 'answer', 'apologise', 'end', 'resolve'])
  const finished = (await act(getGuidedTask)).task!
  expect(finished.endedAt).not.toBeNull()
  const anew = await act(startGuidedTask, later(now, 60))
  expect(anew.task!.steps.every(one => one.doneAt === null)).toBe(true)
})
