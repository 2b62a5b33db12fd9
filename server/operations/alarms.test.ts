/** Alarms: told once, over once, and silent where a look flaps. */
import { expect, test } from 'vitest'
import { growthOf, lookAgain, noteSize, type Sizes, type Turn, type Watched } from './alarms.ts'
import { judgeUse } from './findings.ts'

const look = (states: string) => {
  let watched: Record<string, Watched> = {}
  const told: string[] = []
  for (const [minute, sign] of [...states].entries()) {
    const state = sign === 'x' ? ('wrong' as const) : ('good' as const)
    const seen = lookAgain(watched, [{ about: 'disk', state, ko: '디스크', en: 'disk' }], new Date(minute * 60_000))
    watched = seen.watched
    told.push(...seen.turns.map((turn: Turn) => `${minute}${turn.isOver ? ' over' : ''}`))
  }
  return { told, watched }
}

test('an alarm is raised by the second bad look in a row, and is over after five that are well', () => {
  expect(look('.x.x.x..').told).toEqual([])
  expect(look('.xx').told).toEqual(['2'])
  expect(look('xxxxx').told).toEqual(['1'])
  expect(look('xx....x....').told).toEqual(['1'])
  expect(look('xx.....').told).toEqual(['1', '6 over'])
  expect(look('xx.....xx').told).toEqual(['1', '6 over', '8'])
  expect(look('xx.....').watched).toEqual({})
})

test('growth is reckoned over the days that were measured, one size a day', () => {
  let sizes: Sizes = []
  expect(growthOf(sizes)).toBeNull()
  for (let day = 1; day <= 40; day++) {
    const at = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10)
    sizes = noteSize(noteSize(sizes, at, 0), at, day * 100)
  }
  expect(sizes).toHaveLength(30)
  expect(growthOf(sizes)).toBe(100)
})

test('memory in use is a warning from nine tenths on', () => {
  expect(judgeUse(50, 100).state).toBe('good')
  expect(judgeUse(91, 100).state).toBe('warning')
})
