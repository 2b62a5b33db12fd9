/** The settings of a training run; each was chosen on development rows, as server/understanding/data/README.md tells. */
import { SCHEME, SOCIAL } from '../../server/understanding/heads.ts'
import type { HeadsPlan } from './heads.ts'
import type { PolarityPlan } from './polarity.ts'

export const VERSION = '2026-11.6'

export const POLARITY_PLAN: PolarityPlan = {
  bits: 22,
  epochs: 2,
  rate: 0.5,
  smoothing: 5,
  start: 0.3,
  drop: 0,
  seed: 7,
}

export const SOCIAL_PLAN: HeadsPlan = {
  layout: SOCIAL,
  least: 4,
  most: 90_000,
  epochs: 3,
  rate: 0.5,
  saidRate: 0.05,
  denseRate: 0.1,
  decay: 1e-4,
  drop: 0.4,
  saidDrop: 0.3,
  seeds: [11],
}

export const SCHEME_PLAN: HeadsPlan = {
  layout: SCHEME,
  least: 2,
  most: 60_000,
  epochs: 20,
  rate: 0.5,
  saidRate: 0.05,
  denseRate: 0.1,
  decay: 1e-4,
  drop: 0.5,
  saidDrop: 0.3,
  seeds: [5, 105, 205],
}

/** The project's posts are parted by their ids: part 0 is held out, the others take turns in cross-validation. */
export const PARTS = 10
export const HELD_OUT = 0
export const FOLDS = 5

/** Part of the harmed copies of the project's posts that an epoch draws, of those mistyped and of those without spaces. */
export const HARMED = 0.5

/** Polar rows kept from both tables beneath, so that the heads learn how far to trust them: how much one counts, which part an epoch draws. */
export const FILM_POLES = { share: 2, part: 0.1 }
export const REDDIT_POLES = { share: 0.2, part: 0.2 }

/** How much more the pole of a Korean film review counts than the project's posts alone would teach, which hold none. */
export const FILM_LEAN = 0.9

/** How much of the comments' feeling is added to the sentiment of English; more of it gains on tweets and loses on the project's posts. */
export const ENGLISH_LEAN = 0.5
