/** Listening: what is said of us. Topics, mentions, how each ended, volumes; a file each in the folder of this name. */

import { alertEndpoints } from './listening/alerts.ts'
import { authorEndpoints } from './listening/authors.ts'
import { changeEndpoints } from './listening/changes.ts'
import { exportEndpoints } from './listening/exports.ts'
import { ledgerEndpoints } from './listening/ledger.ts'
import { mentionEndpoints } from './listening/mentions.ts'
import { placeEndpoints } from './listening/places.ts'
import { queryEndpoints } from './listening/queries.ts'
import { receiverEndpoints } from './listening/receivers.ts'
import { storyEndpoints } from './listening/stories.ts'
import { tagEndpoints } from './listening/tags.ts'
import { themeEndpoints } from './listening/themes.ts'
import { topicEndpoints } from './listening/topics.ts'
import { viewEndpoints } from './listening/views.ts'
import { volumeEndpoints } from './listening/volumes.ts'

export * from './listening/alerts.ts'
export * from './listening/authors.ts'
export * from './listening/changes.ts'
export * from './listening/exports.ts'
export * from './listening/folds.ts'
export * from './listening/ledger.ts'
export * from './listening/mentions.ts'
export * from './listening/places.ts'
export * from './listening/queries.ts'
export * from './listening/receivers.ts'
export * from './listening/stories.ts'
export * from './listening/tags.ts'
export * from './listening/themes.ts'
export * from './listening/topics.ts'
export * from './listening/views.ts'
export * from './listening/volumes.ts'

export const listeningEndpoints = [
  ...topicEndpoints,
  ...mentionEndpoints,
  ...themeEndpoints,
  ...storyEndpoints,
  ...volumeEndpoints,
  ...ledgerEndpoints,
  ...authorEndpoints,
  ...placeEndpoints,
  ...changeEndpoints,
  ...tagEndpoints,
  ...viewEndpoints,
  ...queryEndpoints,
  ...exportEndpoints,
  ...alertEndpoints,
  ...receiverEndpoints,
] as const
