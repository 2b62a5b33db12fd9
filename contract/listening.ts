/** Listening: what is said of us. Topics, mentions, how each ended, volumes; a file each in the folder of this name. */
import { authorEndpoints } from './listening/authors.ts'
import { mentionEndpoints } from './listening/mentions.ts'
import { placeEndpoints } from './listening/places.ts'
import { topicEndpoints } from './listening/topics.ts'
import { volumeEndpoints } from './listening/volumes.ts'

export * from './listening/authors.ts'
export * from './listening/mentions.ts'
export * from './listening/places.ts'
export * from './listening/topics.ts'
export * from './listening/volumes.ts'

export const listeningEndpoints = [
  ...topicEndpoints,
  ...mentionEndpoints,
  ...volumeEndpoints,
  ...authorEndpoints,
  ...placeEndpoints,
] as const
