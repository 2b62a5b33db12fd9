/** Reads batches in worker threads that share one copy of the model; the same file is the thread and what starts it. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Reading } from '../../contract/understanding.ts'
import { type Lessons, makeLeaning } from './lessons.ts'
import { createReader } from './read.ts'

/** Reads texts off the main thread, in order; `close` ends the threads once what they were given is read. */
export interface Readers {
  /** `lessons` are laid over what the model reads of these texts, and kept nowhere. */
  read(texts: readonly string[], lessons?: Lessons | null): Promise<Reading[]>
  close(): Promise<void>
}

/** Texts a thread is given at once: long enough to be worth the post, short enough to share work. */
const BATCH = 500

type Answer = { id: number; readings: Reading[] } | { id: number; error: string }
type Waiting = { resolve: (readings: Reading[]) => void; reject: (error: Error) => void }

/** The model in shared memory. Throws where the file is missing. */
export function loadModel(path = join(import.meta.dirname, 'model.bin')): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer(fstatSync(file).size))
    let at = 0
    while (at < bytes.length) {
      const got = readSync(file, bytes, at, bytes.length - at, at)
      if (got === 0) throw new Error(`${path} ended early.`)
      at += got
    }
    return bytes
  } finally {
    closeSync(file)
  }
}

/** Starts `threads` readers on one model. A thread that dies fails what it was reading and is replaced. */
export function startReaders(model: Uint8Array, threads = Math.max(1, availableParallelism() - 1)): Readers {
  const waiting = new Map<number, Waiting>()
  const load = Array.from({ length: threads }, () => new Set<number>())
  const workers = load.map((_, slot) => start(slot))
  const pending = new Set<Promise<Reading[]>>()
  let isClosed = false
  let next = 0

  function start(slot: number): Worker {
    const worker = new Worker(new URL(import.meta.url), { workerData: { maeariReader: model } })
    worker.unref()
    worker.on('message', (answer: Answer) => {
      load[slot]!.delete(answer.id)
      const waiter = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (load.every(ids => ids.size === 0)) for (const one of workers) one.unref()
      if ('error' in answer) waiter?.reject(new Error(answer.error))
      else waiter?.resolve(answer.readings)
    })
    worker.on('error', error => {
      for (const id of load[slot]!) {
        waiting.get(id)?.reject(error as Error)
        waiting.delete(id)
      }
      load[slot]!.clear()
      if (!isClosed) workers[slot] = start(slot)
    })
    return worker
  }

  function send(texts: readonly string[], lessons: Lessons | null): Promise<Reading[]> {
    if (isClosed) return Promise.reject(new Error('The readers are closed.'))
    const slot = load.reduce((least, ids, k) => (ids.size < load[least]!.size ? k : least), 0)
    const id = next++
    load[slot]!.add(id)
    workers[slot]!.ref()
    const answer = new Promise<Reading[]>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      workers[slot]!.postMessage({ id, texts, lessons })
    })
    pending.add(answer)
    const forget = () => pending.delete(answer)
    answer.then(forget, forget)
    return answer
  }

  return {
    async read(texts, lessons = null) {
      const parts: Promise<Reading[]>[] = []
      for (let at = 0; at < texts.length; at += BATCH) parts.push(send(texts.slice(at, at + BATCH), lessons))
      return (await Promise.all(parts)).flat()
    },
    async close() {
      isClosed = true
      await Promise.allSettled(pending)
      await Promise.all(workers.map(worker => worker.terminate()))
    },
  }
}

const given = workerData as { maeariReader?: Uint8Array } | null
if (!isMainThread && parentPort !== null && given?.maeariReader !== undefined) serve(given.maeariReader, parentPort)

function serve(model: Uint8Array, port: NonNullable<typeof parentPort>): void {
  const read = createReader(model)
  port.on('message', ({ id, texts, lessons }: { id: number; texts: string[]; lessons: Lessons | null }) => {
    try {
      const readings = read(texts)
      const lean = lessons === null ? null : makeLeaning(lessons)
      port.postMessage({ id, readings: lean === null ? readings : readings.map((one, n) => lean(texts[n]!, one)) })
    } catch (error) {
      port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
}
