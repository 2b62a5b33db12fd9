/**
 * Whether we may write to somebody: a truth table over what they agreed to, what they chose, how old they are, and the hour.
 * Law: 정보통신망법 제50조 (advertising needs consent before; between 21:00 and 08:00 a consent of its own, from which 시행령
 * 제61조 ② frees e-mail; a consent is confirmed every two years, and stays good where nobody answers).
 */
import type {
  ConsentDeed,
  ConsentPurpose,
  ConsentState,
  ContactChoice,
  ContactPurpose,
  ContactVerdict,
} from '../../contract/customers/consents.ts'

export interface Deed {
  id: string
  purpose: ConsentPurpose
  channel: string
  deed: ConsentDeed
  at: Date
}

/** What holds now of a history: the latest word on each purpose and channel. A withdrawal of the same instant wins. */
export const currentConsents = (history: readonly Deed[]): ConsentState[] => {
  const spoken = Map.groupBy(history, one => `${one.purpose} ${one.channel}`)
  return [...spoken.values()].flatMap(deeds => {
    const ordered = deeds.toSorted(
      (a, b) => a.at.getTime() - b.at.getTime() || weight(a) - weight(b) || (a.id < b.id ? -1 : 1),
    )
    const last = ordered.findLast(one => one.deed !== 'confirmed')
    if (last === undefined) return []
    const isGiven = last.deed === 'given'
    const confirmed = ordered.findLast(one => one.deed === 'confirmed' && one.at >= last.at)
    const { purpose, channel } = last
    const confirmBy = isGiven && purpose !== 'tracking' ? twoYearsAfter((confirmed ?? last).at).toISOString() : null
    return [{ purpose, channel, isGiven, since: last.at.toISOString(), confirmBy }]
  })
}

const weight = (one: Deed): number => (one.deed === 'withdrawn' ? 1 : 0)

const twoYearsAfter = (at: Date): Date => {
  const then = new Date(at)
  then.setUTCFullYear(then.getUTCFullYear() + 2)
  return then
}

export interface Person {
  consents: ConsentState[]
  choice: ContactChoice
  isMinor: boolean
}

export const noChoice: ContactChoice = { channels: null, refused: [], hours: null, isMinor: false }

const may: ContactVerdict = { may: true, why: null }
const no = (why: NonNullable<ContactVerdict['why']>): ContactVerdict => ({ may: false, why })

/**
 * @param person null for somebody whom we do not know (or who was erased).
 * @param localHour 0–23, where the person is.
 */
export const mayWrite = (
  person: Person | null,
  asked: { purpose: ContactPurpose; channel: string; localHour: number },
): ContactVerdict => {
  if (person === null) return no('unknown')
  // Who writes to us is answered where they wrote, a child too: that is no message of ours.
  if (asked.purpose === 'answer') return may
  if (person.isMinor) return no('minor')
  if (person.choice.refused.includes(asked.channel)) return no('channel_refused')
  if (asked.purpose === 'marketing') {
    const consent = consentFor(person.consents, 'marketing', asked.channel)
    if (consent === undefined) return no('no_consent')
    if (!consent.isGiven) return no('withdrawn')
    const needsNight = isNight(asked.localHour) && asked.channel !== 'email'
    if (needsNight && !consentFor(person.consents, 'night', asked.channel)?.isGiven) return no('no_night_consent')
  }
  if (person.choice.channels !== null && !person.choice.channels.includes(asked.channel)) return no('other_channel')
  return isWithin(person.choice.hours, asked.localHour) ? may : no('other_time')
}

/** The word on this channel; where there is none, the word on all. A withdrawal for all channels is one for this too, if later. */
const consentFor = (consents: readonly ConsentState[], purpose: ConsentPurpose, channel: string) => {
  const own = consents.find(one => one.purpose === purpose && one.channel === channel)
  const all = consents.find(one => one.purpose === purpose && one.channel === 'all')
  if (own && all && !all.isGiven && all.since >= own.since) return all
  return own ?? all
}

/** 21:00 to 08:00 (정보통신망법 제50조 ③). */
export const isNight = (localHour: number): boolean => localHour >= 21 || localHour < 8

const isWithin = (hours: ContactChoice['hours'], hour: number): boolean => {
  if (hours === null || hours.from === hours.until) return true
  return hours.from < hours.until ? hour >= hours.from && hour < hours.until : hour >= hours.from || hour < hours.until
}

/** Of age is who has lived nineteen years (민법 제4조). */
const ofAge = 19

/** @param birthDate `2012-05-01`, or anything that begins so; what cannot be read makes nobody a minor. */
export const isMinorAt = (birthDate: string | null, at: Date): boolean => {
  const read = /^(\d{4})[-./]?(\d{2})[-./]?(\d{2})/.exec(birthDate?.trim() ?? '')
  if (!read) return false
  const of = Date.UTC(Number(read[1]) + ofAge, Number(read[2]) - 1, Number(read[3]))
  return at.getTime() < of
}

/** The hour of the day in a zone. */
export const hourIn = (at: Date, zone: string): number =>
  Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at))
