/** Practice: a wave of made-up complaints that scores the team, and the guided task of a newcomer. */
import { z } from 'zod'
import { workspace } from '../access.ts'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, locale, uuid } from '../scalars.ts'
import { faultKind } from '../voice/drafts.ts'

const count = z.int()
const minutes = z.number().nullable()

export const drillScenario = z.enum(['delivery', 'payment', 'quality'])
export type DrillScenario = z.infer<typeof drillScenario>

/** `fault`: ours, and to be apologised for. `again`: somebody who has waited asks anew. `noise`: needs no answer. */
export const drillPostKind = z.enum(['question', 'fault', 'urgent', 'again', 'noise'])
export type DrillPostKind = z.infer<typeof drillPostKind>

export const drillPart = z.enum(['inTime', 'answered', 'clean', 'apologies', 'undoubled'])
export type DrillPart = z.infer<typeof drillPart>

/** What to train: `fault.<kind>` for each kind of fault that answers held. */
export const drillLesson = z.union([
  z.enum(['speed', 'missed', 'urgent', 'apologies', 'doubled']),
  z.templateLiteral(['fault.', faultKind]),
])
export type DrillLesson = z.infer<typeof drillLesson>

export const drillReport = z.object({
  /** Posts that have come so far, of all that come. */
  played: count,
  posts: count,
  /** People who need an answer. */
  asked: count,
  answered: count,
  /** Within the drill’s own target. */
  inTime: count,
  medianMinutes: minutes,
  p90Minutes: minutes,
  /** Whom somebody may come to harm over: answered in time, of how many. */
  urgent: z.object({ of: count, inTime: count }),
  /** Answers that were looked at, and how many of them had no fault. */
  checked: count,
  clean: count,
  /** By kind, the commonest first, with conversations to look at. */
  faults: z.array(z.object({ kind: faultKind, count, conversationIds: z.array(z.uuid()) })),
  /** Whom a fault of ours has hit and who were answered: how many got an apology. */
  apologies: z.object({ of: count, given: count }),
  /** Of those who were answered, how many were answered by two members at once. */
  doubles: z.object({ of: count, doubled: count }),
  /** Who got no answer: at most 50. */
  missed: z.array(
    z.object({ conversationId: z.uuid().nullable(), kind: drillPostKind, who: z.string(), text: z.string() }),
  ),
  members: z.array(z.object({ name: z.string(), answers: count, medianMinutes: minutes, faults: count })),
  /** Each part as a share in [0, 1], with its weight; what had no occasion is left out. */
  parts: z.array(z.object({ part: drillPart, share: z.number(), weight: z.number() })),
  /** Of 100: the weighted mean of the parts; null before anything was asked. */
  score: count.nullable(),
  train: z.array(drillLesson),
})
export type DrillReport = z.infer<typeof drillReport>

export const drill = z.object({
  id: z.uuid(),
  scenario: drillScenario,
  language: locale,
  targetMinutes: count,
  startedAt: instant,
  startedBy: z.string(),
  endsAt: instant,
  /** Null while it runs. */
  endedAt: instant.nullable(),
  score: count.nullable(),
})
export type Drill = z.infer<typeof drill>

export const guidedStep = z.enum(['take', 'note', 'answer', 'apologise', 'end', 'resolve'])
export type GuidedStep = z.infer<typeof guidedStep>

export const guidedTask = z.object({
  startedAt: instant,
  /** When the last step was done. */
  endedAt: instant.nullable(),
  /** Whether the posts of the task have come. */
  isReady: z.boolean(),
  steps: z.array(
    z.object({
      step: guidedStep,
      /** Where to do it; null until its post has come. */
      conversationId: z.uuid().nullable(),
      /** The post that is to be ended, in the step that ends one. */
      mentionId: z.uuid().nullable(),
      doneAt: instant.nullable(),
    }),
  ),
})
export type GuidedTask = z.infer<typeof guidedTask>

const root = '/api/w/:workspaceId/practice' as const

export const getPractice = endpoint({
  name: 'getPractice',
  method: 'GET',
  path: root,
  access: 'inbox.read',
  summary: 'Whether one may practise here, where the team practises otherwise, and which drill runs.',
  output: z.object({
    isPractice: z.boolean(),
    /** The practice workspace of this one, where the caller may enter it. */
    workspaceId: count.nullable(),
    runningId: z.uuid().nullable(),
  }),
})

export const openPractice = endpoint({
  name: 'openPractice',
  method: 'POST',
  path: `${root}/workspace`,
  access: 'access.manage',
  summary:
    'Opens the practice workspace of this one, with everybody who may enter here; where it stands, who is missing joins it. Nothing that is written there leaves the installation.',
  output: workspace,
})

export const startDrill = endpoint({
  name: 'startDrill',
  method: 'POST',
  path: `${root}/drills`,
  access: 'inbox.manage',
  summary: 'Starts a drill in a practice workspace: made-up people complain for so many minutes. One runs at a time.',
  body: z.object({
    scenario: drillScenario,
    language: locale,
    minutes: z.int().min(1).max(120),
    targetMinutes: z.int().min(1).max(120),
  }),
  output: drill,
})

export const listDrills = endpoint({
  name: 'listDrills',
  method: 'GET',
  path: `${root}/drills`,
  access: 'inbox.read',
  summary: 'Drills, the newest first.',
  query: pageQuery,
  output: pageOf(drill),
})

export const getDrill = endpoint({
  name: 'getDrill',
  method: 'GET',
  path: `${root}/drills/:drillId`,
  access: 'inbox.read',
  summary: 'A drill with its report: as it stands now while it runs, as it stood at the end afterwards.',
  params: z.object({ drillId: uuid }),
  output: z.object({ drill, report: drillReport }),
})

export const endDrill = endpoint({
  name: 'endDrill',
  method: 'PUT',
  path: `${root}/drills/:drillId/end`,
  access: 'inbox.manage',
  summary: 'Ends a drill before its time; what has not come by then does not come.',
  params: z.object({ drillId: uuid }),
  output: drill,
})

export const getGuidedTask = endpoint({
  name: 'getGuidedTask',
  method: 'GET',
  path: `${root}/guided`,
  access: 'inbox.read',
  summary: 'The caller’s guided task: each step is done by what really happened in the conversations of the task.',
  output: z.object({ task: guidedTask.nullable() }),
})

export const startGuidedTask = endpoint({
  name: 'startGuidedTask',
  method: 'POST',
  path: `${root}/guided`,
  access: 'inbox.reply',
  summary: 'Begins the caller’s guided task in a practice workspace, or begins it anew with posts of its own.',
  output: z.object({ task: guidedTask.nullable() }),
})

export const practiceEndpoints = [
  getPractice,
  openPractice,
  startDrill,
  listDrills,
  getDrill,
  endDrill,
  getGuidedTask,
  startGuidedTask,
] as const
