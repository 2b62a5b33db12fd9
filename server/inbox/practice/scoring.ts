/** The score of a drill: what was answered, how fast, how well, and what to train. Pure. */
import type { DrillLesson, DrillPart, DrillPostKind, DrillReport } from '../../../contract/inbox/practice.ts'
import type { Fault, FaultKind } from '../../../contract/voice/drafts.ts'

/** A message of a conversation of the drill, in the order in which they came. */
export interface DrillWord {
  readonly conversationId: string
  readonly isOurs: boolean
  /** Who of us wrote it; null where nobody is known. */
  readonly by: string | null
  readonly at: Date
  readonly text: string
}

export interface DrillPost {
  readonly kind: DrillPostKind
  readonly issue: string
  readonly who: string
  readonly text: string
  /** Null while it has not come. */
  readonly playedAt: Date | null
  readonly conversationId: string | null
}

export interface DrillDraft {
  readonly text: string
  readonly public: boolean
  readonly customer: { readonly name: string }
  readonly thread: readonly string[]
  readonly said: readonly string[]
}

/** What the room of voice knows of answers. */
export interface Judge {
  check(draft: DrillDraft): readonly Fault[]
  apologises(text: string): boolean
}

interface Person {
  readonly who: string
  readonly posts: readonly DrillPost[]
  readonly words: readonly DrillWord[]
  readonly askedAt: Date
  /** The first answer to any of their posts. */
  readonly first: DrillWord | undefined
  readonly minutes: number | null
}

interface Judged extends DrillWord {
  readonly faults: readonly Fault[]
}

const missedMost = 50
const examplesMost = 5
const saidMost = 5
const msOfMinute = 60_000

export const scoreDrill = (
  drill: { targetMinutes: number; posts: readonly DrillPost[]; words: readonly DrillWord[] },
  judge: Judge,
): DrillReport => {
  const people = peopleOf(drill)
  const asking = people.filter(one => one.posts.some(post => post.kind !== 'noise'))
  const answered = asking.filter(one => one.first !== undefined)
  const isInTime = (one: Person) => one.minutes !== null && one.minutes <= drill.targetMinutes
  const minutes = answered.flatMap(one => one.minutes ?? [])
  const urgent = asking.filter(one => one.posts.some(post => post.kind === 'urgent'))
  const judged = judgeAnswers(people, drill.words, judge)
  const wronged = answered.filter(one => one.posts.some(post => post.kind === 'fault' || post.kind === 'urgent'))
  const writers = new Set(judged.map(one => one.by))
  const report = {
    played: drill.posts.filter(one => one.playedAt !== null).length,
    posts: drill.posts.length,
    asked: asking.length,
    answered: answered.length,
    inTime: asking.filter(isInTime).length,
    medianMinutes: quantile(minutes, 0.5),
    p90Minutes: quantile(minutes, 0.9),
    urgent: { of: urgent.length, inTime: urgent.filter(isInTime).length },
    checked: judged.length,
    clean: judged.filter(one => one.faults.length === 0).length,
    faults: faultsOf(judged),
    apologies: {
      of: wronged.length,
      given: wronged.filter(one => one.words.some(word => word.isOurs && judge.apologises(word.text))).length,
    },
    // One writer cannot cross another.
    doubles:
      writers.size < 2
        ? { of: 0, doubled: 0 }
        : { of: answered.length, doubled: answered.filter(one => isDoubled(one.words)).length },
    missed: asking
      .filter(one => one.first === undefined)
      .map(missedOf)
      .slice(0, missedMost),
    members: membersOf(answered, judged),
  }
  const parts = partsOf(report)
  const whole = parts.reduce((sum, one) => sum + one.weight, 0)
  return {
    ...report,
    parts,
    score: whole === 0 ? null : Math.round((100 * parts.reduce((sum, one) => sum + one.share * one.weight, 0)) / whole),
    train: lessonsOf(report),
  }
}

/** Whoever has said something, with all that was said to them, oldest first. */
const peopleOf = ({ posts, words }: { posts: readonly DrillPost[]; words: readonly DrillWord[] }): Person[] => {
  const played = posts.filter(one => one.playedAt !== null)
  return [...Map.groupBy(played, one => one.who)].map(([who, said]) => {
    const places = new Set(said.flatMap(one => one.conversationId ?? []))
    const theirs = words
      .filter(one => places.has(one.conversationId))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const asking = said.find(one => one.kind !== 'noise') ?? said[0]!
    const askedAt = asking.playedAt!
    const first = theirs.find(one => one.isOurs && one.at >= askedAt)
    const minutes = first === undefined ? null : (first.at.getTime() - askedAt.getTime()) / msOfMinute
    return { who, posts: said, words: theirs, askedAt, first, minutes }
  })
}

