/** Keeps streams open: each key in one process of all, held by a lease that outlives a killed process by seconds. */
import { randomUUID } from 'node:crypto'
import { sleep } from './clock.ts'
import { systemCtx, type WorkerParts } from './edge.ts'
import type { Stream } from './job.ts'

const leaseSeconds = 15
const lookEverySeconds = 3
const looksAtMostEveryMs = 200
const longestBackOffSeconds = 60

/** Looks every few seconds, and at once after the fact `looksOn`, which keys should be open; takes free leases, closes the others. */
export const keepStream = async (parts: WorkerParts, job: Stream, signal: AbortSignal): Promise<void> => {
  const holder = randomUUID()
  const bell = openBell(signal)
  const leave = parts.live.overhear(event => {
    if (event.kind === 'resync' || event.fact === job.looksOn?.name) bell.ring()
  })
  const open = new Map<string, { close: AbortController; ended: Promise<void> }>()
  while (!signal.aborted) {
    try {
      const wanted = await parts.database.transact(tx => job.find(systemCtx(parts.world, job.name, tx)))
      const held = new Set(await takeLeases(parts, job.name, wanted, holder))
      for (const [key, running] of open) if (!held.has(key)) running.close.abort()
      for (const key of held) {
        if (open.has(key)) continue
        const close = new AbortController()
        const ended = runStream(parts, job, key, AbortSignal.any([signal, close.signal])).finally(() =>
          open.delete(key),
        )
        open.set(key, { close, ended })
      }
    } catch (error) {
      parts.world.log.error('stream.look_failed', error, { job: job.name })
    }
    await sleep(looksAtMostEveryMs, signal)
    await bell.wait(lookEverySeconds * 1000 - looksAtMostEveryMs)
  }
  leave()
  await Promise.all([...open.values()].map(running => running.ended))
  await parts.database.pool.query('delete from platform.leases where holder = $1', [holder]).catch(error => {
    parts.world.log.error('stream.release_failed', error, { job: job.name })
  })
}

/** Ends a wait early; rung while nobody waits, it ends the next one at once. */
const openBell = (signal: AbortSignal) => {
  let isRung = false
  let wake = () => {}
  const ring = () => {
    isRung = true
    wake()
  }
  signal.addEventListener('abort', ring, { once: true })
  return {
    ring,
    async wait(ms: number) {
      const early = new AbortController()
      wake = () => early.abort()
      if (!isRung) await sleep(ms, early.signal)
      isRung = false
    },
  }
}

const takeLeases = async (
  parts: WorkerParts,
  name: string,
  keys: readonly string[],
  holder: string,
): Promise<string[]> => {
  if (keys.length === 0) return []
  const result = await parts.database.pool.query<{ key: string }>(
    `insert into platform.leases (name, key, holder, until)
     select $1, unnest($2::text[]), $3, now() + make_interval(secs => $4)
     on conflict (name, key) do update set holder = excluded.holder, until = excluded.until
     where platform.leases.holder = excluded.holder or platform.leases.until < now()
     returning key`,
    [name, [...new Set(keys)], holder, leaseSeconds],
  )
  return result.rows.map(row => row.key)
}

const runStream = async (parts: WorkerParts, job: Stream, key: string, signal: AbortSignal): Promise<void> => {
  for (let failures = 0; !signal.aborted; ) {
    try {
      const plan = await parts.database.transact(tx => job.prepare(systemCtx(parts.world, job.name, tx), key))
      if (plan === null) return
      for await (const batch of job.open(parts.world, plan as never, signal)) {
        await parts.database.transact(tx =>
          job.settle(systemCtx(parts.world, job.name, tx), key, plan as never, batch as never),
        )
        failures = 0
      }
    } catch (error) {
      if (signal.aborted) return
      parts.world.log.error('stream.broke', error, { job: job.name, failures })
      await tellBroken(parts, job, key, error)
    }
    failures += 1
    await sleep(Math.min(longestBackOffSeconds, 2 ** Math.min(failures, 6)) * 500, signal)
  }
}

const tellBroken = async (parts: WorkerParts, job: Stream, key: string, error: unknown): Promise<void> => {
  try {
    await parts.database.transact(tx => job.broke(systemCtx(parts.world, job.name, tx), key, error))
  } catch (second) {
    parts.world.log.error('stream.broke_unrecorded', second, { job: job.name })
  }
}
