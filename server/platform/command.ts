/** A command of `npm run -s maeari -- <name>`: what rooms declare in `commands.ts`. */
import type { Config } from './config.ts'

export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array>
  /** Writes to standard output and waits while the reader is slow. */
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
  /** @returns the exit code. */
  readonly run: (io: CommandIo, config: Config) => Promise<number>
}
