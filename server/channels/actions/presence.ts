/** Where we are: the networks on which an account of ours can speak, and the places that a source listens to by itself. */
import type { Ctx } from '../../platform/ctx.ts'
import { connectors } from '../connectors/index.ts'
import { listAccountRows } from '../store/accounts.ts'
import { listSourceRows } from '../store/sources.ts'

export interface Presence {
  /** Channels with a connected account. */
  readonly ours: ReadonlySet<string>
  /** Channels with a source that is neither paused nor removed. */
  readonly heard: ReadonlySet<string>
  /** Public addresses of these sources. */
  readonly addresses: readonly string[]
}

export const presenceOf = async (ctx: Ctx): Promise<Presence> => {
  const accounts = await listAccountRows(ctx)
  const sources = (await listSourceRows(ctx)).filter(source => source.paused_at === null)
  return {
    ours: new Set(accounts.map(account => account.channel)),
    heard: new Set(sources.map(source => source.channel)),
    addresses: sources.map(source => source.address),
  }
}

/** Whether a channel gathers many sites, as feeds do, rather than being one place itself. Channels of files may. */
export const gathersSites = (channel: string): boolean =>
  !connectors.some(({ manifest }) => manifest.channel === channel && manifest.isDialogue)
