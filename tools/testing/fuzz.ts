/** Inputs that nobody meant: made from an endpoint's own declaration, in part as declared and in part as wrong as can be. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AnyEndpoint } from '../../contract/endpoint.ts'

/** A seeded generator (mulberry32): a finding can be had again. @returns numbers in [0, 1) */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** As much of a JSON schema as the contract uses. */
export interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  default?: unknown
}

export interface FuzzedRequest {
  path: string
  query: string
  body: unknown
}

const hostile: readonly unknown[] = [
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  'ㅋ'.repeat(3000),
  '<script>alert(1)</script>',
  "'; drop table access.members; --",
  '%00%ff',
  '../../etc/passwd',
  '‮مرحبا',
  '1e999',
  'true',
  '2026-02-30T25:61:61Z',
  -1,
  0,
  1.5,
  2 ** 53,
  -(2 ** 63),
  Number.MAX_VALUE,
  null,
  true,
  [],
  {},
  [[[[[]]]]],
  { __proto__: null, constructor: 1 },
]

/** @param real ids that exist, of this workspace and of another */
export const fuzzed = (endpoint: AnyEndpoint, random: () => number, real: readonly string[]): FuzzedRequest => {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const text = () => pick(['배송', 'x', '하늘상점', '010-1234-5678', 'a@b.example', 'https://127.0.0.1:9/', 'feed'])

  const valid = (schema: Schema, depth = 0): unknown => {
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return pick(schema.enum)
    const choices = schema.anyOf ?? schema.oneOf
    if (choices) return valid(pick(choices), depth + 1)
    if (schema.allOf) return valid(schema.allOf[0] ?? {}, depth + 1)
    if (schema.type === 'string') return stringOf(schema)
    if (schema.type === 'integer' || schema.type === 'number')
      return Math.max(schema.minimum ?? 0, Math.floor(random() * 20))
    if (schema.type === 'boolean') return random() < 0.5
    if (schema.type === 'null') return null
    if (schema.type === 'array') {
      const count = Math.max(schema.minItems ?? 0, Math.floor(random() * 3))
      return depth > 6 ? [] : Array.from({ length: count }, () => valid(schema.items ?? {}, depth + 1))
    }
    if (schema.type === 'object' || schema.properties)
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, depth > 6 ? null : valid(one, depth + 1)]),
      )
    return text()
  }
  const stringOf = (schema: Schema): string => {
    if (schema.format === 'uuid') return random() < 0.7 ? pick(real) : randomUUID()
    if (schema.format === 'date-time') return '2026-11-28T00:00:00Z'
    if (schema.format === 'date') return '2026-11-28'
    if (schema.format === 'email') return 'nobody@example.com'
    if (schema.format === 'uri') return 'https://127.0.0.1:9/'
    return text().padEnd(schema.minLength ?? 0, 'x')
  }
  /** One field, or many, as nobody declared them. */
  const spoil = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || random() < 0.15) return pick(hostile)
    if (Array.isArray(value))
      return value.length === 0 ? [pick(hostile)] : value.map(one => (random() < 0.5 ? spoil(one) : one))
    const spoilt = Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) =>
        random() < 0.1 ? [] : [[name, random() < 0.4 ? spoil(one) : one] as const],
      ),
    )
    return random() < 0.2 ? { ...spoilt, 모르는것: 1, limit: -5 } : spoilt
  }
  const shaped = (schema: z.ZodType): unknown => {
    const made = valid(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema)
    return random() < 0.35 ? made : spoil(made)
  }
  const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)) ?? ''
  const asked = (typed: unknown): [string, string][] =>
    typeof typed === 'object' && typed !== null
      ? Object.entries(typed).flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value])
            .filter(one => one !== null && one !== undefined)
            .map(one => [name, asText(one).slice(0, 4000)] as [string, string]),
        )
      : []

  const params = valid(z.toJSONSchema(endpoint.params, { io: 'input', unrepresentable: 'any' }) as Schema) as Record<
    string,
    unknown
  >
  const path = endpoint.path.replace(/:(\w+)/g, (_whole, name: string) => {
    if (name === 'workspaceId') return ':workspaceId'
    const value = random() < 0.7 ? params[name] : pick(hostile)
    return encodeURIComponent(asText(value).toWellFormed().slice(0, 300) || 'x')
  })
  const query = new URLSearchParams(asked(shaped(endpoint.query))).toString()
  const hasBody = endpoint.method !== 'GET' && Object.keys(endpoint.body.shape).length > 0
  return { path, query: query ? `?${query}` : '', body: hasBody ? shaped(endpoint.body) : undefined }
}
