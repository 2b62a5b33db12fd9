/** Screens that stand open while servers are killed, one on each: they come back and ask again, as the web app does. */
import { setTimeout as wait } from 'node:timers/promises'
import { listMentions } from '../../contract/listening.ts'
import type { Caller } from '../../tools/testing/program.ts'
import { workspaceId } from './load.ts'
import { readPages } from './pages.ts'

export interface Watcher {
  /** Ids of mentions that this screen would show: told live, or found when it asked again after a `resync`. */
  readonly shown: ReadonlySet<string>
  /** Of these, the ones that it was told live. */
  readonly live: ReadonlySet<string>
  /** How often its stream was opened. */
  readonly openings: () => number
}

export interface Watchers {
  readonly screens: readonly Watcher[]
  /** Every stream is open at this moment. */
  areOpen(): boolean
  stop(): Promise<void>
}

/** @param doors one caller a server, at the same place as its origin */
export function openWatchers(origins: readonly string[], doors: readonly Caller[]): Watchers {
  const stopping = new AbortController()
  const watching = origins.map((origin, nth) => watch(origin, doors[nth]!, stopping.signal))
  return {
    screens: watching,
    areOpen: () => watching.every(one => one.isOpen()),
    async stop() {
      stopping.abort()
      await Promise.all(watching.map(one => one.ended))
    },
  }
}

function watch(origin: string, door: Caller, signal: AbortSignal) {
  const shown = new Set<string>()
  const live = new Set<string>()
  let openings = 0
  let isOpen = false

  const askAgain = async () => {
    while (!signal.aborted) {
      const found = await readPages(cursor => door.call(listMentions, { workspaceId, limit: 200, cursor })).catch(
        () => undefined,
      )
      if (found) {
        for (const { id } of found) shown.add(id)
        return
      }
      await wait(200)
    }
  }
  const hear = (block: string) => {
    if (block.includes('event: resync')) {
      isOpen = true
      void askAgain()
      return
    }
    const data = /^data: (.*)$/m.exec(block)?.[1]
    if (!data) return
    const { fact, ids } = JSON.parse(data) as { fact: string; ids: string[] }
    if (fact !== 'listening.mentions_found') return
    for (const id of ids) {
      live.add(id)
      shown.add(id)
    }
  }
  const keepOpen = async () => {
    while (!signal.aborted) {
      await readStream(`${origin}/api/w/${workspaceId}/live`, door.cookie, signal, {
        opened: () => {
          openings += 1
        },
        hear,
      }).catch(() => undefined)
      isOpen = false
      if (!signal.aborted) await wait(300)
    }
  }
  return { shown, live, openings: () => openings, isOpen: () => isOpen, ended: keepOpen() }
}

/** Reads until the stream ends; a killed server ends it with an error. */
async function readStream(
  url: string,
  cookie: string,
  signal: AbortSignal,
  on: { opened: () => void; hear: (block: string) => void },
): Promise<void> {
  const answer = await fetch(url, { headers: { cookie }, signal })
  if (!answer.ok || !answer.body) return void (await answer.body?.cancel())
  on.opened()
  let rest = ''
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) on.hear(block)
  }
}
