/** Clocks: how soon we promise to answer and to solve, when that time runs, who is told, and who is on call. */
import { z } from 'zod'
import { stage } from '../customers/stages.ts'
import { endpoint } from '../endpoint.ts'
import { instant, shortText, uuid } from '../scalars.ts'
import { urgency } from '../understanding.ts'

/** `24:00` ends a day. */
const clockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
const date = z.iso.date()
const timeZone = z.string().min(1).max(64)

const hours = z
  .array(z.object({ from: clockTime, to: clockTime }).refine(one => one.from < one.to, { path: ['to'] }))
  .max(6)
  .refine(all => all.every((one, n) => n === 0 || all[n - 1]!.to <= one.from))

export const clockCalendar = z.object({
  id: uuid,
  name: shortText,
  timeZone,
  /** By weekday, Monday first: when time runs. */
  hours: z
    .array(hours)
    .length(7)
    .refine(week => week.some(day => day.length > 0)),
  /** Public holidays that are closed: computed for every year. */
  holidays: z.enum(['kr']).nullable(),
  /** Own days: closed, or open although a holiday. */
  ownDays: z.array(z.object({ on: date, name: shortText, isOpen: z.boolean() })).max(400),
})
export type ClockCalendar = z.infer<typeof clockCalendar>

const minutes = z.int().min(1).max(60_000)

export const clockPolicy = z.object({
  id: uuid,
  name: shortText,
  /** An empty list is everything; all that is given must hold. */
  match: z.object({
    channels: z.array(z.string().max(40)).max(50),
    urgencies: z.array(urgency).max(3),
    stages: z.array(stage).max(10),
    isPublic: z.boolean().nullable(),
  }),
  firstMinutes: minutes,
  /** Of every answer after the first; null: as the first. */
  nextMinutes: minutes.nullable(),
  solveMinutes: minutes.nullable(),
  /** So long before a deadline it is warned of, in open time. */
  warnMinutes: z.int().min(0).max(10_000),
  /** Null: around the clock. */
  calendarId: uuid.nullable(),
  /** Whether the clock of the solution stands still while we wait for the customer. */
  pauses: z.boolean(),
})
export type ClockPolicy = z.infer<typeof clockPolicy>

/** What holds where no policy matches, and in every new workspace. */
export const defaultPolicy: ClockPolicy = {
  id: '00000000-0000-0000-0000-000000000000',
  name: '',
  match: { channels: [], urgencies: [], stages: [], isPublic: null },
  firstMinutes: 60,
  nextMinutes: null,
  solveMinutes: null,
  warnMinutes: 15,
  calendarId: null,
  pauses: true,
}

/** Which deadline comes first. */
export const dueKind = z.enum(['first', 'next', 'solve'])
export type DueKind = z.infer<typeof dueKind>

const alarms = z.object({
  onWarning: z.boolean(),
  onBreach: z.boolean(),
  /** Beside the screen of whoever is on call. */
  byMail: z.boolean(),
  receiverIds: z.array(uuid).max(20),
})

const acknowledgement = z.object({
  isOn: z.boolean(),
  /** Said before each one, so that nobody takes it for an answer; the workspace's language chooses. */
  text: z.string().trim().max(500),
  /** Only while the calendar of the ticket's policy is closed. */
  onlyClosed: z.boolean(),
  /** Public channels where it may be written in the open; private roads are always allowed. */
  publicChannels: z.array(z.string().max(40)).max(50),
})
export type Acknowledgement = z.infer<typeof acknowledgement>

export const clockSettings = z.object({
  calendars: z.array(clockCalendar).max(20),
  /** The first that matches holds. */
  policies: z.array(clockPolicy).max(50),
  alarms,
  acknowledgement,
})
export type ClockSettings = z.infer<typeof clockSettings>

export const getClocks = endpoint({
  name: 'getClocks',
  method: 'GET',
  path: '/api/w/:workspaceId/clocks',
  access: 'inbox.read',
  summary: 'The promises of the inbox: policies in the order in which they are tried, calendars, who is told.',
  output: clockSettings.extend({
    /** Counted up with every change. */
    version: z.int(),
    changedAt: instant.nullable(),
    changedBy: z.string().nullable(),
  }),
})
export type Clocks = z.infer<typeof getClocks.output>

