/** The door of the web tracker: batches of pages are looked at, and kept as they came until they are folded. */

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isAllowedOrigin, originOf, servedScript } from '../../channels/index.ts'
import { startJob } from '../../platform/announce.ts'
import { type SystemCtx, within } from '../../platform/ctx.ts'
import type { HookAnswer, HookCall } from '../../platform/hook.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/sites.ts'
import { readBatch, type WebEvent } from '../track/batch.ts'
import { deviceOf, isProgram } from '../track/bots.ts'

/** Bytes of a batch: what `sendBeacon` carries at most. */
export const batchLimit = 64 * 1024

/** Pages of any site may read these answers: there is nothing in them, and no cookie rides along. */
const open = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'cross-origin',
}
const answer = (status: number, body = ''): HookAnswer => ({ status, body, headers: open })
const taken = answer(204)

/** A batch as its page sent it, addressed. */
export interface SentBatch {
  workspaceId: number
  key: string
  origin: string | null
  receivedAt: Date
  sentAtMs: number
  device: string
  events: WebEvent[]
}

/**
 * Reads a batch before any transaction. Programs, pages opened ahead, and people who ask not to be followed (DNT, GPC) are
 * thanked and forgotten: a script that is told why would only try again.
 */
export const readSent = (call: HookCall, receivedAt: Date): { given: SentBatch } | { answer: HookAnswer } => {
  const { headers } = call
  if (headers.get('sec-gpc') === '1' || headers.get('dnt') === '1' || isProgram(headers)) return { answer: taken }
  const batch = readBatch(call.bytes)
  const address = /^(\d{1,10})-[A-Za-z0-9_-]{16,40}$/.exec(batch?.siteKey ?? '')
  const workspaceId = Number(address?.[1])
  if (batch === null) return { answer: answer(400, 'This is no batch of events.') }
  if (!address || workspaceId > 2_147_483_647) return { answer: answer(404, 'There is no such site.') }
  if (batch.events.length === 0) return { answer: answer(422, 'None of the events could be read.') }
  const { sentAtMs, events, siteKey } = batch
  return {
    given: {
      workspaceId,
      key: siteKey,
      origin: originOf(headers),
      receivedAt,
      sentAtMs,
      device: deviceOf(headers),
      events,
    },
  }
}

/** Keeps batches of sites that we know, from pages that are theirs: durable when it returns, folded soon after. */
export const keepSent = async (ctx: SystemCtx, given: readonly SentBatch[]): Promise<HookAnswer[]> => {
  const sites = await store.sitesByKeys(ctx, given)
  const rows: store.NewBatch[] = []
  const refused = new Map<string, { workspaceId: number; siteId: string; origin: string }>()
  const answers = given.map(one => {
    const site = sites.get(`${one.workspaceId} ${one.key}`)
    if (site === undefined) return answer(404, 'There is no such site.')
    if (!isAllowedOrigin(one.origin, site.origins)) {
      refused.set(site.id, { workspaceId: one.workspaceId, siteId: site.id, origin: (one.origin ?? '—').slice(0, 200) })
      return answer(403, 'This origin is not among those that the site allows.')
    }
    rows.push({
      workspaceId: one.workspaceId,
      id: makeId(one.receivedAt),
      siteId: site.id,
      receivedAt: one.receivedAt,
      sentAtMs: one.sentAtMs,
      device: one.device,
      events: JSON.stringify(one.events),
    })
    return taken
  })
  if (rows.length > 0) await store.insertBatches(ctx, rows)
  if (refused.size > 0) await store.noteRefusals(ctx, [...refused.values()])
  return answers
}

/** Starts the folding of what waits, one job a workspace. */
export const startFolding = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await store.waitingWorkspaces(ctx))
    await startJob(within(ctx, workspaceId), 'customers.fold_visits', {}, { key: 'fold' })
}

let script: Promise<HookAnswer> | null = null

/** The script, for pages of any origin; asked again once an hour, and answered in full only when it has changed. */
export const showScript = (): Promise<HookAnswer> => {
  script ??= readScript()
  return script
}

const readScript = async (): Promise<HookAnswer> => {
  const body = servedScript(await readFile(new URL('../track/maeari.js', import.meta.url), 'utf8'))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = {
    ...open,
    'cache-control': 'public, max-age=3600',
    'content-type': 'text/javascript; charset=utf-8',
    etag,
  }
  return { status: 200, body, headers }
}
