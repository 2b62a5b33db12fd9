/** What a channel is called on screen, also one that no connector of this installation speaks to. */
import { listConnectors } from '../../contract/channels.ts'
import { useLocale } from '../platform/i18n.ts'
import { useEndpoint } from '../platform/query.ts'
import { words } from './words.ts'

/** Channels of imports and of the demo. */
const others = [
  'naver_blog',
  'naver_cafe',
  'instagram',
  'youtube',
  'x',
  'mastodon',
  'email',
  'community',
  'news',
] as const

/** @returns a function from a channel to its name in the language of the screen: its connector's word for it, else ours. */
export const useChannelName = (): ((channel: string) => string) => {
  const t = words.useT()
  const locale = useLocale()
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  return channel => {
    const manifest = connectors.data?.items.find(one => one.channel === channel)
    const other = others.find(one => one === channel)
    return manifest?.name[locale] ?? (other ? t(`channel.${other}`) : channel)
  }
}
