/** Channels as a name and as a small sign. */
import { AtSign, Camera, Globe, Mail, MessageCircle, Phone, Rss, SquarePlay } from 'lucide-react'
import { listConnectors } from '../../contract/channels.ts'
import { useLocale } from '../platform/i18n.ts'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { words } from './words.ts'

const signs = {
  bluesky: AtSign,
  mastodon: AtSign,
  x: AtSign,
  feed: Rss,
  naver_blog: Rss,
  instagram: Camera,
  youtube: SquarePlay,
  email: Mail,
  call: Phone,
  web: Globe,
} as const

/** Channels that no connector of this installation speaks to, such as those of a demo or an import. */
const others = [
  'bluesky',
  'feed',
  'naver_blog',
  'naver_cafe',
  'kakao_channel',
  'instagram',
  'youtube',
  'x',
  'mastodon',
  'email',
  'web',
  'call',
  'community',
] as const

/** What a channel is called in the language of the screen: by its connector, else by us, else as it names itself. */
export const useChannelName = (): ((channel: string) => string) => {
  const locale = useLocale()
  const t = words.useT()
  const connectors = useEndpoint(listConnectors, {}, { when: useMay()('channels.read'), staleMs: 30 * 60_000 })
  return channel => {
    const known = connectors.data?.items.find(manifest => manifest.channel === channel)
    if (known) return known.name[locale]
    const other = others.find(name => name === channel)
    return other ? t(`channel.${other}`) : channel
  }
}

/** The sign of a channel; the name stands beside it, or is read aloud in its place. */
export const ChannelSign = ({ channel, size = 14, name }: { channel: string; size?: number; name?: string }) => {
  const Sign = channel in signs ? signs[channel as keyof typeof signs] : MessageCircle
  return (
    <span className="inline-grid shrink-0 place-items-center text-faint" title={name}>
      <Sign size={size} strokeWidth={1.6} aria-hidden />
      {name && <span className="sr-only">{name}</span>}
    </span>
  )
}
