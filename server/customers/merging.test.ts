/** Merging and its undoing, exact, on a real database and through the API. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '../../contract/customers.ts'
import { type Answering, openAnswering, word } from '../../tools/testing/answering.ts'
import { drain } from '../../tools/testing/drain.ts'
import { type Step, stories, withoutUndone } from '../../tools/testing/identity-stories.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { listConversations } from '../inbox/actions/queues.ts'
import type { Ctx } from '../platform/ctx.ts'
import { keyText, takeClaims } from './actions/claims.ts'
import { joinByMachine } from './actions/grouping.ts'
import { recordActivities } from './actions/meeting.ts'
import * as merging from './actions/merging.ts'
import * as people from './actions/people.ts'
import { customersRegrouped } from './events.ts'
import { shownOf } from './store/leaves.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const keyOf = (n: number) => ({ kind: 'external', namespace: `system ${n}`, value: String(n) }) as const
const start = Date.UTC(2026, 10, 1)

/** Tells a story through the room's verbs, a minute a step, and reads what is there in the end, ids told by number. */
const tell = async (steps: readonly (Step | null)[]): Promise<string> => {
  const at = await testing.workspace()
  const leaves: string[] = []
  const merges = new Map<number, string>()
  for (const [n, step] of steps.entries()) {
    if (step === null) continue
    const now = new Date(start + n * 60_000)
    const act = <T>(verb: Parameters<TestWorkspace['change']>[0]) => at.change(verb, { now }) as Promise<T>
    if (step.do === 'arrive') {
      const key = keyOf(leaves.length)
      const attributes = [{ name: 'name', value: `사람 ${leaves.length}` }]
      const claim = { key, attributes, seenAt: now, source: { kind: 'import', id: 'story' } as const }
      leaves.push((await at.change(ctx => takeClaims(ctx, [claim]), { now })).get(keyText(key))!)
    } else if (step.do === 'merge') {
      const [left, right] = [leaves[step.left], leaves[step.right]]
      if (!left || !right || left === right) continue
      const input = { groups: [[left, right]], why: '', evenIfRefused: false }
      const { operationId } = await at.change(ctx => merging.mergeCustomers(ctx, input), { now })
      merges.set(n, operationId)
    } else if (step.do === 'undo') {
      const operationId = merges.get(step.step)
      if (operationId === undefined) continue
      merges.delete(step.step)
      await act(ctx => merging.undoOperation(ctx, { operationId }))
    } else {
      const customerId = leaves[step.leaf]
      if (customerId === undefined) continue
      if (step.do === 'name') await act(ctx => people.updateCustomer(ctx, { customerId, name: step.name }))
      else {
        const sourceId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
        const what = { text: `${step.kind} ${n}`, url: null }
        const row = { customerId, kind: step.kind, sourceId, channel: 'web', at: now, what, conversationId: null }
        await act(ctx => recordActivities(ctx, [row]))
      }
    }
  }
  return read(at, leaves)
}

const read = async (at: TestWorkspace, leaves: readonly string[]): Promise<string> => {
  const shown = await at.change(ctx => shownOf(ctx, leaves))
  const numberOf = (id: string) => leaves.indexOf(id)
  const tops = [...new Set(leaves.map(id => shown.get(id)!))]
  const { pool } = testing.program.database
  const rows = await pool.query(
    `select id, name, words, stage, said, answered, heard, bought, named_by, named_at, first_seen_at, last_seen_at
     from customers.customers where workspace_id = $1 and merged_into is null order by id`,
    [at.id],
  )
  const timelines = []
  for (const top of tops) {
    const customer = await at.change(ctx => people.getCustomer(ctx, { customerId: top }))
    const { items } = await at.change(ctx => people.listActivities(ctx, { customerId: top, limit: 100 }))
    timelines.push([
      numberOf(top),
      customer.identities.map(one => [one.namespace, numberOf(one.leafId)]),
      customer.aliases.map(numberOf).sort(),
      items.map(one => [one.kind, one.at, one.text]),
    ])
  }
  return JSON.stringify([
    leaves.map(id => numberOf(shown.get(id)!)),
    rows.rows.map(row => ({ ...row, id: numberOf(row.id) })),
    timelines,
  ])
}

test('on the database too a story ends as if what was undone had never been, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(stories(12), async steps => {
      expect(await tell(steps)).toBe(await tell(withoutUndone(steps)))
    }),
    { numRuns: Number(process.env.IDENTITY_DATABASE_RUNS ?? 6), endOnFailure: true },
  )
})

