/** What a channel is called, as its connector says. */
import { listConnectors } from '../../contract/channels.ts'
import { useLocale } from '../platform/i18n.ts'
import { useEndpoint } from '../platform/query.ts'

/** @returns a function from a channel to its name; the channel itself until the manifests are here. */
export const useChannelName = (): ((channel: string) => string) => {
  const locale = useLocale()
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  return channel => connectors.data?.items.find(one => one.channel === channel)?.name[locale] ?? channel
}
