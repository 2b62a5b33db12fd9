/** What the edge asks the access room, as the ground declares it; `server/rooms.ts` supplies the answer. */
import type { WorkspaceId } from '../../contract/scalars.ts'
import type { AuditRecord } from './audit.ts'
import type { Actor, Ctx, SystemCtx, World } from './ctx.ts'

/** Who calls, before a workspace is named. */
export type Caller =
  | { readonly kind: 'user'; readonly userId: string; readonly name: string }
  | { readonly kind: 'key'; readonly keyId: string }

export interface Gate {
  /** Reads the session cookie or the `Authorization: Bearer` key; null for a stranger. */
  identify(world: World, headers: Headers): Promise<Caller | null>
  /** Keeps a change in the log of the workspace, in the transaction that makes it. */
  record(ctx: Ctx, record: AuditRecord): Promise<void>
  /** The caller inside a workspace, with their permissions; null when it is not theirs to enter. */
  enter(ctx: SystemCtx, caller: Caller, workspaceId: WorkspaceId): Promise<Actor | null>
}
