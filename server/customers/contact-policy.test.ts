import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactPurpose, ContactRefusal } from '../../contract/customers/consents.ts'
import { currentConsents, type Deed, hourIn, isMinorAt, mayWrite, noChoice, type Person } from './contact-policy.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))
let made = 0
const deed = (purpose: Deed['purpose'], channel: string, what: Deed['deed'], on: number): Deed => ({
  id: String(made++),
  purpose,
  channel,
  deed: what,
  at: day(on),
})
const person = (deeds: Deed[], more: Partial<Person> = {}): Person => ({
  consents: currentConsents(deeds),
  choice: noChoice,
  isMinor: false,
  ...more,
})

const agreed = person([deed('marketing', 'sms', 'given', 1)])
const agreedToAll = person([deed('marketing', 'all', 'given', 1)])
const atNightToo = person([deed('marketing', 'sms', 'given', 1), deed('night', 'sms', 'given', 1)])
const withdrawn = person([deed('marketing', 'sms', 'given', 1), deed('marketing', 'sms', 'withdrawn', 2)])
const withdrawnFromAll = person([deed('marketing', 'sms', 'given', 1), deed('marketing', 'all', 'withdrawn', 2)])
const againBySms = person([deed('marketing', 'all', 'withdrawn', 2), deed('marketing', 'sms', 'given', 3)])
const child = person([deed('marketing', 'sms', 'given', 1)], { isMinor: true })
const wantsMail = person([deed('marketing', 'all', 'given', 1)], { choice: { ...noChoice, channels: ['email'] } })
const noCalls = person([deed('marketing', 'all', 'given', 1)], { choice: { ...noChoice, refused: ['call'] } })
const mornings = person([deed('marketing', 'sms', 'given', 1)], {
  choice: { ...noChoice, hours: { from: 9, until: 12 } },
})

const table: [string, Person | null, ContactPurpose, string, number, ContactRefusal | null][] = [
  ['somebody whom we do not know is not written to', null, 'answer', 'sms', 12, 'unknown'],
  ['who wrote is answered', person([]), 'answer', 'bluesky', 2, null],
  ['a child who wrote is answered', child, 'answer', 'kakao_channel', 12, null],
  ['a child gets no advertising, whatever was agreed', child, 'marketing', 'sms', 12, 'minor'],
  ['a child gets no notices either', child, 'service', 'sms', 12, 'minor'],
  ['a notice about an order needs no consent', person([]), 'service', 'sms', 12, null],
  ['advertising needs consent', person([]), 'marketing', 'sms', 12, 'no_consent'],
  ['with consent it goes', agreed, 'marketing', 'sms', 12, null],
  ['consent for one channel is none for another', agreed, 'marketing', 'email', 12, 'no_consent'],
  ['consent for all channels is one for each', agreedToAll, 'marketing', 'kakao_channel', 12, null],
  ['at 21:00 it takes a consent for the night', agreed, 'marketing', 'sms', 21, 'no_night_consent'],
  ['at 07:59 too', agreed, 'marketing', 'sms', 7, 'no_night_consent'],
  ['at 08:00 no more', agreed, 'marketing', 'sms', 8, null],
  ['with one for the night it goes at night', atNightToo, 'marketing', 'sms', 23, null],
  ['mail may go at night', agreedToAll, 'marketing', 'email', 23, null],
  ['a withdrawal holds', withdrawn, 'marketing', 'sms', 12, 'withdrawn'],
  ['a withdrawal from all is one from each', withdrawnFromAll, 'marketing', 'sms', 12, 'withdrawn'],
  ['who agrees again after it is written to again', againBySms, 'marketing', 'sms', 12, null],
  ['and on no other channel', againBySms, 'marketing', 'push', 12, 'withdrawn'],
  ['a chosen channel beats our plan', wantsMail, 'marketing', 'sms', 12, 'other_channel'],
  ['a chosen channel is used', wantsMail, 'marketing', 'email', 12, null],
  ['a refused channel stays silent, for notices too', noCalls, 'service', 'call', 12, 'channel_refused'],
  ['a chosen time beats our plan', mornings, 'marketing', 'sms', 14, 'other_time'],
  ['a chosen time is used', mornings, 'marketing', 'sms', 9, null],
]

describe('whether we may write to somebody', () => {
  for (const [fact, who, purpose, channel, localHour, why] of table)
    it(fact, () => {
      expect(mayWrite(who, { purpose, channel, localHour })).toEqual({ may: why === null, why })
    })

  it('a minor is never written to but in answer, whatever else holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ContactPurpose>('service', 'marketing'),
        fc.constantFrom('sms', 'email', 'call'),
        fc.integer({ min: 0, max: 23 }),
        (purpose, channel, localHour) => {
          const all = person([deed('marketing', 'all', 'given', 1), deed('night', 'all', 'given', 1)], {
            isMinor: true,
          })
          expect(mayWrite(all, { purpose, channel, localHour }).may).toBe(false)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('what holds of a history', () => {
  it('is the same in whatever order it came in', () => {
    const deeds = [
      deed('marketing', 'sms', 'given', 1),
      deed('marketing', 'sms', 'withdrawn', 3),
      deed('marketing', 'sms', 'given', 2),
      deed('marketing', 'email', 'given', 2),
      deed('marketing', 'email', 'confirmed', 9),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(deeds, { minLength: 5 }), shuffled => {
        const byKey = (a: { channel: string }, b: { channel: string }) => (a.channel < b.channel ? -1 : 1)
        expect(currentConsents(shuffled).sort(byKey)).toEqual(currentConsents(deeds).sort(byKey))
      }),
      { numRuns: 50 },
    )
    expect(currentConsents(deeds).find(one => one.channel === 'sms')?.isGiven).toBe(false)
  })

  it('is to be confirmed two years after it was given or last confirmed', () => {
    const [given] = currentConsents([deed('marketing', 'sms', 'given', 1)])
    expect(given?.confirmBy).toBe('2028-01-01T00:00:00.000Z')
    const [confirmed] = currentConsents([
      deed('marketing', 'sms', 'given', 1),
      deed('marketing', 'sms', 'confirmed', 31),
    ])
    expect(confirmed?.confirmBy).toBe('2028-01-31T00:00:00.000Z')
    expect(currentConsents([deed('marketing', 'sms', 'withdrawn', 1)])[0]?.confirmBy).toBeNull()
  })
})

describe('age', () => {
  it('nineteen years make somebody of age, on the day', () => {
    const at = new Date('2026-11-28T00:00:00Z')
    expect(isMinorAt('2007-11-28', at)).toBe(false)
    expect(isMinorAt('2007-11-29', at)).toBe(true)
    expect(isMinorAt('20120501', at)).toBe(true)
    expect(isMinorAt(null, at)).toBe(false)
    expect(isMinorAt('모름', at)).toBe(false)
  })

  it('the hour is that of the zone', () => {
    expect(hourIn(new Date('2026-11-28T15:30:00Z'), 'Asia/Seoul')).toBe(0)
    expect(hourIn(new Date('2026-11-28T12:00:00Z'), 'Asia/Seoul')).toBe(21)
  })
})
