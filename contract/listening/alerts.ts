/** Alerts: rules of what is worth interrupting somebody for, what they raised, and who was told where. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { flag, instant, shortText, uuid } from '../scalars.ts'
import { filterInJson, mention } from './mentions.ts'

/** Which mentions a rule looks at: a filter of the stream, as far as a mention has it on arrival. */
export const alertFilter = filterInJson.omit({ state: true, tag: true, field: true, owner: true, from: true, to: true })
export type AlertFilter = z.infer<typeof alertFilter>

const minutes = z.int().min(5).max(1440)

/** When a rule is met. Windows roll and are in minutes; shares lie in (0, 1]. */
export const alertCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('each') }),
  z.object({ kind: z.literal('count'), atLeast: z.int().min(2).max(10_000), minutes }),
  z.object({
    kind: z.literal('negative_share'),
    share: z.number().min(0.05).max(1),
    /** With fewer mentions a share says nothing. */
    atLeast: z.int().min(3).max(10_000),
    minutes,
  }),
  z
    .object({
      kind: z.literal('author'),
      minFollowers: z.int().min(1).max(1_000_000_000).nullable(),
      /** Authors whom the workspace follows. */
      followed: z.boolean(),
      /** Handles or names, with or without @. */
      authors: z.array(z.string().trim().min(1).max(200)).max(200),
    })
    .refine(one => one.minFollowers !== null || one.followed || one.authors.length > 0, { path: ['authors'] }),
])
export type AlertCondition = z.infer<typeof alertCondition>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/**
 * No message leaves between these times; it follows when they end. One's own rule keeps them in one's own zone, a shared one in the
 * workspace's; besides, nobody's mail or bell goes off between these times of their own zone.
 */
export const quietHours = z.object({ from: clockTime, to: clockTime, crisisBreaks: z.boolean() })
export type QuietHours = z.infer<typeof quietHours>

export const alertPace = z.enum(['now', 'hourly', 'daily'])
export type AlertPace = z.infer<typeof alertPace>

const ruleFields = {
  name: shortText,
  condition: alertCondition,
  filter: alertFilter,
  /** False: the rule is its maker's alone, who is then the only one to hear it. */
  isShared: z.boolean(),
  /** Members; null means everybody of the workspace. */
  hearerIds: z.array(uuid).min(1).max(100).nullable(),
  onScreen: z.boolean(),
  byMail: z.boolean(),
  receiverIds: z.array(uuid).max(20),
  pace: alertPace,
  quiet: quietHours.nullable(),
}

export const alertRule = z.object({
  id: z.uuid(),
  ...ruleFields,
  createdBy: z.string(),
  mayEdit: z.boolean(),
  mutedUntil: instant.nullable(),
  lastRaisedAt: instant.nullable(),
  /** Of messages that are lost unless somebody tries again: how many, and why the last one. */
  failed: z.object({ count: z.int(), reason: z.string().nullable() }),
})
export type AlertRule = z.infer<typeof alertRule>

export const listAlertRules = endpoint({
  name: 'listAlertRules',
  method: 'GET',
  path: '/api/w/:workspaceId/alert-rules',
  access: 'listening.read',
  summary: 'The alert rules of the workspace and the caller’s own.',
  output: z.object({ items: z.array(alertRule) }),
})

export const createAlertRule = endpoint({
  name: 'createAlertRule',
  method: 'POST',
  path: '/api/w/:workspaceId/alert-rules',
  access: 'listening.read',
  summary: 'Makes an alert rule. One that others hear or that leaves the house needs `listening.manage`.',
  body: z.object(ruleFields),
  output: alertRule,
})

export const updateAlertRule = endpoint({
  name: 'updateAlertRule',
  method: 'PUT',
  path: '/api/w/:workspaceId/alert-rules/:ruleId',
  access: 'listening.read',
  summary: 'Changes an alert rule; what it raised before stays.',
  params: z.object({ ruleId: uuid }),
  body: z.object(ruleFields),
  output: alertRule,
})

export const removeAlertRule = endpoint({
  name: 'removeAlertRule',
  method: 'DELETE',
  path: '/api/w/:workspaceId/alert-rules/:ruleId',
  access: 'listening.read',
  summary: 'Removes an alert rule; messages that still wait are dropped.',
  params: z.object({ ruleId: uuid }),
  output: done,
})

export const restoreAlertRule = endpoint({
  name: 'restoreAlertRule',
  method: 'POST',
  path: '/api/w/:workspaceId/alert-rules/:ruleId/restore',
  access: 'listening.read',
  summary: 'Takes a removed alert rule back into use.',
  params: z.object({ ruleId: uuid }),
  output: alertRule,
})

export const muteAlertRule = endpoint({
  name: 'muteAlertRule',
  method: 'PUT',
  path: '/api/w/:workspaceId/alert-rules/:ruleId/mute',
  access: 'listening.read',
  summary: 'Silences a rule for some hours, or with 0 lets it speak again. A silent rule raises nothing.',
  params: z.object({ ruleId: uuid }),
  body: z.object({ hours: z.int().min(0).max(168) }),
  output: alertRule,
})

