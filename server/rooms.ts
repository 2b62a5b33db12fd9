/** The only file that opens the rooms' routes, jobs, sentences and commands, and that answers what the ground asks. */
import { enter, identify } from './access/index.ts'
import { routes as accessRoutes } from './access/routes.ts'
import { sentences as accessSentences } from './access/sentences.ts'
import { jobs as channelsJobs } from './channels/jobs.ts'
import { hooks as channelsHooks, routes as channelsRoutes } from './channels/routes.ts'
import { sentences as channelsSentences } from './channels/sentences.ts'
import { letItemsGo } from './customers/index.ts'
import { jobs as customersJobs } from './customers/jobs.ts'
import { routes as customersRoutes } from './customers/routes.ts'
import { demoCommand } from './demo/commands.ts'
import { jobs as demoJobs } from './demo/jobs.ts'
import { routes as demoRoutes } from './demo/routes.ts'
import { itemsInConversations } from './inbox/index.ts'
import { jobs as inboxJobs } from './inbox/jobs.ts'
import { routes as inboxRoutes } from './inbox/routes.ts'
import { sentences as inboxSentences } from './inbox/sentences.ts'
import { importCommand, commands as listeningCommands } from './listening/commands.ts'
import type { Holder } from './listening/index.ts'
import { importJobs, jobs as listeningJobs } from './listening/jobs.ts'
import { routes as listeningRoutes } from './listening/routes.ts'
import { sentences as listeningSentences } from './listening/sentences.ts'
import type { Command } from './platform/command.ts'
import type { Gate } from './platform/gate.ts'
import type { Hook } from './platform/hook.ts'
import type { Job } from './platform/job.ts'
import type { Route } from './platform/route.ts'
import { groundSentences, type Sentences } from './platform/sentences.ts'
import { systemRoutes } from './platform/system-routes.ts'
import { commands as understandingCommands } from './understanding/commands.ts'
import { routes as understandingRoutes } from './understanding/routes.ts'
import { sentences as understandingSentences } from './understanding/sentences.ts'

export const routes: readonly Route[] = [
  ...accessRoutes,
  ...channelsRoutes,
  ...understandingRoutes,
  ...listeningRoutes,
  ...customersRoutes,
  ...inboxRoutes,
  ...systemRoutes,
  ...demoRoutes,
]
export const hooks: readonly Hook[] = channelsHooks
/** What an import made is asked for and taken back downstream first. */
const holders: readonly Holder[] = [
  { holds: itemsInConversations, letGo: async () => [] },
  { holds: async () => [], letGo: letItemsGo },
]
export const jobs: readonly Job[] = [
  ...channelsJobs,
  ...listeningJobs,
  ...importJobs(holders),
  ...customersJobs,
  ...inboxJobs,
  ...demoJobs,
]
export const roomCommands: readonly Command[] = [
  ...understandingCommands,
  ...listeningCommands,
  importCommand(jobs),
  demoCommand(jobs),
]
export const sentences: Sentences = {
  ...groundSentences,
  ...accessSentences,
  ...channelsSentences,
  ...understandingSentences,
  ...listeningSentences,
  ...inboxSentences,
}
export const gate: Gate = { identify, enter }
