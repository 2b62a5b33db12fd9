/** The only file that opens the rooms' routes, jobs, sentences and commands, and that answers what the ground asks. */
import { enter, identify, record } from './access/index.ts'
import { jobs as accessJobs } from './access/jobs.ts'
import { routes as accessRoutes } from './access/routes.ts'
import { sentences as accessSentences } from './access/sentences.ts'
import { importCommand } from './channels/commands.ts'
import { erasePerson as erasePosts, holdOfPerson as holdOfPosts, type ImportKind } from './channels/index.ts'
import { jobs as channelsJobs, importJobs } from './channels/jobs.ts'
import { hooks as channelsHooks, routes as channelsRoutes, importRoutes } from './channels/routes.ts'
import { sentences as channelsSentences } from './channels/sentences.ts'
import { commands as customersCommands } from './customers/commands.ts'
import { eraseLeaves, holdOfPerson as holdOfCustomer, type Keeper, letItemsGo, peopleFiles } from './customers/index.ts'
import { jobs as customersJobs } from './customers/jobs.ts'
import { hooks as customersHooks, routes as customersRoutes, privacyRoutes } from './customers/routes.ts'
import { sentences as customersSentences } from './customers/sentences.ts'
import { demoCommand } from './demo/commands.ts'
import { jobs as demoJobs } from './demo/jobs.ts'
import { routes as demoRoutes } from './demo/routes.ts'
import {
  customersInSight,
  erasePerson as eraseInConversations,
  holdOfPerson as holdInConversations,
  itemsInConversations,
} from './inbox/index.ts'
import { jobs as inboxJobs } from './inbox/jobs.ts'
import { hooks as inboxHooks, routes as inboxRoutes } from './inbox/routes.ts'
import { sentences as inboxSentences } from './inbox/sentences.ts'
import { commands as listeningCommands } from './listening/commands.ts'
import {
  erasePerson as eraseInMentions,
  type Holder,
  holdOfPerson as holdOfMentions,
  mentionFiles,
} from './listening/index.ts'
import { jobs as listeningJobs } from './listening/jobs.ts'
import { routes as listeningRoutes } from './listening/routes.ts'
import { sentences as listeningSentences } from './listening/sentences.ts'
import { statusJobs, statusRoutes } from './operations/watch.ts'
import type { Command } from './platform/command.ts'
import type { Gate } from './platform/gate.ts'
import type { Hook } from './platform/hook.ts'
import type { Job } from './platform/job.ts'
import type { Route } from './platform/route.ts'
import { groundSentences, type Sentences } from './platform/sentences.ts'
import { systemRoutes } from './platform/system-routes.ts'
import { commands as understandingCommands } from './understanding/commands.ts'
import { erasePerson as eraseInReadings, holdOfPerson as holdOfReadings } from './understanding/index.ts'
import { jobs as understandingJobs } from './understanding/jobs.ts'
import { routes as understandingRoutes } from './understanding/routes.ts'
import { sentences as understandingSentences } from './understanding/sentences.ts'
import { commands as voiceCommands } from './voice/commands.ts'
import { routes as voiceRoutes } from './voice/routes.ts'
import { sentences as voiceSentences } from './voice/sentences.ts'

/** What an import made is asked for and taken back downstream first. */
const holders: readonly Holder[] = [
  { holds: itemsInConversations, letGo: async () => [] },
  { holds: async () => [], letGo: letItemsGo },
]
/** What rows of files may become, in the order of the street. */
export const fileKinds: readonly ImportKind[] = [mentionFiles(holders), ...peopleFiles]

/** Who holds what of a person: shown, handed over and taken out in this order, the last room of the street first. */
const keepers: readonly Keeper[] = [
  { room: 'inbox', hold: holdInConversations, erase: eraseInConversations },
  { room: 'customers', hold: holdOfCustomer, erase: eraseLeaves },
  { room: 'listening', hold: holdOfMentions, erase: eraseInMentions },
  { room: 'understanding', hold: holdOfReadings, erase: eraseInReadings },
  { room: 'channels', hold: holdOfPosts, erase: erasePosts },
]

export const routes: readonly Route[] = [
  ...accessRoutes,
  ...channelsRoutes,
  ...importRoutes(fileKinds),
  ...understandingRoutes,
  ...listeningRoutes,
  ...customersRoutes(customersInSight),
  ...voiceRoutes,
  ...privacyRoutes(customersInSight, keepers),
  ...inboxRoutes,
  ...systemRoutes,
  ...statusRoutes,
  ...demoRoutes,
]
export const hooks: readonly Hook[] = [...channelsHooks, ...customersHooks, ...inboxHooks]
export const jobs: readonly Job[] = [
  ...accessJobs,
  ...channelsJobs,
  ...importJobs(fileKinds),
  ...understandingJobs,
  ...listeningJobs,
  ...customersJobs,
  ...inboxJobs,
  ...statusJobs,
  ...demoJobs,
]
export const roomCommands: readonly Command[] = [
  ...understandingCommands,
  ...voiceCommands,
  ...listeningCommands,
  ...customersCommands,
  importCommand(jobs, fileKinds),
  demoCommand(jobs),
]
export const sentences: Sentences = {
  ...groundSentences,
  ...accessSentences,
  ...channelsSentences,
  ...understandingSentences,
  ...listeningSentences,
  ...customersSentences,
  ...voiceSentences,
  ...inboxSentences,
}
export const gate: Gate = { identify, enter, record }
