/** The servers of one installation as a client behind a balancer meets them: each call goes to the next. */
import { setUp } from '../../contract/access.ts'
import { type Caller, makeCaller } from '../../tools/testing/program.ts'

export interface Doors {
  /** One caller a server, all with the same session. */
  readonly each: readonly Caller[]
  /** Asks the servers by turns. */
  readonly all: Caller
}

const founder = {
  name: '지우',
  email: 'jiwoo@example.com',
  password: 'a long enough password',
  workspaceName: '하늘상점',
  locale: 'ko',
} as const

/** Sets the installation up at the first server; its session holds at every other. */
export async function enterByAll(origins: readonly string[], token: string): Promise<Doors> {
  const each = origins.map(origin => makeCaller(origin, {}))
  const [first] = each
  await first!.call(setUp, { ...founder, token })
  for (const caller of each) caller.cookie = first!.cookie
  let turn = 0
  const next = () => each[turn++ % each.length]!
  return {
    each,
    all: {
      cookie: first!.cookie,
      ask: (endpoint, input, headers) => next().ask(endpoint, input, headers),
      call: (endpoint, input, headers) => next().call(endpoint, input, headers),
    },
  }
}
