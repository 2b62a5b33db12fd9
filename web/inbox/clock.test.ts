import { describe, expect, it } from 'vitest'
import { clockOf } from './clock.ts'

const now = new Date('2026-11-21T05:00:00Z')
const due = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()
const open = { state: 'open' as const, firstAnsweredAt: null, warnAt: null }

describe('the clock of a ticket', () => {
  it('is calm, then warm, then red', () => {
    expect(clockOf({ ...open, dueAt: due(48) }, now)).toEqual({
      kind: 'left',
      span: { unit: 'minutes', count: 48 },
      tone: 'neu',
    })
    expect(clockOf({ ...open, dueAt: due(31) }, now)).toMatchObject({ kind: 'left', tone: 'warn' })
    expect(clockOf({ ...open, dueAt: due(20), warnAt: due(-1) }, now)).toMatchObject({ kind: 'left', tone: 'neg' })
  })
  it('never says that nothing is left while a moment is', () => {
    expect(clockOf({ ...open, dueAt: due(0.2) }, now)).toMatchObject({ span: { unit: 'minutes', count: 1 } })
  })
  it('says how long it is over, in the unit that people use', () => {
    expect(clockOf({ ...open, dueAt: due(-7) }, now)).toMatchObject({
      kind: 'over',
      span: { unit: 'minutes', count: 7 },
    })
    expect(clockOf({ ...open, dueAt: due(-150) }, now)).toMatchObject({ span: { unit: 'hours', count: 2 } })
    expect(clockOf({ ...open, dueAt: due(-3 * 1440 - 5) }, now)).toMatchObject({ span: { unit: 'days', count: 3 } })
  })
  it('rests once it was answered, and stands when it is resolved', () => {
    expect(clockOf({ ...open, dueAt: null, firstAnsweredAt: due(-5) }, now)).toEqual({ kind: 'answered', tone: 'pos' })
    expect(clockOf({ ...open, state: 'resolved', dueAt: due(-5) }, now)).toMatchObject({
      kind: 'resolved',
    })
    expect(clockOf({ ...open, dueAt: null }, now)).toBeNull()
  })
  it('runs again when the customer writes after an answer', () => {
    expect(clockOf({ ...open, firstAnsweredAt: due(-90), dueAt: due(50) }, now)).toMatchObject({ kind: 'left' })
  })
})