const spoken = async (at: Answering, ...who: string[]) => {
  const now = new Date('2026-11-20T01:00:00Z')
  await at.hear(
    who.map((one, n) => word(`말 ${one}`, { who: one, at: new Date(now.getTime() + n * 1000) })),
    new Date('2026-11-20T02:00:00Z'),
  )
  await at.react()
  const { items } = await at.act(ctx => people.listCustomers(ctx, { limit: 50 }))
  return who.map(one => items.find(item => item.name === one)!.id)
}
const merge = (at: Answering, ...groups: string[][]) =>
  at.act(ctx => merging.mergeCustomers(ctx, { groups, why: '같은 사람', evenIfRefused: false }))

describe('a merged customer', () => {
  test('answers to every id it had, is listed once, and its conversations and search follow; undone, all is as before', async () => {
    const at = await openAnswering(testing)
    const [a, b] = await spoken(at, 'minji', 'dubu')
    const state = async () => ({
      list: await at.act(ctx => people.listCustomers(ctx, { limit: 50 })),
      inbox: await at.act(ctx => listConversations(ctx, { queue: 'open', limit: 50 })),
      b: await at.act(ctx => people.getCustomer(ctx, { customerId: b! })),
      found: await at.act(ctx => listConversations(ctx, { queue: 'open', q: 'dubu', limit: 50 })),
    })
    const before = await state()
    const { operationId, customerIds } = await merge(at, [b!, a!])
    const [eldest, alias] = [a!, b!].sort()
    expect(customerIds).toEqual([eldest])
    const asked = await testing.owner.call(api.getCustomer, { workspaceId: at.id, customerId: alias! })
    expect(asked).toMatchObject({ id: eldest, isAlias: true, aliases: [alias], counts: { said: 2 } })
    expect(asked.identities.map(one => one.handle).sort()).toEqual(['dubu.example', 'minji.example'])
    const { list, inbox, found } = await state()
    expect(list.items.map(one => one.id)).toEqual([eldest])
    expect(inbox.items.map(one => one.customerId)).toEqual([eldest, eldest])
    expect(found.items).toHaveLength(2)
    const timeline = await at.act(ctx => people.listActivities(ctx, { customerId: alias!, limit: 1 }))
    const rest = await at.act(ctx =>
      people.listActivities(ctx, { customerId: eldest!, limit: 10, cursor: timeline.next! }),
    )
    expect([...timeline.items, ...rest.items].map(one => one.text)).toEqual(['말 dubu', '말 minji'])
    const mine = await at.act(ctx => listConversations(ctx, { queue: 'open', customerId: alias!, limit: 50 }))
    expect(mine.items).toHaveLength(2)
    await at.act(ctx => merging.undoOperation(ctx, { operationId }))
    expect(await state()).toEqual(before)
  })

  test('keeps what arrives meanwhile with the leaf that it came to', async () => {
    const at = await openAnswering(testing)
    const [a, b] = await spoken(at, 'minji', 'dubu')
    const { operationId } = await merge(at, [a!, b!])
    await at.hear([word('하나 더', { who: 'dubu' })])
    await at.react()
    await at.act(ctx => merging.undoOperation(ctx, { operationId }))
    const said = async (id: string) => (await at.act(ctx => people.getCustomer(ctx, { customerId: id }))).counts.said
    expect([await said(a!), await said(b!)]).toEqual([1, 2])
  })

  test('can have one leaf taken out, and that taken back', async () => {
    const at = await openAnswering(testing)
    const [a, b, c] = await spoken(at, 'a1', 'b1', 'c1')
    await merge(at, [b!, a!, c!])
    const split = await at.act(ctx => merging.splitCustomer(ctx, { customerId: a!, leafId: b!, isRefused: true }))
    const groups = async () => {
      const shown = await at.act(ctx => shownOf(ctx, [a!, b!, c!]))
      return [shown.get(a!) === shown.get(c!), shown.get(a!) === shown.get(b!)]
    }
    expect(await groups()).toEqual([true, false])
    const pair = { left: b!, right: c!, how: 'match' as const, why: '', evidence: [] }
    expect((await at.act(ctx => joinByMachine(ctx, [pair]))).outcomes).toEqual(['refused'])
    await at.act(ctx => merging.undoOperation(ctx, { operationId: split.operationId }))
    expect(await groups()).toEqual([true, true])
    const { items } = await at.act(ctx => merging.listMerges(ctx, { customerId: b! }))
    expect(items.filter(one => one.undoneAt === null)).toHaveLength(2)
  })

  test('of a bulk merge is previewed, and the whole is undone as one', async () => {
    const at = await openAnswering(testing)
    const [a, b, c, d] = await spoken(at, 'a2', 'b2', 'c2', 'd2')
    const groups = [
      [a!, b!],
      [c!, d!],
    ]
    const preview = await at.act(ctx => merging.previewMerge(ctx, { groups }))
    expect(preview.groups.map(one => [one.counts.said, one.refusedBy, one.areTwo])).toEqual([
      [2, null, false],
      [2, null, false],
    ])
    const { operationId } = await merge(at, ...groups)
    expect((await at.act(ctx => people.listCustomers(ctx, { limit: 50 }))).items).toHaveLength(2)
    await at.act(ctx => merging.undoOperation(ctx, { operationId }))
    expect((await at.act(ctx => people.listCustomers(ctx, { limit: 50 }))).items).toHaveLength(4)
  })
})

