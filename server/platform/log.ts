/** One wide JSON line per request and per job, through pino. Never message texts, tokens, addresses or numbers. */
import { pino } from 'pino'

export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Log {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  /** Stack and name of the error are written, its message only for errors of our own code. */
  error(event: string, error: unknown, fields?: Fields): void
}

/** What may be said of an unknown error: its class, code and stack frames; messages may quote data. */
const describe = (error: unknown): Fields => {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter(line => line.trim().startsWith('at '))
    .slice(0, 12)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { error: error.name, code, stack: frames.map(frame => frame.trim()).join(' | ') }
}

export const openLog = (level: string): Log => {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, error, fields) => logger.error({ event, ...fields, ...describe(error) }),
  }
}