export const previewAlertRule = endpoint({
  name: 'previewAlertRule',
  method: 'POST',
  path: '/api/w/:workspaceId/alert-rules/preview',
  access: 'listening.read',
  summary: 'How often a rule would have spoken in the last 7 days, played through minute by minute.',
  body: z.object({
    condition: alertCondition,
    filter: alertFilter,
    pace: alertPace,
    quiet: quietHours.nullable(),
    /** Of a rule of one's own, whose quiet hours run in one's own zone. */
    isShared: z.boolean().default(true),
  }),
  output: z.object({
    /** Alerts that it would have raised. */
    fired: z.int(),
    /** Mentions that it looked at. */
    mentions: z.int(),
    /** By day of the workspace's zone, oldest first: its start, its alerts. */
    days: z.array(z.object({ at: instant, fired: z.int() })),
    lastAt: instant.nullable(),
  }),
})
export type AlertPreview = z.infer<typeof previewAlertRule.output>

export const testAlertRule = endpoint({
  name: 'testAlertRule',
  method: 'POST',
  path: '/api/w/:workspaceId/alert-rules/:ruleId/test',
  access: 'listening.read',
  summary: 'Sends a test over every road of a rule, to the caller’s own mailbox and screen only.',
  params: z.object({ ruleId: uuid }),
  output: z.object({ messageIds: z.array(uuid) }),
})

export const alertMessage = z.object({
  id: z.uuid(),
  road: z.enum(['mail', 'webhook', 'slack', 'jandi']),
  /** A member or a receiver. */
  to: z.string(),
  state: z.enum(['waiting', 'sent', 'dead', 'dropped']),
  isTest: z.boolean(),
  dueAt: instant,
  settledAt: instant.nullable(),
  tries: z.int(),
  reason: z.string().nullable(),
})
export type AlertMessage = z.infer<typeof alertMessage>

export const listAlertMessages = endpoint({
  name: 'listAlertMessages',
  method: 'GET',
  path: '/api/w/:workspaceId/alert-rules/:ruleId/messages',
  access: 'listening.read',
  summary: 'The last 50 messages of a rule, newest first: sent, waiting, or dead with a reason.',
  params: z.object({ ruleId: uuid }),
  output: z.object({ items: z.array(alertMessage) }),
})

export const retryAlertMessages = endpoint({
  name: 'retryAlertMessages',
  method: 'POST',
  path: '/api/w/:workspaceId/alert-rules/:ruleId/messages/retry',
  access: 'listening.read',
  summary: 'Tries the dead messages of a rule again, under their old ids.',
  params: z.object({ ruleId: uuid }),
  output: z.object({ count: z.int() }),
})

export const alert = z.object({
  id: z.uuid(),
  rule: z.object({ id: z.uuid(), name: z.string() }),
  /** `clock`: conversations whose deadline is near or past; `stance`: positions to be reviewed; `count` is theirs. */
  kind: z.enum(['each', 'author', 'count', 'negative_share', 'clock', 'stance']),
  raisedAt: instant,
  latestAt: instant,
  /** Mentions that arrive before join this alert. */
  closesAt: instant,
  /** A threshold that was crossed: since when it is below again. */
  rearmedAt: instant.nullable(),
  isCrisis: z.boolean(),
  count: z.int(),
  negative: z.int(),
  /** Of a threshold: its window, what it asks for, and what is usual for as long (the mean of the 7 days before). */
  compared: z.object({ minutes: z.int(), wanted: z.number(), usual: z.number() }).nullable(),
  filter: alertFilter,
  isSeen: z.boolean(),
})
export type Alert = z.infer<typeof alert>

export const listAlerts = endpoint({
  name: 'listAlerts',
  method: 'GET',
  path: '/api/w/:workspaceId/alerts',
  access: 'listening.read',
  summary: 'Alerts that the caller was told on screen, newest first.',
  query: pageQuery.extend({ unseen: flag.optional() }),
  output: pageOf(alert),
})

export const getAlert = endpoint({
  name: 'getAlert',
  method: 'GET',
  path: '/api/w/:workspaceId/alerts/:alertId',
  access: 'listening.read',
  summary: 'An alert with the newest 50 of the mentions behind it.',
  params: z.object({ alertId: uuid }),
  output: alert.extend({ mentions: z.array(mention) }),
})

export const countUnseenAlerts = endpoint({
  name: 'countUnseenAlerts',
  method: 'GET',
  path: '/api/w/:workspaceId/alerts/unseen',
  access: 'listening.read',
  summary: 'How many alerts the caller has not seen.',
  output: z.object({ count: z.int() }),
})

export const seeAlerts = endpoint({
  name: 'seeAlerts',
  method: 'PUT',
  path: '/api/w/:workspaceId/alerts/seen',
  access: 'listening.read',
  summary: 'Marks alerts as seen or unseen; without ids all that are unseen are seen. Says which ones changed.',
  body: z.object({ ids: z.array(uuid).max(500).nullable(), isSeen: z.boolean().default(true) }),
  output: z.object({ ids: z.array(uuid) }),
})

export const alertEndpoints = [
  listAlertRules,
  createAlertRule,
  updateAlertRule,
  removeAlertRule,
  restoreAlertRule,
  muteAlertRule,
  previewAlertRule,
  testAlertRule,
  listAlertMessages,
  retryAlertMessages,
  listAlerts,
  getAlert,
  countUnseenAlerts,
  seeAlerts,
] as const
