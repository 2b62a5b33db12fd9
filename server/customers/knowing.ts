/** What is known of somebody and how surely, what is worth asking, what keeps coming back in their words. Pure. */
import type { Facet, Profile, SourceKind } from '../../contract/customers.ts'
import { facets } from '../../contract/customers.ts'

/** How much each facet counts: who they are and how to reach them before what they like. They sum to 1. */
export const weights: Readonly<Record<Facet, number>> = {
  name: 0.2,
  contact: 0.25,
  identity: 0.25,
  purchase: 0.15,
  company: 0.05,
  preference: 0.1,
}
const half = { sure: 1, likely: 0.5, unknown: 0 } as const

export interface Evidence {
  /** What is shown of each attribute. */
  shown: ReadonlyMap<string, { source_kind: SourceKind; is_verified: boolean }>
  /** Kinds of their identities. */
  keys: ReadonlySet<string>
  isVerified: boolean
  bought: number
  /** Whether channel and time can be told from what they did. */
  isHabitSeen: boolean
}

type Known = Profile['known'][number]

/** Each facet: sure where a person said so or a source verified it, likely where something points to it. */
export const knownOf = (evidence: Evidence): Known[] =>
  facets.map(facet => {
    const { state, source } = judge[facet](evidence)
    return { facet, state, source }
  })

type Judged = Omit<Known, 'facet'>
const unknown: Judged = { state: 'unknown', source: null }

const told = (evidence: Evidence, ...names: string[]): Judged => {
  for (const name of names) {
    const one = evidence.shown.get(name)
    if (one)
      return { state: one.is_verified || one.source_kind === 'person' ? 'sure' : 'likely', source: one.source_kind }
  }
  return unknown
}

const judge: Readonly<Record<Facet, (evidence: Evidence) => Judged>> = {
  name: evidence => {
    const given = told(evidence, 'name')
    return given.source === null && evidence.keys.has('author') ? { state: 'likely', source: 'channel' } : given
  },
  contact: evidence =>
    evidence.keys.has('email') || evidence.keys.has('phone')
      ? {
          state: 'sure',
          source: evidence.shown.get('phone')?.source_kind ?? evidence.shown.get('email')?.source_kind ?? null,
        }
      : told(evidence, 'phone', 'email'),
  identity: evidence =>
    evidence.isVerified
      ? { state: 'sure', source: 'person' }
      : evidence.keys.has('external')
        ? { state: 'likely', source: 'import' }
        : unknown,
  purchase: evidence => (evidence.bought > 0 ? { state: 'sure', source: 'import' } : unknown),
  company: evidence => told(evidence, 'company', 'occupation'),
  preference: evidence => {
    const given = told(evidence, 'preferred_channel', 'preferred_time')
    return given.state === 'unknown' && evidence.isHabitSeen ? { state: 'likely', source: 'channel' } : given
  },
}

export const surenessOf = (known: readonly Known[]): number =>
  Math.round(known.reduce((sum, one) => sum + weights[one.facet] * half[one.state], 0) * 100) / 100

/** Facets that one can ask for in a conversation; what they bought is looked up, and who they work for is not ours to ask. */
const askable: readonly Facet[] = ['contact', 'identity', 'name', 'preference']

/** The facet whose answer would tell most; null where what is missing is not worth a question. */
export const questionOf = (known: readonly Known[]): Facet | null => {
  const gaps = known
    .filter(one => askable.includes(one.facet))
    .map(one => ({ facet: one.facet, gap: weights[one.facet] * (1 - half[one.state]) }))
    .toSorted((a, b) => b.gap - a.gap || askable.indexOf(a.facet) - askable.indexOf(b.facet))
  return gaps[0] !== undefined && gaps[0].gap >= 0.1 ? gaps[0].facet : null
}

/** Words that everybody says: they tell nothing of an interest. */
const common = new Set(
  `너무 정말 진짜 그냥 이거 그거 저거 근데 그런데 그리고 하지만 그래서 오늘 내일 어제 지금 제가 저는 저도 나는 나도 내가 우리 여기 거기 이번 다시 계속 조금 많이 아직
  벌써 이제 혹시 있는 없는 있다 없다 하다 되다 같다 이런 그런 저런 어떤 무슨 모든 때문 경우 정도 생각 사람 안녕 안녕하세요 감사 감사합니다 합니다 입니다 있습니다 없습니다 했는데 하는데
  the and for you with this that have are was but not from your what they will just can has had its it's i'm about there their would when been more were which how out all get got one really very much`.split(
    /\s+/,
  ),
)

/** How much oftener than others somebody says a word, so that it tells something of them. */
const oftener = 1.5

/**
 * Words of several texts that somebody says oftener than others here, by in how many they stand.
 * @param texts the words of each of theirs. @param others the words of each of a sample of all.
 */
export const interestsOf = (
  texts: readonly (readonly string[])[],
  others: readonly (readonly string[])[],
  most = 8,
): Profile['interests'] => {
  const counts = countTexts(texts)
  const usual = countTexts(others)
  const share = (word: string) => (usual.get(word) ?? 0) / Math.max(1, others.length)
  return [...counts]
    .filter(([word, count]) => count > 1 && count / texts.length > oftener * share(word))
    .toSorted(([a, m], [b, n]) => n - m || b.length - a.length || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word, count]) => ({ word, texts: count }))
}

const countTexts = (texts: readonly (readonly string[])[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(text)) if (isTelling(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const isTelling = (word: string): boolean =>
  !common.has(word) && /^(?:#?\p{Script=Hangul}{2,}|#?[\p{L}][\p{L}\p{N}-]{2,})$/u.test(word)

/** The three hours in a row in which most was done. @param hours how often in each hour of the day, 24 of them. */
export const busiestHours = (hours: readonly number[]): { value: string; share: number; from: number } | null => {
  const all = hours.reduce((sum, count) => sum + count, 0)
  if (all < 5) return null
  const windows = hours.map((_, hour) => hours[hour]! + hours[(hour + 1) % 24]! + hours[(hour + 2) % 24]!)
  const best = windows.indexOf(Math.max(...windows))
  const share = windows[best]! / all
  // Evenly spread, three hours hold an eighth: twice that is a habit.
  if (share < 0.25) return null
  return { value: `${best}-${(best + 3) % 24}`, share: Math.round(share * 100) / 100, from: all }
}

/** The channel of most of what they did. */
export const usualChannel = (
  counts: readonly { channel: string; count: number }[],
): { value: string; share: number; from: number } | null => {
  const all = counts.reduce((sum, one) => sum + one.count, 0)
  const [best] = counts.toSorted((a, b) => b.count - a.count || (a.channel < b.channel ? -1 : 1))
  if (best === undefined || all < 3) return null
  return { value: best.channel, share: Math.round((best.count / all) * 100) / 100, from: all }
}
