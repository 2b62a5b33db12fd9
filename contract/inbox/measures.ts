/** Measures of the team: how fast, how often, how much each carries, what it costs, how it feels, how many it takes. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

const count = z.int()
const minutes = z.number().nullable()

const speed = z.object({
  /** Conversations that customers began. */
  asked: count,
  /** Of these, how many have a first answer. */
  answered: count,
  /** Answered by the time that was promised. */
  inTime: count,
  medianMinutes: minutes,
  p90Minutes: minutes,
})

export const getTeamMeasures = endpoint({
  name: 'getTeamMeasures',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/measures',
  access: 'inbox.read',
  summary: 'Speed, answer rate, participation, load and cost of a period of at most 92 days.',
  query: z.object({ from: instant, to: instant }),
  output: z.object({
    all: speed,
    channels: z.array(
      speed.extend({
        channel: z.string(),
        /** Of talk that was not said to us: how much we joined with an answer. */
        overheard: count,
        joined: count,
        /** Answers that we sent. */
        contacts: count,
        /** ₩ a contact as an administrator set it; null where nobody has. */
        cost: z.number().nullable(),
        /** ₩ of all contacts; null without a cost. */
        spent: z.number().nullable(),
        /** ₩ that the same contacts would have cost more by telephone; null without both costs. */
        saved: z.number().nullable(),
      }),
    ),
    /** By hour of the day in the workspace's zone, 0 to 23. */
    hours: z.array(speed.extend({ hour: count })),
    agents: z.array(
      z.object({
        memberId: uuid,
        name: z.string(),
        /** Open now. */
        open: count,
        /** Of these past their deadline. */
        overdue: count,
        /** Answers sent in the period. */
        sent: count,
        /** Conversations in which they were. */
        conversations: count,
      }),
    ),
  }),
})
export type TeamMeasures = z.infer<typeof getTeamMeasures.output>

const costs = z.record(z.string().max(40), z.number().min(0).max(10_000_000))

const staffing = z.object({
  withinMinutes: z.number(),
  share: z.number(),
  handleMinutes: z.number(),
  /** Days that were measured. */
  days: count,
  /** By weekday (Monday 0) and hour: arrivals an hour on average, and how many agents it takes. */
  cells: z.array(z.object({ weekday: count, hour: count, arrivals: z.number(), agents: count })),
  most: count,
})

const teamSettings = z.object({
  version: count,
  /** ₩ a contact by channel; `call` is the telephone that others are compared with. */
  costs,
  /** Minutes that an answer takes. */
  handleMinutes: z.number().min(0.5).max(240),
})

export const getStaffing = endpoint({
  name: 'getStaffing',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/staffing',
  access: 'inbox.read',
  summary: 'How many agents it takes to answer 90 % within 60 minutes, by Erlang C from the arrivals of four weeks.',
  output: staffing,
})

export const getTeamSettings = endpoint({
  name: 'getTeamSettings',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/team-settings',
  access: 'inbox.read',
  summary: 'Costs of contacts and how long an answer takes, as an administrator set them.',
  output: teamSettings,
})

export const saveTeamSettings = endpoint({
  name: 'saveTeamSettings',
  method: 'PUT',
  path: '/api/w/:workspaceId/inbox/team-settings',
  access: 'inbox.manage',
  summary: 'Sets costs of contacts and how long an answer takes. 409 when somebody was faster.',
  body: teamSettings,
  output: teamSettings,
})

const pulse = z.object({
  /** The Monday of this week. */
  week: z.iso.date(),
  hasAnswered: z.boolean(),
  /** Weeks that have ended, newest first; null where fewer than five answered, so that nobody is known by their number. */
  weeks: z.array(z.object({ week: z.iso.date(), answers: count.nullable(), mean: z.number().nullable() })),
})
export type Pulse = z.infer<typeof pulse>

export const getPulse = endpoint({
  name: 'getPulse',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/pulse',
  access: 'inbox.read',
  summary: 'The weekly question of the team: whether the caller has answered, and the weeks before.',
  output: pulse,
})

export const answerPulse = endpoint({
  name: 'answerPulse',
  method: 'PUT',
  path: '/api/w/:workspaceId/inbox/pulse',
  access: 'inbox.read',
  summary: 'Answers the question of the week, once. Only sums are kept: nobody can tell who said what.',
  /** Named so that the audit log, which leaves secrets out, does not hold it. */
  body: z.object({ secretScore: z.int().min(1).max(5) }),
  output: pulse,
})

export const measureEndpoints = [
  getTeamMeasures,
  getStaffing,
  getTeamSettings,
  saveTeamSettings,
  getPulse,
  answerPulse,
] as const
