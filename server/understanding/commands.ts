/** `read`: reads posts from a pipe or a file, without a server, so that anyone can check how we read. */
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Command } from '../platform/command.ts'
import { readLines } from './lines.ts'
import { loadModel, startReaders } from './worker.ts'

const help = `npm run -s maeari -- read [--input FILE] < posts.jsonl > readings.jsonl

Reads JSON Lines {"id","text"} and writes one line for each, in the same order. A field that no model reads yet is null.
A line that cannot be read gets {"id","error"}, and the run goes on. No line waits for the last.`

const read: Command = {
  name: 'read',
  summary: {
    ko: '글을 읽어 언어와 감성을 JSON Lines로 출력합니다',
    en: 'reads posts and prints language and sentiment as JSON Lines',
  },
  help,
  async run(io) {
    const { values } = parseArgs({ args: [...io.args], options: { input: { type: 'string' } } })
    const readers = startReaders(loadModel())
    try {
      const pieces = values.input === undefined ? io.stdin : createReadStream(values.input)
      for await (const lines of readLines(pieces, readers.read)) await io.write(lines)
      return 0
    } finally {
      await readers.close()
    }
  },
}

export const commands: readonly Command[] = [read]
