/** A command of `npm run -s maeari -- <name>`: what rooms declare in `commands.ts`, and what is said of a wrong call. */
import { parseArgs } from 'node:util'
import type { Config } from './config.ts'

export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array>
  /** Writes to standard output and waits while the reader is slow. Throws once the reader has gone: nobody wants the rest. */
  readonly write: (text: string) => Promise<void>
  /** Words for people, on standard error. */
  readonly say: (text: string) => void
  readonly args: readonly string[]
  readonly signal: AbortSignal
}

export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: { ko: string; en: string }
  /** What `--help` prints below the summary: usage, options, an example. */
  readonly help: string
  /** @returns the exit code. What `parseArgs` throws of the arguments is said by the program. */
  readonly run: (io: CommandIo, config: Config) => Promise<number>
}

/** For a command without options: refuses any. */
export const takeNoArguments = (io: CommandIo): void => {
  parseArgs({ args: [...io.args], options: {} })
}

/** What is wrong with the arguments of a command, in both languages; null for an error that is about something else. */
export const argumentComplaint = (error: unknown, args: readonly string[]): string | null => {
  if (!(error instanceof Error) || !('code' in error)) return null
  const [, named = ''] = /'(-{0,2}[^\s',]+)/.exec(error.message) ?? []
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${named}: 그런 옵션은 없습니다 · there is no such option`
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
    return `${named}: 쓸 곳이 없는 값입니다 · nothing was expected here`
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return error.message.includes('does not take')
      ? `${named}: 값을 붙이지 않는 옵션입니다 · this option takes no value`
      : `${named}: 값이 필요합니다 · this option needs a value`
  if ('path' in error && unopened.has(String(error.code)) && args.some(arg => arg.endsWith(String(error.path))))
    return `${error.path}: 파일을 열 수 없습니다 · this file cannot be opened (${error.code})`
  return null
}

const unopened: ReadonlySet<string> = new Set(['ENOENT', 'EACCES', 'ENOTDIR'])
