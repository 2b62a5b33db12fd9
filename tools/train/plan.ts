/** The settings of a training run; each was chosen on development rows, as server/understanding/data/README.md tells. */
import { SCHEME, SOCIAL } from '../../server/understanding/heads.ts'
import type { HeadsPlan } from './heads.ts'
import type { PolarityPlan } from './polarity.ts'

export const VERSION = '2026-11.1'

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
  bits: 18,
  epochs: 2,
  rate: 0.5,
  denseRate: 0.1,
  denseFirst: 0,
  decay: 0,
  drop: 0.2,
  seed: 11,
}

export const SCHEME_PLAN: HeadsPlan = {
  layout: SCHEME,
  bits: 17,
  epochs: 40,
  rate: 0.5,
  denseRate: 0.3,
  denseFirst: 5,
  decay: 0,
  drop: 0.5,
  seed: 5,
}

/** The project's posts are parted by their ids: part 0 is held out, the others take turns in cross-validation. */
export const PARTS = 10
export const HELD_OUT = 0
export const FOLDS = 3
