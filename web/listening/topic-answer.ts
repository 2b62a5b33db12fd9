/** Pure: what the last week says to the goal of a topic, by its kind; one sentence and the figures behind it. */
import type { TopicKind, Volume } from '../../contract/listening.ts'

export interface WeekNumbers {
  readonly total: number
  readonly positive: number
  readonly negative: number
  readonly complaints: number
  readonly questions: number
  readonly praise: number
  /** Complaints that nobody has said the end of. */
  readonly silent: number
  readonly untagged: number
  readonly crisis: number
  readonly reach: number
  readonly peak: { readonly at: string; readonly total: number } | null
}

export interface AnswerInput {
  readonly kind: TopicKind
  readonly week: WeekNumbers
  readonly before: WeekNumbers
  /** Mentions of our own brands in the same week. */
  readonly ours: number
  readonly channel: { readonly channel: string; readonly total: number } | null
}

/** Sums days; the day with most of them is the peak. */
export const sumDays = (days: readonly Volume[]): WeekNumbers => {
  const sum = (of: (day: Volume) => number) => days.reduce((total, day) => total + of(day), 0)
  const [peak] = [...days].sort((a, b) => b.total - a.total)
  return {
    total: sum(day => day.total),
    positive: sum(day => day.positive),
    negative: sum(day => day.negative),
    complaints: sum(day => day.intents.complaint),
    questions: sum(day => day.intents.question),
    praise: sum(day => day.intents.praise),
    silent: sum(day => day.silent),
    untagged: sum(day => day.untagged),
    crisis: sum(day => day.crisis),
    reach: sum(day => day.reach),
    peak: peak && peak.total > 0 ? { at: peak.at, total: peak.total } : null,
  }
}

/** Below this many mentions a share tells nothing. */
const fewest = 10

export type Trend = 'more' | 'fewer' | 'same'

/** Where a fifth more or less is a change; from nothing everything is more. */
export const trendOf = (now: number, before: number): Trend =>
  now > before * 1.2 ? 'more' : now < before * 0.8 ? 'fewer' : 'same'

/** `verdict` is the last words of the sentence, where the kind has a choice of them. */
export interface Answer {
  readonly sentence: TopicKind | 'quiet' | 'few'
  readonly trend: Trend
  readonly verdict: 'good' | 'bad' | 'even'
}

export const answerOf = ({ kind, week, before }: AnswerInput): Answer => {
  const trend = trendOf(week.total, before.total)
  const [good, bad] = kind === 'product' ? [week.praise, week.complaints] : [week.positive, week.negative]
  const verdict = good > bad * 1.2 ? 'good' : bad > good * 1.2 ? 'bad' : 'even'
  const sentence = week.total === 0 ? 'quiet' : week.total < fewest ? 'few' : kind
  return { sentence, trend, verdict }
}

export type Figure =
  | 'total'
  | 'negative'
  | 'silent'
  | 'complaints'
  | 'praise'
  | 'questions'
  | 'crisis'
  | 'reach'
  | 'peak'
  | 'ours'
  | 'positive'

/** The figures that a kind is read by; the share that names none of our accounts stands with all of them. */
export const figuresOf: Record<TopicKind, readonly Figure[]> = {
  brand: ['total', 'negative', 'silent'],
  product: ['total', 'complaints', 'praise'],
  campaign: ['total', 'peak', 'reach'],
  competitor: ['total', 'ours', 'complaints'],
  industry: ['total', 'questions', 'reach'],
  person: ['positive', 'negative', 'crisis'],
  issue: ['total', 'peak', 'crisis'],
}

/** The filter of the stream that shows the rows behind a figure; null for figures that are no rows of this topic. */
export const rowsBehind = (figure: Figure | 'untagged'): Record<string, string> | null => {
  switch (figure) {
    case 'total':
    case 'peak':
      return {}
    case 'positive':
    case 'negative':
      return { sentiment: figure }
    case 'silent':
      return { sentiment: 'negative', state: 'pending' }
    case 'complaints':
      return { intent: 'complaint' }
    case 'praise':
      return { intent: 'praise' }
    case 'questions':
      return { intent: 'question' }
    case 'crisis':
      return { crisis: 'true' }
    case 'untagged':
      return { untagged: 'true' }
    default:
      return null
  }
}
