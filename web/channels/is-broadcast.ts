/** Whether a channel only sends out: nobody holds a dialogue there, and no reply box is offered. */
import { listConnectors } from '../../contract/channels.ts'
import { useEndpoint } from '../platform/query.ts'

/** @returns a function from a channel to whether it is broadcast-only; channels that no connector speaks to are not. */
export const useIsBroadcast = (): ((channel: string) => boolean) => {
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  return channel => connectors.data?.items.find(one => one.channel === channel)?.isDialogue === false
}
