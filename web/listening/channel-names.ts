/** What channels are called on screen, also those that no connector of this installation speaks to. */
import { useChannelName as useConnectorName } from '../channels/index.ts'
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

/** The name of a channel in the language of the screen. */
export const useChannelName = (): ((channel: string) => string) => {
  const t = words.useT()
  const named = useConnectorName()
  return channel => {
    const name = named(channel)
    const other = name === channel ? others.find(one => one === channel) : undefined
    return other ? t(`channel.${other}`) : name
  }
}
