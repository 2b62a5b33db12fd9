/** The context that every verb gets: who acts, where, when, in which transaction, and the world outside. */
import type { Permission } from '../../contract/permissions.ts'
import type { WorkspaceId } from '../../contract/scalars.ts'
import type { Change } from './audit.ts'
import type { Config } from './config.ts'
import type { GuardedReach } from './fetch/reach.ts'
import type { GuardedWebSocket } from './fetch/websocket.ts'
import type { GuardedFetch } from './fetch.ts'
import type { Log } from './log.ts'
import type { Login } from './login.ts'
import type { MailRoad } from './mail.ts'
import type { Outbox } from './outbox.ts'
import type { Secrets } from './secrets.ts'
import type { Tx } from './tx.ts'

export type Actor =
  | {
      readonly kind: 'member'
      readonly memberId: string
      readonly userId: string
      readonly name: string
      readonly permissions: ReadonlySet<Permission>
    }
  | {
      readonly kind: 'key'
      readonly keyId: string
      readonly name: string
      readonly permissions: ReadonlySet<Permission>
    }
  | { readonly kind: 'user'; readonly userId: string; readonly name: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'system'; readonly name: string }

/** The outside, and what lives as long as the process. */
export interface World {
  readonly fetch: GuardedFetch
  readonly openSocket: GuardedWebSocket
  readonly reach: GuardedReach
  readonly mail: MailRoad
  readonly secrets: Secrets
  readonly login: Login
  readonly outbox: Outbox
  readonly log: Log
  readonly config: Config
  /** Makes a thing once per process and key: a loaded model, a compiled matcher. */
  readonly memo: <T>(key: string, make: () => T) => T
}

/** Outside any workspace: public endpoints, clocks that look over all workspaces. */
export interface SystemCtx {
  readonly actor: Actor
  readonly now: Date
  readonly tx: Tx
  readonly world: World
}

export interface Ctx extends SystemCtx {
  readonly workspaceId: WorkspaceId
  /** Where a request gathers what the audit log is told (`noteChange`); absent where nobody asked over the API. */
  readonly noted?: Change[]
}

export const within = (ctx: SystemCtx, workspaceId: WorkspaceId): Ctx => ({ ...ctx, workspaceId })

/** The name to write beside what the actor did. */
export const actorName = (actor: Actor): string => {
  if (actor.kind === 'nobody') return '—'
  return actor.name
}

export const makeMemo = (): World['memo'] => {
  const kept = new Map<string, unknown>()
  return <T>(key: string, make: () => T): T => {
    if (!kept.has(key)) kept.set(key, make())
    return kept.get(key) as T
  }
}
