/** Live updates: one LISTEN connection a process, fanned out to the open screens of each workspace, and to its streams. */
import type pg from 'pg'
import { sleep, stopwatch } from './clock.ts'
import type { Database } from './db.ts'
import type { Log } from './log.ts'
import type { LiveNotice } from './outbox.ts'
import { liveChannel } from './queue.ts'

/** `resync` asks for a refetch of everything shown: NOTIFY keeps nothing for those who were away. */
export type LiveEvent =
  | { kind: 'fact'; fact: string; ids: string[]; members?: readonly string[] | undefined }
  | { kind: 'resync' }
type Hear = (event: LiveEvent) => void

export interface LiveHub {
  /** @returns the way to leave. */
  join(workspaceId: number, hear: Hear): () => void
  /** Hears the facts of every workspace, and `resync` when some may have been missed. @returns the way to leave. */
  overhear(hear: Hear): () => void
  readonly screens: number
  stop(): Promise<void>
}

/** Starts listening; after a lost connection it listens again and tells every screen to resync. */
export const openLiveHub = (database: Database, log: Log): LiveHub => {
  const rooms = new Map<number, Set<Hear>>()
  const overhearers = new Set<Hear>()
  const stopping = new AbortController()
  const tell = (hearers: Iterable<Hear> | undefined, event: LiveEvent) => {
    for (const hear of hearers ?? []) hear(event)
  }
  const tellAll = (event: LiveEvent) => {
    for (const hearers of rooms.values()) tell(hearers, event)
    tell(overhearers, event)
  }

  const receive = (payload: string | undefined) => {
    if (!payload) return
    const { workspaceId, fact, ids, members } = JSON.parse(payload) as LiveNotice
    const event = { kind: 'fact', fact, ids, members } as const
    tell(rooms.get(workspaceId), event)
    tell(overhearers, event)
  }

  const listenOnce = async () => {
    const client = await database.connect()
    try {
      client.on('notification', message => receive(message.payload))
      await client.query(`listen ${liveChannel}`)
      // Screens may have come before this stood, at the first time too.
      tellAll({ kind: 'resync' })
      await ended(client, stopping.signal)
    } finally {
      client.removeAllListeners('notification')
      client.release(true)
    }
  }

  const keepListening = async () => {
    while (!stopping.signal.aborted) {
      try {
        await listenOnce()
      } catch (error) {
        log.error('live.lost', error)
      }
      await sleep(1000, stopping.signal)
    }
  }
  const running = keepListening()

  return {
    join(workspaceId, hear) {
      const hearers = rooms.get(workspaceId) ?? new Set()
      rooms.set(workspaceId, hearers.add(hear))
      return () => {
        hearers.delete(hear)
        if (hearers.size === 0) rooms.delete(workspaceId)
      }
    },
    overhear(hear) {
      overhearers.add(hear)
      return () => overhearers.delete(hear)
    },
    get screens() {
      return [...rooms.values()].reduce((sum, hearers) => sum + hearers.size, 0)
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Resolves when the connection ends or we stop; a query every 20 s notices a connection that died in silence. */
const ended = (client: pg.PoolClient, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    let beat: NodeJS.Timeout | undefined
    let sinceAnswer = stopwatch()
    const finish = () => {
      clearInterval(beat)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    beat = setInterval(() => {
      if (sinceAnswer() > 45_000) return finish()
      client.query('select 1').then(() => {
        sinceAnswer = stopwatch()
      }, finish)
    }, 20_000)
    client.on('error', finish)
    client.once('end', finish)
    signal.addEventListener('abort', finish)
    if (signal.aborted) finish()
  })
