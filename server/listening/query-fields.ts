/** Conditions on a post: their names as people write and mistype them, and the values that each takes. */
import type { Comparison, Filter, Intent, Sentiment } from './query-tree.ts'

const fields = ['author', 'channel', 'lang', 'sentiment', 'intent', 'followers'] as const
export type Field = (typeof fields)[number]

export function isField(name: string): name is Field {
  return (fields as readonly string[]).includes(name)
}

/** Names that people use for a condition elsewhere, or in Korean. */
const otherNames: Readonly<Record<string, Field>> = {
  작성자: 'author',
  글쓴이: 'author',
  저자: 'author',
  계정: 'author',
  from: 'author',
  user: 'author',
  by: 'author',
  채널: 'channel',
  매체: 'channel',
  site: 'channel',
  source: 'channel',
  network: 'channel',
  platform: 'channel',
  언어: 'lang',
  language: 'lang',
  감성: 'sentiment',
  감정: 'sentiment',
  feeling: 'sentiment',
  mood: 'sentiment',
  의도: 'intent',
  팔로워: 'followers',
  fans: 'followers',
  reach: 'followers',
}

/** True for a name before a colon that was meant as a condition: Latin letters, or a Korean name of one. */
export function looksLikeField(name: string, after: string): boolean {
  return after !== '//' && (/^[a-z]{2,12}$/.test(name) || Object.hasOwn(otherNames, name))
}

/** The condition that a name was meant to be: another name of it, or one or two letters off. */
export function meantField(typed: string): Field | undefined {
  const name = typed.toLowerCase()
  if (Object.hasOwn(otherNames, name)) return otherNames[name]
  const off = (field: Field) => lettersOff(field, name)
  const [nearest] = fields.toSorted((one, other) => off(one) - off(other))
  return nearest !== undefined && off(nearest) <= (nearest.length > 4 ? 2 : 1) ? nearest : undefined
}

function lettersOff(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const swap = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[other.length] as number
}

const sentiments: Readonly<Record<string, Sentiment>> = {
  positive: 'positive',
  negative: 'negative',
  neutral: 'neutral',
  mixed: 'mixed',
  긍정: 'positive',
  부정: 'negative',
  중립: 'neutral',
  혼합: 'mixed',
  섞임: 'mixed',
}

const intents: Readonly<Record<string, Intent>> = {
  question: 'question',
  complaint: 'complaint',
  suggestion: 'suggestion',
  praise: 'praise',
  purchase: 'purchase',
  recommendation: 'recommendation',
  other: 'other',
  문의: 'question',
  불만: 'complaint',
  제안: 'suggestion',
  칭찬: 'praise',
  구매: 'purchase',
  추천: 'recommendation',
  기타: 'other',
}

/** The value is not one that the condition takes; the hint is one that it does. */
export type BadValue = {
  readonly expected: 'sentiment' | 'intent' | 'number of followers'
  readonly hint: string
}

/** Reads what follows the colon, folded and not empty. */
export function readValue(field: Field, value: string): Filter | BadValue {
  if (field === 'sentiment') {
    const is = Object.hasOwn(sentiments, value) ? sentiments[value] : undefined
    return is === undefined
      ? { expected: 'sentiment', hint: nearestOf(sentiments, value, 'negative') }
      : { kind: field, is }
  }
  if (field === 'intent') {
    const is = Object.hasOwn(intents, value) ? intents[value] : undefined
    return is === undefined ? { expected: 'intent', hint: nearestOf(intents, value, 'complaint') } : { kind: field, is }
  }
  if (field !== 'followers') return { kind: field, text: value }
  const sign = /^(>=|<=|>|<)(\d{1,12})$/.exec(value)
  if (sign !== null) return { kind: field, compare: sign[1] as Comparison, count: Number(sign[2]) }
  const digits = value.replace(/\D/g, '').slice(0, 12) || '1000'
  return { expected: 'number of followers', hint: `>${digits}` }
}

/** The value that begins alike, or the given one. */
function nearestOf(values: Readonly<Record<string, string>>, value: string, otherwise: string): string {
  const start = value.slice(0, 3)
  return Object.keys(values).find(one => one.startsWith(start)) ?? otherwise
}
