/** Calendars, deadlines, turns: against a walk minute by minute, over zones whose clocks do every kind of thing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../../contract/inbox/clocks.ts'
import { addOpen, closedFor, minutesOf, type OpenHours, openBetween } from './calendar.ts'
import { choosePolicy } from './choice.ts'
import { deadlinesOf } from './deadlines.ts'
import { koreanHolidays } from './korean-holidays.ts'
import { onCallAt, turnAt, turnsFrom } from './rota.ts'
import { dateOf, dayMs, minuteMs, weekdayOf, zoneOf } from './zone.ts'

const nineToSix = [{ from: '09:00', to: '18:00' }]
const office: OpenHours = {
  timeZone: 'Asia/Seoul',
  hours: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []],
  holidays: 'kr',
  ownDays: [],
}
const at = (text: string) => Date.parse(text)
const shown = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

const wallClocks = new Map<string, (ms: number) => { on: string; minute: number }>()
/** What the wall clock of a zone shows, asked of the runtime for every single minute, once. */
const wallClockOf = (timeZone: string) => {
  const known = wallClocks.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const seen = new Map<number, { on: string; minute: number }>()
  const made = (ms: number) => {
    const before = seen.get(ms)
    if (before) return before
    const [on, time] = format.format(ms).split(' ') as [string, string]
    const read = { on, minute: minutesOf(time) }
    seen.set(ms, read)
    return read
  }
  wallClocks.set(timeZone, made)
  return made
}

/** The walk: a minute is open when the wall clock of its start is within the hours of a day that is not closed. */
const isOpen = (calendar: OpenHours, ms: number): boolean => {
  const { on, minute } = wallClockOf(calendar.timeZone)(ms)
  const hours = calendar.hours[weekdayOf(Date.parse(`${on}T00:00:00Z`) / dayMs)]!
  return (
    hours.some(one => minutesOf(one.from) <= minute && minute < minutesOf(one.to)) && closedFor(calendar, on) === null
  )
}
const walk = (calendar: OpenHours, start: number, minutes: number, atMost: number): number | null => {
  let left = minutes
  for (let ms = start; ms < start + atMost * minuteMs; ms += minuteMs) {
    if (isOpen(calendar, ms)) left -= 1
    if (left === 0) return ms + minuteMs
  }
  return null
}

/** Each near a change of its clocks: by an hour, by half an hour, at midnight, a day that never was. */
const moments = [
  ['Asia/Seoul', '2026-09-23T06:00:00Z'],
  ['America/New_York', '2026-03-08T03:00:00Z'],
  ['America/New_York', '2026-11-01T02:00:00Z'],
  ['Europe/London', '2026-10-24T20:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T10:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T10:00:00Z'],
  ['America/St_Johns', '2006-10-29T00:00:00Z'],
  ['America/Sao_Paulo', '2018-11-03T20:00:00Z'],
  ['Africa/Casablanca', '2026-02-14T20:00:00Z'],
  ['Asia/Kathmandu', '2026-05-01T00:00:00Z'],
  ['Pacific/Apia', '2011-12-29T06:00:00Z'],
] as const

