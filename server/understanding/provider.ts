/**
 * How one asks a language model elsewhere, and how its answer is read. Two protocols: chat completions as OpenAI published them and many
 * serve (https://platform.openai.com/docs/api-reference/chat), and Anthropic's messages (https://docs.anthropic.com/en/api/messages).
 */
import { z } from 'zod'

export type ProviderKind = 'openai' | 'anthropic'

export interface Question {
  readonly instruction: string
  readonly text: string
  /** Tokens that an answer has at most. */
  readonly mostTokens: number
}

export interface Reach {
  readonly kind: ProviderKind
  /** Where the interface begins: `https://api.openai.com/v1`, `https://api.anthropic.com`. */
  readonly url: string
  readonly model: string
  readonly key: string
}

export interface Answer {
  readonly text: string
  /** Null where the provider says none. */
  readonly tokens: { readonly read: number; readonly written: number } | null
}

export interface Price {
  /** For a million tokens, in the currency that the administrator counts in. */
  readonly read: number
  readonly written: number
}

/** The request, whole. A call that is made again after a crash carries the same `key`, by which a provider can know it. */
export function requestOf(
  { kind, url, model, key: secret }: Reach,
  { instruction, text, mostTokens }: Question,
  key: string,
): { url: string; headers: Record<string, string>; body: string } {
  const common = { 'content-type': 'application/json', 'idempotency-key': key }
  const base = url.replace(/\/+$/, '')
  if (kind === 'anthropic')
    return {
      url: `${base.replace(/\/v1$/, '')}/v1/messages`,
      headers: { ...common, 'x-api-key': secret, 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({
        model,
        max_tokens: mostTokens,
        system: instruction,
        messages: [{ role: 'user', content: text }],
      }),
    }
  return {
    url: `${base}/chat/completions`,
    headers: { ...common, authorization: `Bearer ${secret}` },
    body: JSON.stringify({
      model,
      max_tokens: mostTokens,
      messages: [
        { role: 'system', content: instruction },
        { role: 'user', content: text },
      ],
    }),
  }
}

const count = z.number().int().min(0)
const openaiAnswer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).optional(),
})
const anthropicAnswer = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })).min(1),
  usage: z.object({ input_tokens: count, output_tokens: count }).optional(),
})

/** Reads what came back; null where it is no answer of this protocol, or an empty one. */
export function readAnswer(kind: ProviderKind, body: string): Answer | null {
  let told: unknown
  try {
    told = JSON.parse(body)
  } catch {
    return null
  }
  if (kind === 'anthropic') {
    const parsed = anthropicAnswer.safeParse(told)
    if (!parsed.success) return null
    const { content, usage } = parsed.data
    const text = content.map(part => (part.type === 'text' ? (part.text ?? '') : '')).join('')
    return said(text, usage && { read: usage.input_tokens, written: usage.output_tokens })
  }
  const parsed = openaiAnswer.safeParse(told)
  if (!parsed.success) return null
  const { choices, usage } = parsed.data
  return said(choices[0]!.message.content, usage && { read: usage.prompt_tokens, written: usage.completion_tokens })
}

function said(text: string, tokens: Answer['tokens'] | undefined): Answer | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : { text: trimmed, tokens: tokens ?? null }
}

/** What an answer costs. */
export const costOf = (tokens: { read: number; written: number }, price: Price): number =>
  (tokens.read * price.read + tokens.written * price.written) / 1_000_000

/** The most that a question can cost, before it is asked: no tokeniser makes more tokens of a text than it has bytes in UTF-8. */
export const mostCostOf = ({ instruction, text, mostTokens }: Question, price: Price): number =>
  costOf({ read: Buffer.byteLength(instruction) + Buffer.byteLength(text) + 64, written: mostTokens }, price)

/** Why a question failed, as the screens say it. */
export type Failure =
  | 'unreachable'
  | 'timeout'
  | 'refused_address'
  | 'wrong_key'
  | 'unknown_model'
  | 'busy'
  | 'broken'
  | 'unreadable'

/** What a status that is no success means. */
export const failureOf = (status: number): Failure =>
  status === 401 || status === 403
    ? 'wrong_key'
    : status === 404
      ? 'unknown_model'
      : status === 429 || status === 529
        ? 'busy'
        : 'broken'
