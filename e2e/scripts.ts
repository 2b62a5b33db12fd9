/** Script in every text that people and posts can leave: made from the contract itself, so that a new field is tried too. */
import type { BrowserContext } from 'playwright-core'
import { z } from 'zod'
import { createWorkspace } from '../contract/access.ts'
import { createImport, getImport, runImport } from '../contract/channels.ts'
import { listCustomers } from '../contract/customers.ts'
import type { AnyEndpoint } from '../contract/endpoint.ts'
import { openConversation } from '../contract/inbox.ts'
import { endpoints } from '../contract/index.ts'
import { createTopic, listMentions } from '../contract/listening.ts'
import type { Schema } from '../tools/testing/fuzz.ts'
import type { Filled } from './filled.ts'

/** Acts in whatever place HTML is made of it: in text, in an attribute, in an address. */
export const mark = `"><img src=x onerror="struck=1"><svg onload=struck=1>`
/** What a person sees of it. */
export const seen = /<img src=x onerror="struck=1">/

export interface Planted {
  readonly workspaceId: number
  /** Endpoints that took it. */
  readonly took: readonly string[]
  /** What the others said. */
  readonly refused: readonly string[]
  readonly mentionId: string
  readonly conversationId: string
  readonly customerId: string
}

/** Verbs that want a file, an outside, or another place first. */
const leftOut = new Set([
  'createPasswordReset',
  'createExport',
  'createImport',
  'openConversation',
  'addSource',
  'addFile',
])

/** A workspace of its own, in which every text is script. */
export const plantScripts = async ({ owner, product }: Filled, context: BrowserContext): Promise<Planted> => {
  const { id: workspaceId } = await owner.ask(createWorkspace, { name: mark, timeZone: 'Asia/Seoul', locale: 'ko' })
  const ask: typeof owner.ask = (endpoint, input) => owner.ask(endpoint, input, workspaceId)
  await ask(createTopic, { name: mark, kind: 'brand', goal: mark, query: 'struck' })
  const made = await ask(createImport, { fileName: `${mark}.csv` })
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = [1, 2, 3].map(n =>
    [`struck ${n} ${mark}`, mark, `https://example.com/${n}`, '2026-11-20T00:00:00Z'].map(cell).join(','),
  )
  await context.request.put(`${product.origin}/api/w/${workspaceId}/imports/${made.id}/file`, {
    data: Buffer.from(['text,author,url,date', ...rows].join('\n')),
    headers: { 'content-type': 'application/octet-stream', origin: product.origin },
  })
  await until(async () => (await ask(getImport, { importId: made.id })).state === 'ready')
  await ask(runImport, { importId: made.id })
  const heard = await until(async () => (await ask(listMentions, {})).items[0])
  const opened = await ask(openConversation, { mentionId: heard.id })
  const customerId = await until(async () => (await ask(listCustomers, {})).items[0]?.id)
  const took: string[] = []
  const refused: string[] = []
  for (const endpoint of endpoints) {
    const isMaking = endpoint.method === 'POST' && /^(create|add|note)[A-Z]/.test(endpoint.name)
    if (!isMaking || !endpoint.path.startsWith('/api/w/') || leftOut.has(endpoint.name)) continue
    const ids = { mentionId: heard.id, conversationId: opened.id, customerId }
    await ask(endpoint, inputOf(endpoint, ids) as never).then(
      () => took.push(endpoint.name),
      (error: unknown) => refused.push(String(error)),
    )
  }
  return { workspaceId, took, refused, mentionId: heard.id, conversationId: opened.id, customerId }
}

const until = async <T>(look: () => Promise<T>): Promise<NonNullable<T> & (T extends false ? never : unknown)> => {
  for (let tries = 0; tries < 900; tries++) {
    const found = await look()
    if (found) return found as never
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('what was planted did not come up')
}

/** What must be one of a kind to be taken at all. */
const known: Readonly<Record<string, string>> = {
  role: 'viewer',
  outcome: 'answered',
  color: '#3b4ac6',
  from: '09:00',
  to: '18:00',
}

/** As declared, with the mark for every text that may be anything. */
const inputOf = (endpoint: AnyEndpoint, ids: Readonly<Record<string, string>>): unknown => {
  const fill = (schema: Schema, name: string): unknown => {
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return schema.enum[0]
    const choices = schema.anyOf ?? schema.oneOf
    if (choices) return fill(choices.find(one => one.type !== 'null') ?? {}, name)
    if (schema.type === 'string') {
      if (name === 'query') return 'struck'
      if (name in known) return known[name]
      if (/origin|url/i.test(name) || schema.format === 'uri') return 'https://example.com'
      if (schema.format === 'uuid') return ids[name]
      if (schema.format === 'date-time') return '2026-11-20T00:00:00Z'
      if (schema.format === 'date') return '2026-11-20'
      if (schema.format === 'email') return 'struck@example.com'
      return mark.slice(0, schema.maxLength ?? mark.length)
    }
    if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1)
    if (schema.type === 'boolean') return true
    if (schema.type === 'array')
      return Array.from({ length: Math.max(schema.minItems ?? 0, schema.items?.type === 'object' ? 1 : 0) }, () =>
        fill(schema.items ?? {}, name),
      )
    if (schema.properties)
      return Object.fromEntries(
        Object.entries(schema.properties)
          .filter(([key, one]) => schema.required?.includes(key) || isText(one))
          .map(([key, one]) => [key, fill(one, key)]),
      )
    return schema.type === 'object' ? {} : null
  }
  const shape = (type: z.ZodType) => fill(z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema, '')
  const params = Object.fromEntries(Object.keys(endpoint.params.shape).map(name => [name, ids[name]]))
  return { ...(shape(endpoint.body) as object), ...params }
}

const isText = (schema: Schema): boolean =>
  schema.type === 'string' && !schema.format && !schema.pattern && !schema.enum

/** Where it is shown. An address may bring script too. */
export const pagesOfScripts = ({ mentionId, conversationId, customerId }: Planted): readonly string[] => [
  '/listen?column=all',
  `/listen?open=${mentionId}`,
  '/listen/topics',
  '/listen/tags',
  '/listen/views',
  '/listen/imports',
  '/alerts/rules',
  '/inbox?queue=open',
  `/inbox/${conversationId}`,
  '/customers',
  `/customers/${customerId}`,
  '/voice?tab=saved',
  '/settings/fields',
  '/settings/stages',
  '/settings/teams',
  '/settings/roles',
  '/settings/keys',
  '/settings/members',
  '/settings/web-tracking',
  `/help?q=${encodeURIComponent(mark)}`,
]
