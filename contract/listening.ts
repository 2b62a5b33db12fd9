/** Listening: what is said of us. Topics, mentions, how each ended, volumes; a file each in the folder of this name. */
import { mentionEndpoints } from './listening/mentions.ts'
import { topicEndpoints } from './listening/topics.ts'
import { volumeEndpoints } from './listening/volumes.ts'

export * from './listening/mentions.ts'
export * from './listening/topics.ts'
export * from './listening/volumes.ts'

export const listeningEndpoints = [...topicEndpoints, ...mentionEndpoints, ...volumeEndpoints] as const