/** Every answer is checked with what the customer had said by then, and with what others were told on the same issue. */
const judgeAnswers = (people: readonly Person[], words: readonly DrillWord[], judge: Judge): Judged[] => {
  const issueOf = new Map(
    people.flatMap(one => one.posts.flatMap(post => (post.conversationId ? [[post.conversationId, post.issue]] : []))),
  )
  return people.flatMap(person =>
    person.words
      .filter(one => one.isOurs)
      .map(answer => ({
        ...answer,
        faults: judge.check({
          text: answer.text,
          public: true,
          customer: { name: person.who },
          thread: person.words
            .filter(one => !one.isOurs && one.conversationId === answer.conversationId && one.at <= answer.at)
            .map(one => one.text),
          said: words
            .filter(
              one =>
                one.isOurs &&
                one.at < answer.at &&
                one.conversationId !== answer.conversationId &&
                issueOf.get(one.conversationId) === issueOf.get(answer.conversationId),
            )
            .slice(-saidMost)
            .map(one => one.text),
        }),
      })),
  )
}

/** Two of us answered, one after the other, and the customer had said nothing in between. */
const isDoubled = (words: readonly DrillWord[]): boolean =>
  words.some((one, n) => {
    const before = words[n - 1]
    return one.isOurs && before?.isOurs === true && before.by !== one.by
  })

const faultsOf = (judged: readonly Judged[]): DrillReport['faults'] => {
  const places = new Map<FaultKind, string[]>()
  for (const answer of judged)
    for (const fault of answer.faults)
      places.set(fault.kind, [...(places.get(fault.kind) ?? []), answer.conversationId])
  return [...places]
    .map(([kind, ids]) => ({
      kind,
      count: ids.length,
      conversationIds: [...new Set(ids)].slice(0, examplesMost),
    }))
    .toSorted((a, b) => b.count - a.count)
}

const missedOf = (person: Person): DrillReport['missed'][number] => {
  const post = person.posts.find(one => one.kind === 'urgent') ?? person.posts.find(one => one.kind !== 'noise')!
  return { conversationId: post.conversationId, kind: post.kind, who: post.who, text: post.text }
}

const membersOf = (answered: readonly Person[], judged: readonly Judged[]): DrillReport['members'] =>
  [...Map.groupBy(judged, one => one.by ?? '—')]
    .map(([name, answers]) => ({
      name,
      answers: answers.length,
      medianMinutes: quantile(
        answered.flatMap(one => ((one.first?.by ?? '—') === name ? (one.minutes ?? []) : [])),
        0.5,
      ),
      faults: answers.reduce((sum, one) => sum + one.faults.length, 0),
    }))
    .toSorted((a, b) => b.answers - a.answers)

const weights: Readonly<Record<DrillPart, number>> = {
  inTime: 40,
  answered: 20,
  clean: 20,
  apologies: 10,
  undoubled: 10,
}

type Counted = Omit<DrillReport, 'parts' | 'score' | 'train'>

const partsOf = (report: Counted): DrillReport['parts'] => {
  const { asked, doubles, apologies } = report
  const shares: readonly (readonly [DrillPart, number, number])[] = [
    ['inTime', report.inTime, asked],
    ['answered', report.answered, asked],
    ['clean', report.clean, report.checked],
    ['apologies', apologies.given, apologies.of],
    ['undoubled', doubles.of - doubles.doubled, doubles.of],
  ]
  return shares.flatMap(([part, count, of]) => (of === 0 ? [] : [{ part, share: count / of, weight: weights[part] }]))
}

/** Speed is trained below the share that the house promises. */
const promisedShare = 0.9

const lessonsOf = (report: Counted): DrillLesson[] => {
  const lessons: DrillLesson[] = []
  if (report.urgent.inTime < report.urgent.of) lessons.push('urgent')
  if (report.answered < report.asked) lessons.push('missed')
  if (report.asked > 0 && report.inTime / report.asked < promisedShare) lessons.push('speed')
  if (report.apologies.given < report.apologies.of) lessons.push('apologies')
  if (report.doubles.doubled > 0) lessons.push('doubled')
  return [...lessons, ...report.faults.map((one): DrillLesson => `fault.${one.kind}`)]
}

const quantile = (values: readonly number[], at: number): number | null => {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * at
  const low = sorted[Math.floor(place)]!
  return low + (sorted[Math.ceil(place)]! - low) * (place % 1)
}
