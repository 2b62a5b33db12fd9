/** Proves that lines are answered as they come, in order, whatever stands between them. */
import { expect, it } from 'vitest'
import { readLines } from './lines.ts'
import { createReader } from './read.ts'
import { loadModel } from './worker.ts'

const read = createReader(loadModel())

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* parts
}

async function answersTo(...parts: (string | Uint8Array)[]): Promise<Record<string, unknown>[]> {
  const answers: Record<string, unknown>[] = []
  for await (const out of readLines(pieces(...parts), read)) {
    for (const line of out.trim().split('\n')) answers.push(JSON.parse(line) as Record<string, unknown>)
  }
  return answers
}

it('answers every line in its order, bad ones with an error and the id where there is one', async () => {
  const answers = await answersTo('{"id":1,"text":"최고예요"}\nnot json\n{"id":"b"}\n[1]\n\n{"id":2,"text":"별로예요"}')
  expect(answers.map(answer => answer.id)).toEqual([1, null, 'b', null, 2])
  expect(answers.map(answer => 'error' in answer)).toEqual([false, true, true, true, false])
})

it('joins a line, and a letter, that were cut between pieces', async () => {
  const bytes = new TextEncoder().encode('{"id":1,"text":"배송이 늦어요"}\n')
  const [whole] = await answersTo(bytes)
  const cut = await answersTo(bytes.slice(0, 18), bytes.slice(18, 25), bytes.slice(25))
  expect(cut).toEqual([whole])
})

it('answers a line before the next piece comes', async () => {
  let isAsked = false
  async function* slow() {
    yield '{"id":1,"text":"안녕하세요"}\n'
    isAsked = true
    yield '{"id":2,"text":"안녕히 가세요"}\n'
  }
  const lines = readLines(slow(), read)
  expect((await lines.next()).value).toContain('"id":1')
  expect(isAsked).toBe(false)
})
