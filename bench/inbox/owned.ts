// A server over a ground that was emptied: set up as anybody sets it up, by an owner who is signed in.
import { setUp } from '../../contract/access.ts'
import { setupToken } from '../../server/access/index.ts'
import { buildServer } from '../../server/platform/http.ts'
import { openLiveHub } from '../../server/platform/live.ts'
import { gate, hooks, routes, sentences } from '../../server/rooms.ts'
import { type Caller, makeCaller } from '../../tools/testing/program.ts'
import type { Ground } from '../ingest/ground.ts'

interface Owned {
  readonly owner: Caller
  readonly workspaceId: number
  readonly memberId: string
  readonly userId: string
  /** Ends the server; the ground stays. */
  stop(): Promise<void>
}

export const openOwned = async ({ program, query }: Ground): Promise<Owned> => {
  await query('delete from access.workspaces')
  await query('delete from access.organizations')
  const live = openLiveHub(program.database, program.world.log)
  const server = await buildServer({ ...program, gate, live, routes, hooks, sentences, webFolder: null })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const owner = makeCaller(url, {})
  const { user, workspaces } = await owner.call(setUp, {
    token: setupToken(program.world),
    name: '지우',
    email: 'jiwoo@example.com',
    password: 'a long enough password',
    workspaceName: '하늘상점',
    locale: 'ko',
  })
  const { id: workspaceId, memberId } = workspaces[0]!
  return {
    owner,
    workspaceId,
    memberId,
    userId: user.id,
    async stop() {
      await server.close()
      await live.stop()
    },
  }
}
