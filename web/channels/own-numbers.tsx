/** How a post of ours does: likes, reposts, replies and quotes; the numbers open who it was. */
import { Heart, type LucideIcon, MessageCircle, Quote, Repeat2 } from 'lucide-react'
import { getOwnPost } from '../../contract/channels.ts'
import type { Output } from '../../contract/endpoint.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Popover } from '../kit/popover.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { words } from './words.ts'

type OwnPost = Output<typeof getOwnPost>
const kinds = ['likes', 'reposts', 'replies', 'quotes'] as const
const icons: Record<(typeof kinds)[number], LucideIcon> = {
  likes: Heart,
  reposts: Repeat2,
  replies: MessageCircle,
  quotes: Quote,
}

/** Draws nothing before there is anything to tell. */
export const OwnNumbers = (post: { itemId: string } | { deliveryId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const { data } = useEndpoint(getOwnPost, post)
  if (!data || (data.numbers === null && data.engagements.length === 0)) return null
  const { numbers } = data
  const sum = numbers ? kinds.reduce((total, kind) => total + numbers[kind], 0) : data.engagements.length
  if (sum === 0 && data.engagements.length === 0) return null
  return (
    <Popover
      label={t('numbers.title')}
      trigger={
        <button
          type="button"
          aria-label={t('numbers.label', { count: sum })}
          className="inline-flex items-center gap-2 rounded-sm px-1 tabular-nums hover:bg-hover pointer-coarse:min-h-9"
        >
          {kinds.map(kind => {
            const count = countOf(data, kind)
            const Icon = icons[kind]
            return count > 0 ? (
              <span key={kind} title={t(`numbers.${kind}`)} className="inline-flex items-center gap-0.5">
                <Icon size={12} aria-hidden />
                {formats.compact(count)}
              </span>
            ) : null
          })}
        </button>
      }
    >
      <Details post={data} />
    </Popover>
  )
}

/** What the network counted; before it was asked, what we were told of. */
const countOf = ({ numbers, engagements }: OwnPost, kind: (typeof kinds)[number]): number => {
  if (numbers) return numbers[kind]
  const told = kind === 'likes' ? 'like' : kind === 'reposts' ? 'repost' : null
  return engagements.filter(one => one.kind === told).length
}

const Details = ({ post }: { post: OwnPost }) => {
  const t = words.useT()
  const formats = useFormats()
  const { numbers, engagements } = post
  return (
    <div className="flex flex-col gap-3">
      <h4 className="font-semibold">{t('numbers.title')}</h4>
      <dl className="grid grid-cols-4 gap-2 text-center">
        {kinds.map(kind => (
          <div key={kind} className="flex flex-col-reverse">
            <dt className="text-muted text-xs">{t(`numbers.${kind}`)}</dt>
            <dd className="font-semibold tabular-nums">{formats.number(countOf(post, kind))}</dd>
          </div>
        ))}
      </dl>
      <p className="text-faint text-xs">
        {numbers ? t('numbers.at', { time: formats.ago(numbers.at) }) : t('numbers.unasked')}
      </p>
      {engagements.length > 0 && (
        <ul aria-label={t('numbers.who')} className="scroll-quiet flex max-h-56 flex-col gap-1.5">
          {engagements.map(({ id, kind, author, at }) => (
            <li key={id} className="flex items-center gap-2">
              <Avatar name={author.displayName || author.handle} />
              <span className="min-w-0 grow truncate">{author.displayName || author.handle}</span>
              <span className="shrink-0 text-muted text-xs">
                {t(`numbers.${kind}`)} · {formats.ago(at)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-faint text-xs">{t('numbers.nobody')}</p>
    </div>
  )
}
