/** Calls join the timeline of whoever has the number; an unknown number makes a stranger. */
import { z } from 'zod'
import { type addCalls as contract, type NewCall, newCall } from '../../../contract/customers/calls.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { invalid } from '../../platform/errors.ts'
import type { HookAnswer, HookCall } from '../../platform/hook.ts'
import { makeId } from '../../platform/ids.ts'
import { readOutcome } from '../calls/outcome.ts'
import type { Call } from '../calls/records.ts'
import { verifyCall } from '../calls/signing.ts'
import { normalPhone } from '../phone.ts'
import * as store from '../store/calls.ts'
import { keyText, takeClaims } from './claims.ts'
import { type NewActivity, recordActivities } from './meeting.ts'

export interface CallSource {
  kind: 'api' | 'call' | 'import'
  id: string
}

export type TakenCall = Awaited<ReturnType<typeof store.writeCalls>>[number]

/** Takes calls that are over, in batches; each once by its id in the telephone system, however often it is told. */
export const takeCalls = async (
  ctx: Ctx,
  system: string,
  source: CallSource,
  given: readonly Call[],
): Promise<TakenCall[]> => {
  const calls = [...new Map(given.map(call => [call.id, call])).values()]
  if (calls.length === 0) return []
  const known = await store.knownCalls(
    ctx,
    system,
    calls.map(call => call.id),
  )
  const leaves = await leavesOf(
    ctx,
    calls.filter(call => !known.has(call.id)),
    source,
  )
  const leafOf = (call: Call) => known.get(call.id) ?? (call.number === null ? null : (leaves.get(call.number) ?? null))
  const taken = await store.writeCalls(
    ctx,
    calls.map(call => ({
      ...call,
      id: makeId(ctx.now),
      remoteId: call.id,
      system,
      sourceKind: source.kind,
      sourceId: source.id,
      customerId: leafOf(call),
    })),
  )
  const told = new Map(calls.map(call => [call.id, call]))
  await recordActivities(
    ctx,
    taken.flatMap(one => activityOf(one, told.get(one.remoteId)!)),
  )
  return taken
}

/** The leaf of each number: who has it, else a stranger known by it. */
const leavesOf = async (ctx: Ctx, calls: readonly Call[], source: CallSource): Promise<Map<string, string>> => {
  const numbers = [...new Set(calls.flatMap(call => (call.number === null ? [] : [call.number])))]
  if (numbers.length === 0) return new Map()
  const leaves = await store.leavesByNumbers(ctx, numbers)
  const unknown = calls.filter(call => call.number !== null && !leaves.has(call.number))
  const keyOf = (number: string) => ({ kind: 'phone' as const, namespace: '', value: number })
  const made = await takeClaims(
    ctx,
    unknown.map(call => ({ key: keyOf(call.number!), seenAt: call.startedAt, source })),
  )
  for (const { number } of unknown) {
    const leaf = made.get(keyText(keyOf(number!)))
    if (leaf !== undefined) leaves.set(number!, leaf)
  }
  return leaves
}

const kinds = { answered: 'call_answered', missed: 'call_missed', failed: 'call_failed' } as const

const activityOf = (taken: TakenCall, call: Call): NewActivity[] => {
  if (taken.customerId === null) return []
  return [
    {
      customerId: taken.customerId,
      kind: kinds[taken.outcome],
      sourceId: taken.id,
      channel: 'call',
      at: call.startedAt,
      what: { text: '', url: null },
      conversationId: null,
      detail: {
        waitSeconds: call.waitSeconds,
        talkSeconds: call.talkSeconds,
        recordingUrl: call.recordingUrl,
        cause: call.cause,
        agent: call.agent,
        isOutbound: call.direction === 'outbound',
      },
    },
  ]
}

/** @throws invalid(`calls.n.outcome`) for a word that says nothing of an end. */
const readCall = (call: NewCall, n: number): Call => {
  const outcome = readOutcome(call.outcome)
  if (outcome === null) throw invalid(`calls.${n}.outcome`, 'customers.call_outcome', { word: call.outcome })
  const theirs = call.direction === 'inbound' ? call.from : call.to
  return {
    ...call,
    outcome,
    cause: call.outcome,
    number: normalPhone(theirs),
    startedAt: new Date(call.startedAt),
  }
}

const answerOf = (taken: readonly TakenCall[]): Output<typeof contract> => ({
  calls: taken.map(one => ({ id: one.remoteId, outcome: one.outcome, customerId: one.customerId, isNew: one.isNew })),
})

export const addCalls = async (ctx: Ctx, input: Input<typeof contract>): Promise<Output<typeof contract>> => {
  const source: CallSource = { kind: 'api', id: actorName(ctx.actor) }
  return answerOf(await takeCalls(ctx, input.system, source, input.calls.map(readCall)))
}

const told = z.object({ calls: z.array(newCall).min(1).max(500) })

/** Takes a signed webhook of a telephone system: one call, or `{ calls: [...] }`. */
export const hearCalls = async (system: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const workspaceId = Number(call.params.workspaceId)
  const lineId = call.params.lineId ?? ''
  if (!/^\d{1,9}$/.test(call.params.workspaceId ?? '') || !z.uuid().safeParse(lineId).success) return { status: 404 }
  const line = await store.secretOfLine(system, workspaceId, lineId)
  if (line === null) return { status: 404 }
  const secret = system.world.secrets.open(line.secret, lineId)
  const verified = verifyCall(secret, call.headers, call.bytes, system.now)
  if (!verified.ok) return { status: 401, body: refusals[verified.why] }
  const ctx = within(system, workspaceId)
  const read = readTold(call.bytes)
  if ('complaint' in read) return { status: 422, body: read.complaint }
  // Told before: what it brought is stored already.
  if (!(await store.noteMessage(ctx, lineId, verified.id))) return { status: 200, body: '{"calls":[]}' }
  const taken = await takeCalls(ctx, lineId, { kind: 'call', id: lineId }, read.calls)
  return {
    status: 200,
    body: JSON.stringify(answerOf(taken)),
    headers: { 'content-type': 'application/json; charset=utf-8' },
  }
}

const refusals = {
  unsigned: 'webhook-id, webhook-timestamp and webhook-signature are wanted (Standard Webhooks 1.0).',
  stale: 'webhook-timestamp is more than five minutes off.',
  forged: 'webhook-signature does not fit the body: sign `id.timestamp.body` with the secret of this line.',
} as const

const readTold = (bytes: Uint8Array): { calls: Call[] } | { complaint: string } => {
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { complaint: 'The body is no JSON.' }
  }
  const isList = typeof body === 'object' && body !== null && 'calls' in body
  const parsed = told.safeParse(isList ? body : { calls: [body] })
  if (!parsed.success)
    return { complaint: parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n') }
  const wrong = parsed.data.calls.find(one => readOutcome(one.outcome) === null)
  if (wrong) return { complaint: `outcome: "${wrong.outcome}" is not how a call ends (answered, missed, failed).` }
  return { calls: parsed.data.calls.map(readCall) }
}
