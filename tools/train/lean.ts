/** Lets the sentiment lean on what public text teaches, beyond what the project's own posts would. */
import { DENSE } from '../../server/understanding/dense.ts'
import { groupOf, SCHEME, SOCIAL } from '../../server/understanding/heads.ts'
import type { Heads } from './heads.ts'
import { ENGLISH_LEAN, FILM_LEAN } from './plan.ts'

/** Leans English on comments, and what reads like a Korean film review on the poles that were learnt from those. */
export const leanOnPublic = (heads: Heads): Heads => leanOnFilms(leanOnComments(heads))

/** The pole times how much a text is like a film review is a dense feature of its own (dense.ts): nothing else is touched by it. */
function leanOnFilms(heads: Heads): Heads {
  const sentiment = groupOf(SCHEME, 'sentiment')
  for (const [name, sign] of [
    ['positive', 1],
    ['negative', -1],
  ] as const) {
    const korean = (sentiment.at + sentiment.labels.indexOf(name)) * SCHEME.dense * 2
    heads.dense[korean + DENSE + SOCIAL.columns]! += FILM_LEAN * sign
  }
  return heads
}

/**
 * Adds a part of each feeling's logit, against the mean of the three, to the sentiment of that name. The project's posts alone teach
 * that remarks say little of a customer's feeling, which is true of them and false of the posts of strangers.
 */
function leanOnComments(heads: Heads): Heads {
  const feeling = groupOf(SOCIAL, 'feeling')
  const sentiment = groupOf(SCHEME, 'sentiment')
  const width = SCHEME.dense
  feeling.labels.forEach((name, k) => {
    const english = (sentiment.at + sentiment.labels.indexOf(name)) * width * 2 + width
    feeling.labels.forEach((_, other) => {
      const part = (other === k ? 1 : 0) - 1 / feeling.labels.length
      heads.dense[english + DENSE + feeling.at + other]! += ENGLISH_LEAN * part
    })
  })
  return heads
}
