/** A wave: who says what in a drill, and when. */
import type { DrillScenario } from '../../../contract/inbox/practice.ts'
import type { Locale } from '../../../contract/scalars.ts'
import type { ScriptedPost } from './script.ts'
import { guidedEn, wavesEn } from './waves-en.ts'
import { guidedKo, wavesKo } from './waves-ko.ts'

export interface TimedPost extends ScriptedPost {
  readonly number: number
  readonly dueAt: Date
}

const msOfMinute = 60_000
/** The last post comes so far into the drill: somebody can still answer it. */
const lastAt = 0.85

/** The posts of a drill: few at first, most in the middle, few at the end. */
export const waveOf = (
  { scenario, language, minutes }: { scenario: DrillScenario; language: Locale; minutes: number },
  from: Date,
): TimedPost[] => {
  const posts = (language === 'ko' ? wavesKo : wavesEn)[scenario]
  return posts.map((post, n) => ({
    ...post,
    number: n + 1,
    dueAt: new Date(from.getTime() + Math.round(shareAt(n / (posts.length - 1)) * lastAt * minutes * msOfMinute)),
  }))
}

/** From [0, 1] to [0, 1]: steep at the ends, flat in the middle, where posts therefore crowd. */
const shareAt = (place: number): number => Math.asin(2 * place - 1) / Math.PI + 0.5

/** The posts of a newcomer's task: all at once. */
export const guidedPosts = (language: Locale, from: Date): TimedPost[] =>
  (language === 'ko' ? guidedKo : guidedEn).map((post, n) => ({ ...post, number: n + 1, dueAt: from }))
