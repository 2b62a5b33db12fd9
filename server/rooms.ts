/** The only file that opens the rooms' routes, jobs, sentences and commands, and that answers what the ground asks. */
import { enter, identify } from './access/index.ts'
import { routes as accessRoutes } from './access/routes.ts'
import { sentences as accessSentences } from './access/sentences.ts'
import { jobs as channelsJobs } from './channels/jobs.ts'
import { routes as channelsRoutes } from './channels/routes.ts'
import { sentences as channelsSentences } from './channels/sentences.ts'
import type { Gate } from './platform/gate.ts'
import type { Job } from './platform/job.ts'
import type { Route } from './platform/route.ts'
import { groundSentences, type Sentences } from './platform/sentences.ts'
import { systemRoutes } from './platform/system-routes.ts'

export const routes: readonly Route[] = [...accessRoutes, ...channelsRoutes, ...systemRoutes]
export const jobs: readonly Job[] = [...channelsJobs]
export const sentences: Sentences = { ...groundSentences, ...accessSentences, ...channelsSentences }
export const gate: Gate = { identify, enter }