const day = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 4 })
  .map(marks =>
    marks
      .sort((a, b) => a - b)
      .map(n => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`),
  )
  .map(times => times.flatMap((from, n) => (n % 2 === 0 && times[n + 1] ? [{ from, to: times[n + 1]! }] : [])))
const week = fc.array(day, { minLength: 7, maxLength: 7 }).filter(days => days.some(one => one.length > 0))

describe('open time', () => {
  test('a deadline is where a walk minute by minute finds it, in every zone and over every change of clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...moments),
        week,
        fc.integer({ min: 0, max: 36 * 60 }),
        fc.integer({ min: 1, max: 500 }),
        fc.boolean(),
        ([timeZone, near], hours, later, minutes, isClosedNext) => {
          const start = at(near) + later * minuteMs
          const next = dateOf(zoneOf(timeZone).dayOf(start) + 1)
          const ownDays = isClosedNext ? [{ on: next, name: '창립기념일', isOpen: false }] : []
          const calendar: OpenHours = { timeZone, hours, holidays: 'kr', ownDays }
          const walked = walk(calendar, start, minutes, 3 * 1440)
          const found = addOpen(calendar, start, minutes * minuteMs)
          if (walked !== null) expect(shown(found)).toBe(shown(walked))
          else expect(found === null || found > start + 3 * dayMs).toBe(true)
        },
      ),
      { numRuns: 80 },
    )
  })

  test('open time between two instants is what the deadline took, and parts add up', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...moments),
        week,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 20_000 }),
        ([timeZone, near], hours, minutes, middle) => {
          const calendar: OpenHours = { timeZone, hours, holidays: null, ownDays: [] }
          const due = addOpen(calendar, at(near), minutes * minuteMs)!
          expect(openBetween(calendar, at(near), due)).toBe(minutes * minuteMs)
          const cut = Math.min(due, at(near) + middle * minuteMs)
          expect(openBetween(calendar, at(near), cut) + openBetween(calendar, cut, due)).toBe(minutes * minuteMs)
        },
      ),
      { numRuns: 80 },
    )
  })

  test('what is said on Friday at 17:50 is due on Monday at 09:50', () => {
    const due = addOpen(office, at('2026-11-27T08:50:00Z'), 60 * minuteMs)
    expect(shown(due)).toBe('2026-11-30T00:50:00.000Z')
  })

  test('an hour that ends when the office closes is due then, not on the next morning', () => {
    expect(shown(addOpen(office, at('2026-11-27T08:00:00Z'), 60 * minuteMs))).toBe('2026-11-27T09:00:00.000Z')
  })

  test('over Chuseok, the weekend and 개천절 with its substitute day nothing runs', () => {
    expect(shown(addOpen(office, at('2026-09-23T08:30:00Z'), 60 * minuteMs))).toBe('2026-09-28T00:30:00.000Z')
    expect(shown(addOpen(office, at('2026-10-02T08:30:00Z'), 60 * minuteMs))).toBe('2026-10-06T00:30:00.000Z')
  })

  test('a calendar that closes every day has no deadline', () => {
    const ownDays = Array.from({ length: 900 }, (_, n) => ({ on: dateOf(20_000 + n), name: '휴업', isOpen: false }))
    expect(addOpen({ ...office, ownDays }, 20_000 * dayMs, minuteMs)).toBeNull()
  })
})

describe('Korean holidays', () => {
  const substitutes = (year: number) =>
    koreanHolidays(year)
      .filter(one => one.isSubstitute)
      .map(one => one.on)
  const of = (year: number, name: string) =>
    koreanHolidays(year)
      .filter(one => one.name === name)
      .map(one => one.on)

  test('lunar feasts stand where the almanac has them', () => {
    expect(of(2024, '설날')).toEqual(['2024-02-09', '2024-02-10', '2024-02-11'])
    expect(of(2025, '추석')).toEqual(['2025-10-05', '2025-10-06', '2025-10-07'])
    expect(of(2026, '추석')).toEqual(['2026-09-24', '2026-09-25', '2026-09-26'])
    // A day later than in China.
    expect(of(2027, '설날')[1]).toBe('2027-02-07')
    expect(of(2028, '설날')[1]).toBe('2028-01-27')
    expect(of(2023, '부처님오신날')).toEqual(['2023-05-27'])
  })

  test('substitute days are those that were published', () => {
    expect(substitutes(2021)).toEqual(['2021-08-16', '2021-10-04', '2021-10-11'])
    expect(substitutes(2022)).toEqual(['2022-09-12', '2022-10-10'])
    expect(substitutes(2023)).toEqual(['2023-01-24', '2023-05-29'])
    expect(substitutes(2024)).toEqual(['2024-02-12', '2024-05-06'])
    // Two feasts on one day are one day lost; Chuseok began on a Sunday.
    expect(substitutes(2025)).toEqual(['2025-03-03', '2025-05-06', '2025-10-08'])
    expect(substitutes(2026)).toEqual(['2026-03-02', '2026-05-25', '2026-08-17', '2026-10-05'])
    expect(substitutes(2028).filter(on => on.startsWith('2028-10'))).toEqual(['2028-10-05'])
  })

  test('Labour Day and Constitution Day are holidays since 2026, with substitute days', () => {
    expect(of(2025, '노동절')).toEqual([])
    expect(of(2026, '제헌절')).toEqual(['2026-07-17'])
    expect(substitutes(2027)).toEqual(expect.arrayContaining(['2027-05-03', '2027-07-19']))
  })

  test('no two holidays that move share a weekday lost, and no substitute is a weekend or a feast', () => {
    for (let year = 2021; year <= 2035; year += 1) {
      const feasts = new Set(
        koreanHolidays(year)
          .filter(one => !one.isSubstitute)
          .map(one => one.on),
      )
      const moved = substitutes(year)
      expect(new Set(moved).size).toBe(moved.length)
      for (const on of moved) {
        expect(weekdayOf(Date.parse(on) / dayMs)).toBeLessThan(5)
        expect(feasts.has(on)).toBe(false)
      }
    }
  })
})

describe('what is due', () => {
  const minute = (n: number) => at('2026-11-23T00:00:00Z') + n * minuteMs
  const policy = { ...defaultPolicy, nextMinutes: 120, solveMinutes: 300, warnMinutes: 20 }
  const standing = { openedAt: minute(0), firstAnsweredAt: null, waitingSince: minute(0), waited: [] }

  test('first, next and solution each have their time, and the nearest one is due with its warning', () => {
    const before = deadlinesOf(policy, null, standing)
    expect(before).toMatchObject({ first: minute(60), next: null, solve: minute(300) })
    expect(before.due).toEqual({ kind: 'first', at: minute(60), warnAt: minute(40) })
    const again = {
      ...standing,
      firstAnsweredAt: minute(30),
      waitingSince: minute(500),
      waited: [{ from: minute(0), to: minute(30) }],
    }
    expect(deadlinesOf(policy, null, again).due).toEqual({ kind: 'next', at: minute(620), warnAt: minute(600) })
  })

  test('while we wait for the customer nothing is due, and that time does not count towards the solution', () => {
    const waiting = {
      ...standing,
      firstAnsweredAt: minute(30),
      waitingSince: null,
      waited: [{ from: minute(0), to: minute(30) }],
    }
    expect(deadlinesOf(policy, null, waiting)).toEqual({ first: null, next: null, solve: null, due: null })
    expect(deadlinesOf(policy, null, { ...waiting, waitingSince: minute(1000) }).solve).toBe(minute(1270))
    expect(deadlinesOf({ ...policy, pauses: false }, null, waiting).due).toMatchObject({
      kind: 'solve',
      at: minute(300),
    })
  })

  test('warnings are in open time: of a Monday morning deadline on Friday evening', () => {
    const said = { ...standing, openedAt: at('2026-11-27T08:50:00Z'), waitingSince: at('2026-11-27T08:50:00Z') }
    const { due } = deadlinesOf({ ...policy, warnMinutes: 55 }, office, said)
    expect(shown(due!.warnAt)).toBe('2026-11-27T08:55:00.000Z')
  })

  test('the first policy that matches holds, and sixty minutes where none does', () => {
    const named = (name: string, match: Partial<typeof defaultPolicy.match>) => ({
      ...defaultPolicy,
      name,
      match: { ...defaultPolicy.match, ...match },
    })
    const settings = {
      calendars: [],
      policies: [
        named('급한 인스타', { channels: ['instagram'], urgencies: ['high'] }),
        named('리드', { stages: ['lead'] }),
      ],
    }
    const asked = { channel: 'instagram', isPublic: true, urgency: 'high' as const, stage: 'lead' }
    expect(choosePolicy(settings, asked).policy.name).toBe('급한 인스타')
    expect(choosePolicy(settings, { ...asked, urgency: null }).policy.name).toBe('리드')
    expect(choosePolicy(settings, { ...asked, urgency: null, stage: 'known' }).policy).toMatchObject({
      name: '',
      firstMinutes: 60,
    })
  })
})

describe('on call', () => {
  const rota = { memberIds: ['jiwoo', 'minjun'], startsOn: '2026-11-02', handsOverAt: '09:00', timeZone: 'Asia/Seoul' }
  const who = (text: string, standIns: { memberId: string; from: string; to: string }[] = []) =>
    onCallAt(rota, standIns, new Date(text))

  test('turns change at the hour of the hand-over, also for who is woken at 03:00', () => {
    expect(who('2026-11-01T23:59:00Z')).toBeNull()
    expect(who('2026-11-02T00:00:00Z')).toBe('jiwoo')
    expect(who('2026-11-08T18:00:00Z')).toBe('jiwoo')
    expect(who('2026-11-08T23:59:59Z')).toBe('jiwoo')
    expect(who('2026-11-09T00:00:00Z')).toBe('minjun')
    expect(who('2026-11-16T00:00:00Z')).toBe('jiwoo')
  })

  test('who stands in is called until the end of it, the one written last first', () => {
    const standIns = [
      { memberId: 'a', from: '2026-11-03T00:00:00Z', to: '2026-11-05T00:00:00Z' },
      { memberId: 'b', from: '2026-11-04T00:00:00Z', to: '2026-11-04T12:00:00Z' },
    ]
    expect(who('2026-11-03T00:00:00Z', standIns)).toBe('a')
    expect(who('2026-11-04T00:00:00Z', standIns)).toBe('b')
    expect(who('2026-11-04T12:00:00Z', standIns)).toBe('a')
    expect(who('2026-11-05T00:00:00Z', standIns)).toBe('jiwoo')
  })

  test('every instant has one turn and turns meet without a gap, over changes of clocks too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...moments), fc.integer({ min: 0, max: 5000 }), ([timeZone, near], hours) => {
        const here = { ...rota, timeZone, startsOn: dateOf(zoneOf(timeZone).dayOf(at(near)) - 20) }
        const instant = new Date(at(near) + hours * 3_600_000)
        const turn = turnAt(here, instant)!
        expect(turn.from <= instant && instant < turn.to).toBe(true)
        const turns = turnsFrom(here, instant, 3)
        expect(turns.map(one => one.to.getTime()).slice(0, 2)).toEqual(turns.map(one => one.from.getTime()).slice(1))
      }),
      { numRuns: 60 },
    )
  })
})
