/** A channel as a small sign. */
import { AtSign, Camera, Globe, Mail, MessageCircle, Phone, Rss, SquarePlay } from 'lucide-react'

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
