/** The program: one command of `npm run -s maeari -- <command>`. */
import { once } from 'node:events'
import { findPipe } from './pipes.ts'
import { onBootGone } from './platform/boot.ts'
import { argumentComplaint, type Command, type CommandIo } from './platform/command.ts'
import { readConfig } from './platform/config.ts'
import { isStartProblem } from './platform/postgres/problem.ts'

/** Set when nobody reads our output any more, as with `| head`: that is no error, there is only nothing more to do. */
let readerGone: Error | null = null
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  readerGone = error
})

const [name = '--help', ...args] = process.argv.slice(2)
process.exitCode = await runCommand(name, args)

async function runCommand(name: string, args: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await listCommands())
    return 0
  }
  const command = (await findPipe(name)) ?? (await allCommands()).find(one => one.name === name)
  if (!command) {
    process.stderr.write(`"${name}" 명령은 없습니다 · there is no command "${name}"\n\n${await listCommands()}`)
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.summary.ko}\n${command.summary.en}\n\n${command.help}\n`)
    return 0
  }
  const read = readConfig(quietForPeople(process.env))
  if (!read.ok) {
    process.stderr.write(
      `설정을 고쳐 주세요 · Please mend the configuration:\n${read.complaints.map(line => `  ${line}`).join('\n')}\n`,
    )
    return 2
  }
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
  onBootGone(process.env, () => stopping.abort())
  try {
    return await command.run(makeIo(args, stopping.signal), read.config)
  } catch (error) {
    if (error === readerGone) return 0
    const complaint = argumentComplaint(error, args)
    if (complaint !== null) {
      process.stderr.write(`${complaint}\n\n  npm run -s maeari -- ${name} --help\n`)
      return 2
    }
    if (!isStartProblem(error)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

function makeIo(args: string[], signal: AbortSignal): CommandIo {
  return {
    args,
    signal,
    stdin: process.stdin,
    say: text => void process.stderr.write(`${text}\n`),
    write,
  }
}

/** A write is done when the reader has room again; one error tells all that wait. */
async function write(text: string): Promise<void> {
  if (readerGone) throw readerGone
  if (process.stdout.write(text)) return
  await once(process.stdout, 'drain')
}

/** The rest of the program is loaded by whoever needs it. */
async function allCommands(): Promise<readonly Command[]> {
  const { commands } = await import('./commands.ts')
  return commands
}

async function listCommands(): Promise<string> {
  const line = ({ name, summary }: Command) => `  ${name.padEnd(14)}${summary.ko} · ${summary.en}\n`
  return `npm run -s maeari -- <command> [--help]\n\n${(await allCommands()).map(line).join('')}`
}

/** A person at a terminal reads the greeting, not a line per request; they may ask for more with LOG_LEVEL. */
function quietForPeople(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return process.stderr.isTTY ? { ...environment, LOG_LEVEL: environment.LOG_LEVEL || 'warn' } : environment
}
