/** The settings of a training run; each was chosen on development rows, as server/understanding/data/README.md tells. */
import { SCHEME, SOCIAL } from '../../server/understanding/heads.ts'
import type { HeadsPlan } from './heads.ts'
import type { PolarityPlan } from './polarity.ts'

export const VERSION = '2026-11.2'

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
  bits: 16,
  epochs: 2,
  rate: 0.5,
  denseRate: 0.1,
  denseFirst: 0,
  decay: 0,
  drop: 0.2,
  seed: 11,
  smoothing: 0,
  start: 0,
}

export const SCHEME_PLAN: HeadsPlan = {
  layout: SCHEME,
  bits: 17,
  epochs: 30,
  rate: 1,
  denseRate: 0.3,
  denseFirst: 5,
  decay: 0,
  drop: 0.7,
  seed: 5,
  smoothing: 1,
  start: 0,
}

/** The project's posts are parted by their ids: part 0 is held out, the others take turns in cross-validation. */
export const PARTS = 10
export const HELD_OUT = 0
export const FOLDS = 5

/** Polar rows kept from both tables beneath, so that the heads learn how far to trust them: how much one counts, which part an epoch draws. */
export const FILM_POLES = { share: 0.4, part: 0.05 }
export const REDDIT_POLES = { share: 0.3, part: 0.2 }
