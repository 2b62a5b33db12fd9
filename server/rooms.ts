/** The only file that opens the rooms' routes, jobs, sentences and commands, and that answers what the ground asks. */
import type { Gate } from './platform/gate.ts'
import type { Job } from './platform/job.ts'
import type { Route } from './platform/route.ts'
import { groundSentences, type Sentences } from './platform/sentences.ts'
import { systemRoutes } from './platform/system-routes.ts'

export const routes: readonly Route[] = [...systemRoutes]
export const jobs: readonly Job[] = []
export const sentences: Sentences = { ...groundSentences }
export const gate: Gate = { identify: async () => null, enter: async () => null }
