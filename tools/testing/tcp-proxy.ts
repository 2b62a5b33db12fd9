/** A proxy for protocols other than HTTP that cuts connections or answers in the server's place, where a test says so. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** Cuts a connection when these words pass: those of the client before they reach the server, or the server's before they reach the client. Once. */
  cutAt(from: 'client' | 'server', words: string | RegExp): void
  /** Answers when these words of the client pass, in the place of the server, which does not hear them. Once. */
  answerAt(words: RegExp, answer: (found: RegExpExecArray) => string): void
  /** Says this to the next connection, and ends it. */
  greetWith(words: string): void
  /** Cuts all that is open; new ones are taken. */
  cutAll(): void
  stop(): Promise<void>
}

export const startTcpProxy = async (target: number): Promise<TcpProxy> => {
  const open = new Set<Socket>()
  const cuts: { from: 'client' | 'server'; words: string | RegExp }[] = []
  const answers: { words: RegExp; answer: (found: RegExpExecArray) => string }[] = []
  const greetings: string[] = []
  const server = createServer(client => {
    const greeting = greetings.shift()
    if (greeting !== undefined) {
      client.on('error', () => client.destroy())
      return void client.end(greeting)
    }
    const inner = connect(target, '127.0.0.1')
    const end = () => {
      client.resetAndDestroy()
      inner.resetAndDestroy()
    }
    for (const [from, one, other] of [
      ['client', client, inner],
      ['server', inner, client],
    ] as const) {
      open.add(one)
      one.on('error', end)
      one.once('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.on('data', bytes => {
        const said = bytes.toString('latin1')
        for (const [index, { words, answer }] of from === 'client' ? answers.entries() : []) {
          const found = words.exec(said)
          if (!found) continue
          answers.splice(index, 1)
          return void client.write(answer(found))
        }
        const hit = cuts.findIndex(cut => cut.from === from && new RegExp(cut.words).test(said))
        if (hit < 0) return void other.write(bytes)
        cuts.splice(hit, 1)
        end()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cutAt: (from, words) => void cuts.push({ from, words }),
    answerAt: (words, answer) => void answers.push({ words, answer }),
    greetWith: words => void greetings.push(words),
    cutAll: () => {
      for (const socket of open) socket.resetAndDestroy()
    },
    stop: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
