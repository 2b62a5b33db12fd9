/** `match` and `suggest-query`: the standing matcher and the wizard's query maker on a pipe, without a server. */
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Command, CommandIo } from '../platform/command.ts'
import { detectLanguage } from '../understanding/index.ts'
import { compileQueries } from './match.ts'
import { describeQueryError, parseQuery } from './query.ts'
import { suggestQuery } from './suggest.ts'

const queryLine = z.object({ id: z.union([z.string(), z.number()]).transform(String), query: z.string() })
const postLine = z.looseObject({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  author: z.string().optional(),
  channel: z.string().optional(),
  language: z.string().optional(),
  sentiment: z.string().optional(),
  followers: z.number().optional(),
})

const parsed = <T>(schema: z.ZodType<T>, line: string): T | null => {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    return null
  }
}

const matchHelp = `npm run -s maeari -- match --queries FILE < posts.jsonl > matches.jsonl

FILE holds JSON Lines {"id","query"}; a query that cannot be read is refused with its place before anything is read.
Posts are JSON Lines {"id","text"} with optional author, channel, language, sentiment, followers. For each, in order, one line
{"id","matches":[query ids]} is written; a line that is no post gets {"id":null,"error"}.`

const match: Command = {
  name: 'match',
  summary: {
    ko: '글마다 맞는 검색식을 찾아 JSON Lines로 출력합니다',
    en: 'finds the queries that each post satisfies, as JSON Lines',
  },
  help: matchHelp,
  async run(io) {
    const { values } = parseArgs({ args: [...io.args], options: { queries: { type: 'string' } } })
    if (values.queries === undefined) {
      io.say('--queries FILE이 필요합니다 · --queries FILE is needed')
      return 2
    }
    const matcher = await readQueries(io, values.queries)
    if (matcher === null) return 2
    for await (const line of createInterface({ input: Readable.from(io.stdin), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue
      const post = parsed(postLine, line)
      const said = post
        ? {
            id: post.id,
            matches: matcher.match([{ ...post, language: post.language ?? detectLanguage(post.text) }])[0],
          }
        : { id: null, error: 'This line is not an object with "id" and "text".' }
      await io.write(`${JSON.stringify(said)}\n`)
    }
    return 0
  },
}

/** Compiles the file, or says every line that is wrong and returns null. */
const readQueries = async (io: CommandIo, file: string) => {
  const lines = (await readFile(file, 'utf8')).split('\n')
  const queries: { id: string; query: Extract<ReturnType<typeof parseQuery>, { ok: true }>['query'] }[] = []
  let isWhole = true
  for (const [number, line] of lines.entries()) {
    if (line.trim() === '') continue
    const given = parsed(queryLine, line)
    const read = given ? parseQuery(given.query) : null
    if (given && read?.ok) queries.push({ id: given.id, query: read.query })
    else {
      isWhole = false
      const why = read && !read.ok ? describeQueryError(read) : 'not an object with "id" and "query"'
      io.say(`${file}:${number + 1}: ${why}`)
    }
  }
  return isWhole ? compileQueries(queries) : null
}

const suggest: Command = {
  name: 'suggest-query',
  summary: { ko: '이름 하나로 검색식을 만듭니다', en: 'makes a query from a name' },
  help: 'npm run -s maeari -- suggest-query NAME [--also WORD …]\n\nPrints {"query","variants","exclusions"}: what the wizard would make.',
  async run(io) {
    const { values, positionals } = parseArgs({
      args: [...io.args],
      options: { also: { type: 'string', multiple: true, default: [] } },
      allowPositionals: true,
    })
    const [name, ...more] = positionals
    if (name === undefined || name.trim() === '') {
      io.say('이름을 적어 주세요: suggest-query 하늘상점 · Give a name: suggest-query NAME')
      return 2
    }
    const { query, variants, exclusions } = suggestQuery(name, { also: [...values.also, ...more] })
    await io.write(`${JSON.stringify({ query, variants, exclusions })}\n`)
    return 0
  },
}

export const commands: readonly Command[] = [match, suggest]
