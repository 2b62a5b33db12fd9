/** Who is one person, purely: whatever was merged and undone on the way, only what stands counts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Step, stories, withoutUndone } from '../../tools/testing/identity-stories.ts'
import { areTwo, eldestOf, type Joined, planJoins, takenOut } from './groups.ts'
import { showPerson, type ToldBy } from './shown.ts'

interface Merge extends Joined {
  step: number
}

/** Tells a story as the room does: after each change only the groups that it touches are made anew. */
const tell = (steps: readonly (Step | null)[]): string => {
  const groups = new Map<string, string>()
  const names = new Map<string, ToldBy[]>()
  const heard = new Map<string, { answered: number; bought: number }>()
  let merges: Merge[] = []
  const idOf = (leaf: number) => `0000-${leaf}`
  const regroup = (ends: readonly string[]) => {
    const tops = new Set(ends.map(id => groups.get(id)))
    const leaves = [...groups].filter(([, top]) => tops.has(top)).map(([leaf]) => leaf)
    const among = merges.filter(one => leaves.includes(one.left))
    for (const [leaf, top] of eldestOf(leaves, among)) groups.set(leaf, top)
  }
  steps.forEach((step, n) => {
    if (step === null) return
    if (step.do === 'arrive') {
      const id = idOf(groups.size)
      groups.set(id, id)
    } else if (step.do === 'merge') {
      const [left, right] = [idOf(step.left), idOf(step.right)]
      if (left === right || !groups.has(left) || !groups.has(right)) return
      merges.push({ left, right, step: n })
      regroup([left, right])
    } else if (step.do === 'undo') {
      const undone = merges.find(one => one.step === step.step)
      if (undone === undefined) return
      merges = merges.filter(one => one !== undone)
      regroup([undone.left, undone.right])
    } else if (groups.has(idOf(step.leaf))) {
      const id = idOf(step.leaf)
      if (step.do === 'name') {
        const told = { id: String(n), name: 'name', value: step.name, is_verified: false, noted_by: '지우' }
        names.set(id, [{ ...told, source_kind: 'person', at: new Date(n) }, ...(names.get(id) ?? [])])
      } else {
        const sum = heard.get(id) ?? { answered: 0, bought: 0 }
        heard.set(id, {
          answered: sum.answered + Number(step.kind === 'answered'),
          bought: sum.bought + Number(step.kind === 'ordered'),
        })
      }
    }
  })
  const people = Map.groupBy([...groups.keys()], leaf => groups.get(leaf)!)
  return JSON.stringify(
    [...people].sort().map(([top, leaves]) => [
      top,
      leaves.sort(),
      showPerson(
        leaves.map(leaf => identityOf(leaf)),
        leaves.flatMap(leaf => names.get(leaf) ?? []),
        {
          answered: leaves.reduce((sum, leaf) => sum + (heard.get(leaf)?.answered ?? 0), 0),
          bought: leaves.reduce((sum, leaf) => sum + (heard.get(leaf)?.bought ?? 0), 0),
          isVerified: false,
        },
      ),
    ]),
  )
}

const identityOf = (leaf: string) => ({
  id: leaf,
  customer_id: leaf,
  kind: 'author' as const,
  namespace: 'bluesky',
  value: leaf,
  source_kind: 'channel' as const,
  source_id: 'bluesky',
  linked_at: new Date(0),
  handle: leaf,
  display_name: null,
  url: null,
  avatar_url: null,
  followers: null,
})

/** The long version is `npm run bench -- identity-undo`. */
const runs = Number(process.env.IDENTITY_RUNS ?? 500)

describe('merging and parting', () => {
  test('ends as if what was undone had never been, byte for byte, in whatever order people arrive, speak and are named', () => {
    fc.assert(
      fc.property(stories(40), steps => {
        expect(tell(steps)).toBe(tell(withoutUndone(steps)))
      }),
      { numRuns: runs },
    )
  })

  test('what joins first makes no difference, and the eldest stands for all', () => {
    const pair = fc.record({ left: fc.nat({ max: 12 }).map(String), right: fc.nat({ max: 12 }).map(String) })
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), pairs => {
        const leaves = Array.from({ length: 13 }, (_, n) => String(n))
        const one = eldestOf(leaves, pairs)
        expect(eldestOf(leaves.toReversed(), pairs.toReversed())).toEqual(one)
        for (const [leaf, top] of one) {
          expect(one.get(top)).toBe(top)
          expect(top <= leaf).toBe(true)
        }
      }),
      { numRuns: runs },
    )
  })

  test('a leaf that is taken out leaves the others together', () => {
    const pairs = [
      { left: 'b', right: 'a' },
      { left: 'b', right: 'c' },
      { left: 'd', right: 'b' },
      { left: 'd', right: 'e' },
    ]
    const { undone, rejoined } = takenOut('b', pairs)
    const after = eldestOf(['a', 'b', 'c', 'd', 'e'], [...pairs.filter(one => !undone.includes(one)), ...rejoined])
    expect([...after].sort()).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'a'],
      ['d', 'a'],
      ['e', 'a'],
    ])
  })
})

describe('what a machine may join', () => {
  const alone = (...leaves: string[]) => new Map(leaves.map(leaf => [leaf, leaf]))
  const shop = (value: string) => [{ kind: 'external', namespace: 'shop', value }]

  test('a refused pair stays refused, also when others have joined either since', () => {
    const wanted = [
      { left: 'a', right: 'b' },
      { left: 'c', right: 'd' },
      { left: 'b', right: 'c' },
    ]
    expect(planJoins(wanted, alone('a', 'b', 'c', 'd'), [{ left: 'a', right: 'd' }], new Map())).toEqual([
      'merged',
      'merged',
      'refused',
    ])
  })

  test('two numbers in one shop are two people, two numbers in two shops may be one', () => {
    expect(areTwo(shop('1'), shop('2'))).toBe(true)
    expect(areTwo(shop('1'), [...shop('2'), ...shop('1')])).toBe(false)
    expect(areTwo(shop('1'), [{ kind: 'external', namespace: 'crm', value: '2' }])).toBe(false)
    const keys = new Map([
      ['a', shop('1')],
      ['b', shop('2')],
    ])
    const wanted = [
      { left: 'v', right: 'a' },
      { left: 'v', right: 'b' },
    ]
    expect(planJoins(wanted, alone('a', 'b', 'v'), [], keys)).toEqual(['merged', 'bridge'])
  })
})
