/** Jobs, facts, streams and dead letters, on a real queue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../tools/testing/database.ts'
import { announce, startJob } from './announce.ts'
import { sleep, stopwatch } from './clock.ts'
import { readConfig } from './config.ts'
import type { Ctx } from './ctx.ts'
import { systemCtx } from './edge.ts'
import { conflict } from './errors.ts'
import { makeId } from './ids.ts'
import { errand, type Job, reaction, stream, task, wake } from './job.ts'
import { type LiveHub, openLiveHub } from './live.ts'
import { fact, idsOf } from './outbox.ts'
import { openProgram, type Program } from './process.ts'
import { startWorker, type Worker } from './worker.ts'

const id = '01a1fffd-6521-7028-a51f-9141421a91cf'
const somethingFound = fact('test.something_found', idsOf)
const placesChanged = fact('test.places_changed', idsOf)
const places = new Set<string>()
const seen: string[] = []
let failuresLeft = 2
let streamBatches = 0

const jobs: Job[] = [
  reaction({
    name: 'test.first',
    hears: somethingFound,
    run: async (_ctx, { ids }) => void seen.push(`first ${ids.length}`),
  }),
  reaction({ name: 'test.second', hears: somethingFound, run: async () => void seen.push('second') }),
  task({
    name: 'test.task',
    payload: z.object({ word: z.string() }),
    run: async (_ctx, { word }) => void seen.push(word),
  }),
  errand({
    name: 'test.errand',
    payload: z.object({}),
    prepare: async () => ({ plan: 1 }),
    async call(_world, plan) {
      if (failuresLeft-- > 0) throw conflict('test.not_yet')
      return plan.plan + 1
    },
    settle: async (_ctx, plan, outcome) => void seen.push(`settled ${plan.plan} ${outcome}`),
  }),
  errand({
    name: 'test.hopeless',
    payload: z.object({}),
    tries: 1,
    prepare: async () => ({}),
    call: async () => {
      throw conflict('test.never')
    },
    settle: async () => undefined,
  }),
  wake({ name: 'test.wake', everySeconds: 0.2, run: async () => void (seen.includes('awake') || seen.push('awake')) }),
  stream({
    name: 'test.stream',
    find: async () => ['relay'],
    prepare: async () => ({ from: streamBatches }),
    async *open(_world, plan) {
      yield plan.from + 1
      throw new Error('the relay went away')
    },
    settle: async (_ctx, _key, _plan, batch) => {
      streamBatches = batch
    },
    broke: async () => void (seen.includes('broke') || seen.push('broke')),
  }),
  stream({
    name: 'test.followed',
    looksOn: placesChanged,
    find: async () => [...places],
    prepare: async (_ctx, key) => key,
    async *open(_world, key, signal) {
      seen.push(`opened ${key}`)
      await sleep(60_000, signal)
      seen.push(`closed ${key}`)
      yield key
    },
    settle: async () => undefined,
    broke: async () => undefined,
  }),
]

let program: Program
let worker: Worker
let live: LiveHub
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await testDatabase()
  drop = database.drop
  const read = readConfig({
    DATABASE_URL: database.url,
    SECRET_KEY: 'K7f!Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd0Js',
    LOG_LEVEL: 'silent',
  })
  if (!read.ok) throw new Error(read.complaints.join())
  program = await openProgram(read.config, { jobs, isWorker: true, ownsData: false })
  live = openLiveHub(program.database, program.world.log)
  worker = await startWorker({ ...program, live, jobs })
})
afterAll(async () => {
  await worker.stop()
  await live.stop()
  await program.close()
  await drop()
})

const change = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  program.database.transact(tx => work({ ...systemCtx(program.world, 'test', tx), workspaceId: 7 }))

const until = (what: () => boolean | Promise<boolean>) =>
  expect.poll(what, { timeout: 20_000, interval: 50 }).toBe(true)

describe('a fact', () => {
  it('reaches every room that hears it, once', async () => {
    await change(ctx => announce(ctx, somethingFound, { ids: [id] }))
    await until(() => seen.includes('first 1') && seen.includes('second'))
    expect(seen.filter(word => word === 'first 1')).toHaveLength(1)
  })

  it('that is delivered again does nothing again', async () => {
    const before = seen.length
    const envelope = { workspaceId: 7, eventId: id, payload: { ids: [id, id] } }
    await program.database.transact(tx => program.world.outbox.send(tx, 'test.first', envelope))
    await program.database.transact(tx => program.world.outbox.send(tx, 'test.first', envelope))
    await change(ctx => startJob(ctx, 'test.task', { word: 'after both' }))
    await until(() => seen.includes('first 2') && seen.includes('after both'))
    await until(
      async () =>
        (
          await program.database.pool.query(
            `select 1 from pgboss.job where name = 'test.first' and state <> 'completed'`,
          )
        ).rowCount === 0,
    )
    expect(seen.slice(before).filter(word => word === 'first 2')).toHaveLength(1)
  })

  it('of a change that failed was never told', async () => {
    const failed = change(async ctx => {
      await startJob(ctx, 'test.task', { word: 'of a failed change' })
      throw conflict('test.rolled_back')
    })
    await expect(failed).rejects.toThrow('test.rolled_back')
    await change(ctx => startJob(ctx, 'test.task', { word: 'of a good change' }))
    await until(() => seen.includes('of a good change'))
    expect(seen).not.toContain('of a failed change')
  })
})

describe('an errand', () => {
  it('is tried again after a failure, and settles once', async () => {
    await change(ctx => startJob(ctx, 'test.errand', {}))
    await until(() => seen.includes('settled 1 2'))
    expect(failuresLeft).toBe(-1)
    expect(seen.filter(word => word.startsWith('settled'))).toHaveLength(1)
  })

  it('that fails for good is kept with the code of its error, and nothing more of it', async () => {
    await change(ctx => startJob(ctx, 'test.hopeless', {}))
    const dead = async () =>
      (
        await program.database.pool.query<{ output: { message: string } }>(
          `select output from pgboss.job where name = 'test.hopeless' and state = 'failed'`,
        )
      ).rows
    await until(async () => (await dead()).length === 1)
    expect((await dead())[0]?.output.message).toBe('test.never')
  })
})

describe('a pile', () => {
  it('of jobs that nobody was told of is taken one after another, not at the pace of the polling', async () => {
    const words = Array.from({ length: 60 }, (_, at) => `of the pile ${at}`)
    // As a worker finds them that was away when they came: their notices are gone.
    await program.queue.boss.updateQueue('test.task', { notify: false })
    await change(async ctx => {
      for (const word of words) await startJob(ctx, 'test.task', { word })
    })
    await program.queue.boss.updateQueue('test.task', { notify: true })
    // Two at a time and five seconds to the next look would take two and a half minutes.
    await until(() => words.every(word => seen.includes(word)))
  })
})

describe('clocks and streams', () => {
  it('a wake wakes', () => until(() => seen.includes('awake')))
  it('a stream that breaks says so and is opened again from its cursor', async () => {
    await until(() => seen.includes('broke') && streamBatches >= 2)
  })
  it('a stream opens and closes as soon as a fact says that its keys may be others', async () => {
    const takes: number[] = []
    const soonAfter = async (turn: () => void, word: string) => {
      turn()
      const elapsed = stopwatch()
      await change(ctx => announce(ctx, placesChanged, { ids: [id] }))
      await until(() => seen.includes(word))
      takes.push(elapsed())
    }
    await soonAfter(() => places.add('one'), 'opened one')
    await soonAfter(() => places.add('two'), 'opened two')
    await soonAfter(() => places.delete('one'), 'closed one')
    // Without the fact each of the last two would wait for the look after next, three seconds later.
    expect(Math.max(...takes.slice(1))).toBeLessThan(2000)
  })
})

describe('the live hub', () => {
  it('tells the screens of the workspace, and no others', async () => {
    const here: string[] = []
    const elsewhere: string[] = []
    live.join(7, event => here.push(event.kind === 'fact' ? `${event.fact} ${event.ids.length}` : event.kind))
    live.join(8, event => elsewhere.push(event.kind))
    await until(async () => {
      await change(ctx => announce(ctx, somethingFound, { ids: Array.from({ length: 400 }, () => makeId(ctx.now)) }))
      return here.length >= 3
    })
    // 400 ids need three notices, for a notice ends at 8,000 bytes.
    expect(here.slice(0, 3)).toEqual([
      'test.something_found 150',
      'test.something_found 150',
      'test.something_found 100',
    ])
    expect(elsewhere).toEqual([])
  })
})
