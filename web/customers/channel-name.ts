/** What a channel is called on a customer's screens: those without a connector, such as the telephone, are named here. */
import { useChannelName } from '../listening/index.ts'
import { words } from './words.ts'

/** Empty for what stands in no channel: what members did here. */
export const useShownChannel = (): ((channel: string) => string) => {
  const t = words.useT()
  const channelName = useChannelName()
  return channel => {
    if (channel === 'maeari') return ''
    if (channel === 'call' || channel === 'web') return t(`channel.${channel}`)
    return channelName(channel)
  }
}
