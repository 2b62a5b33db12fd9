/** A door before the test database that can be shut: while it is, connections break and new ones are refused. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Gate {
  /** The same database, through the door. */
  readonly url: string
  shut(): Promise<void>
  open(): Promise<void>
  stop(): Promise<void>
}

/** @param url of a test database: over a socket, as `testDatabase` gives it. */
export const openGate = async (url: string): Promise<Gate> => {
  const through = new URL(url)
  const port = through.port || '5432'
  const target = join(through.searchParams.get('host')!, `.s.PGSQL.${port}`)
  const folder = mkdtempSync(join(tmpdir(), 'maeari-gate-'))
  through.searchParams.set('host', folder)
  const ends = new Set<Socket>()
  let server: Server | undefined

  const pass = (client: Socket) => {
    const inner = connect(target)
    for (const [one, other] of [
      [client, inner],
      [inner, client],
    ] as const) {
      ends.add(one)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        ends.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }
  const open = async () => {
    server = createServer(pass).listen(join(folder, `.s.PGSQL.${port}`))
    await once(server, 'listening')
  }
  const shut = async () => {
    if (!server) return
    const closed = once(server, 'close')
    server.close()
    server = undefined
    for (const end of ends) end.destroy()
    await closed
  }
  await open()
  return {
    url: through.href,
    open,
    shut,
    stop: async () => {
      await shut()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