describe('a refused pair', () => {
  test('is not merged by a person either, unless they say so again', async () => {
    const at = await openAnswering(testing)
    const [a, b] = await spoken(at, 'a3', 'b3')
    await at.act(ctx => merging.refusePair(ctx, { leftId: b!, rightId: a!, why: '남매' }))
    const workspaceId = at.id
    const input = { workspaceId, groups: [[a!, b!]] }
    expect(await testing.owner.ask(api.mergeCustomers, input)).toMatchObject({
      status: 409,
      problem: { code: 'customers.pair_refused' },
    })
    await testing.owner.call(api.mergeCustomers, { ...input, evenIfRefused: true })
    expect(await testing.owner.ask(api.refusePair, { workspaceId, leftId: a!, rightId: b! })).toMatchObject({
      status: 409,
      problem: { code: 'customers.are_merged' },
    })
  })

  test('stays two where both have the same verified key', async () => {
    const at = await testing.workspace()
    const source = { kind: 'import', id: 'x' } as const
    const claim = (n: number, keys: Parameters<typeof takeClaims>[1][number]['keys'] = []) => ({
      key: keyOf(n),
      keys,
      seenAt: new Date(start),
      source,
    })
    const leaves = await at.change(ctx => takeClaims(ctx, [claim(1), claim(2)]))
    const [left, right] = [leaves.get(keyText(keyOf(1)))!, leaves.get(keyText(keyOf(2)))!]
    await at.change(ctx => merging.refusePair(ctx, { leftId: left, rightId: right, why: '' }))
    const email = { kind: 'email', namespace: '', value: 'family@example.com', isVerified: true } as const
    await at.change(ctx => takeClaims(ctx, [claim(1, [email]), claim(2, [email])]))
    await drain(testing, 'customers')
    const shown = await at.change(ctx => shownOf(ctx, [left, right]))
    expect([shown.get(left), shown.get(right)]).toEqual([left, right])
  })
})

test('who was joined or parted is told, once for each change', async () => {
  const at = await openAnswering(testing)
  const [a, b] = await spoken(at, 'a5', 'b5')
  const told: string[][] = []
  const { outbox } = testing.program.world
  const listening = (ctx: Ctx): Ctx => ({
    ...ctx,
    world: {
      ...ctx.world,
      outbox: {
        ...outbox,
        notify: (tx, notice) => {
          if (notice.fact === customersRegrouped.name) told.push(notice.ids.toSorted())
          return outbox.notify(tx, notice)
        },
      },
    },
  })
  const input = { groups: [[a!, b!]], why: '', evenIfRefused: false }
  const { operationId } = await at.act(ctx => merging.mergeCustomers(listening(ctx), input))
  await at.act(ctx => merging.mergeCustomers(listening(ctx), input))
  await at.act(ctx => merging.undoOperation(listening(ctx), { operationId }))
  const both = [a!, b!].sort()
  // The second merge joined who was joined already, and keeps them so when the first is undone.
  expect(told).toEqual([both])
})

test('nobody merges, parts or refuses across the wall between workspaces', async () => {
  const [ours, theirs] = [await openAnswering(testing), await openAnswering(testing)]
  const [a, b] = await spoken(ours, 'a4', 'b4')
  const { operationId } = await merge(ours, [a!, b!])
  const workspaceId = theirs.id
  for (const asked of [
    testing.owner.ask(api.mergeCustomers, { workspaceId, groups: [[a!, b!]] }),
    testing.owner.ask(api.previewMerge, { workspaceId, groups: [[a!, b!]] }),
    testing.owner.ask(api.undoOperation, { workspaceId, operationId }),
    testing.owner.ask(api.splitCustomer, { workspaceId, customerId: a!, leafId: b! }),
    testing.owner.ask(api.listMerges, { workspaceId, customerId: a! }),
  ])
    expect(await asked).toMatchObject({ status: 404 })
})
