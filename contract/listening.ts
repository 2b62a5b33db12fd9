/** Listening: what is said of us. Topics, mentions, how each ended, volumes; a file each in the folder of this name. */

import { alertEndpoints } from './listening/alerts.ts'
import { authorEndpoints } from './listening/authors.ts'
import { changeEndpoints } from './listening/changes.ts'
import { exportEndpoints } from './listening/exports.ts'
import { importEndpoints } from './listening/imports.ts'
import { mentionEndpoints } from './listening/mentions.ts'
import { placeEndpoints } from './listening/places.ts'
import { queryEndpoints } from './listening/queries.ts'
import { receiverEndpoints } from './listening/receivers.ts'
import { tagEndpoints } from './listening/tags.ts'
import { topicEndpoints } from './listening/topics.ts'
import { viewEndpoints } from './listening/views.ts'
import { volumeEndpoints } from './listening/volumes.ts'

export * from './listening/alerts.ts'
export * from './listening/authors.ts'
export * from './listening/changes.ts'
export * from './listening/exports.ts'
export * from './listening/folds.ts'
export * from './listening/imports.ts'
export * from './listening/mentions.ts'
export * from './listening/places.ts'
export * from './listening/queries.ts'
export * from './listening/receivers.ts'
export * from './listening/tags.ts'
export * from './listening/topics.ts'
export * from './listening/views.ts'
export * from './listening/volumes.ts'

export const listeningEndpoints = [
  ...topicEndpoints,
  ...mentionEndpoints,
  ...volumeEndpoints,
  ...authorEndpoints,
  ...placeEndpoints,
  ...changeEndpoints,
  ...tagEndpoints,
  ...viewEndpoints,
  ...queryEndpoints,
  ...importEndpoints,
  ...exportEndpoints,
  ...alertEndpoints,
  ...receiverEndpoints,
] as const