export const saveClocks = endpoint({
  name: 'saveClocks',
  method: 'PUT',
  path: '/api/w/:workspaceId/clocks',
  access: 'inbox.manage',
  summary: 'Replaces the promises; open tickets get their new deadlines soon after. 409 when somebody was faster.',
  body: clockSettings.extend({ version: z.int() }),
  output: getClocks.output,
})

export const previewClocks = endpoint({
  name: 'previewClocks',
  method: 'POST',
  path: '/api/w/:workspaceId/clocks/preview',
  access: 'inbox.read',
  summary: 'What a policy would mean for words said at chosen moments, and which days of the next year are closed.',
  // What is asked may have no name yet.
  body: z.object({ policy: clockPolicy.extend({ name: z.string().max(200) }), calendar: clockCalendar.nullable() }),
  output: z.object({
    samples: z.array(
      z.object({
        kind: z.enum(['now', 'closing', 'night', 'holiday']),
        saidAt: instant,
        /** Null where the calendar stays closed too long. */
        firstDueAt: instant.nullable(),
        solveDueAt: instant.nullable(),
      }),
    ),
    closed: z.array(z.object({ on: date, name: z.string() })),
  }),
  isQuestion: true,
})
export type ClockPreview = z.infer<typeof previewClocks.output>

export const onCallRota = z.object({
  /** In the order of their turns; each takes a week. */
  memberIds: z.array(uuid).max(100),
  /** The first day of the first turn; turns begin on its weekday. */
  startsOn: date,
  handsOverAt: clockTime.refine(time => time !== '24:00'),
  timeZone,
})
export type OnCallRota = z.infer<typeof onCallRota>

export const onCallStandIn = z.object({
  id: uuid,
  memberId: uuid,
  name: z.string(),
  from: instant,
  to: instant,
  by: z.string(),
})
export type OnCallStandIn = z.infer<typeof onCallStandIn>

const onCall = z.object({
  rota: onCallRota.nullable(),
  version: z.int(),
  /** Who is on call at this moment. */
  now: z.object({ memberId: uuid, name: z.string() }).nullable(),
  /** The turns from now on. */
  turns: z.array(z.object({ memberId: uuid, name: z.string(), from: instant, to: instant })),
  /** Those that have not ended, in the order in which they were written; the last one holds. */
  standIns: z.array(onCallStandIn),
})
export type OnCall = z.infer<typeof onCall>

export const getOnCall = endpoint({
  name: 'getOnCall',
  method: 'GET',
  path: '/api/w/:workspaceId/on-call',
  access: 'inbox.read',
  summary: 'Who is on call now and in the coming eight weeks.',
  output: onCall,
})

export const saveOnCall = endpoint({
  name: 'saveOnCall',
  method: 'PUT',
  path: '/api/w/:workspaceId/on-call',
  access: 'inbox.manage',
  summary: 'Replaces the rota. 409 when somebody was faster.',
  body: onCallRota.extend({ version: z.int() }),
  output: onCall,
})

export const addStandIn = endpoint({
  name: 'addStandIn',
  method: 'POST',
  path: '/api/w/:workspaceId/on-call/stand-ins',
  access: 'inbox.assign',
  summary: 'Lets a member stand in for whoever would be on call.',
  body: z.object({ memberId: uuid, from: instant, to: instant }),
  output: onCall,
})

export const removeStandIn = endpoint({
  name: 'removeStandIn',
  method: 'DELETE',
  path: '/api/w/:workspaceId/on-call/stand-ins/:standInId',
  access: 'inbox.assign',
  summary: 'Takes a stand-in back; the turns hold again.',
  params: z.object({ standInId: uuid }),
  output: onCall,
})

export const clockEndpoints = [
  getClocks,
  saveClocks,
  previewClocks,
  getOnCall,
  saveOnCall,
  addStandIn,
  removeStandIn,
] as const
