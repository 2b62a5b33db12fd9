/** How many people a post may reach, with what that was reckoned from. */
import { useState } from 'react'
import type { Output } from '../../contract/endpoint.ts'
import { getSpread } from '../../contract/listening.ts'
import { Popover } from '../kit/popover.tsx'
import { Skeleton } from '../kit/states.tsx'
import { Failed } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { words } from './report/words.ts'

export const SpreadLine = ({ mentionId }: { mentionId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const query = useEndpoint(getSpread, { mentionId }, { staleMs: 60_000 })
  if (query.error && !query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton className="h-5 w-2/3" />
  const { spread } = query.data
  if (spread === null) return <span className="text-muted">{t('spread.unknown')}</span>
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <b className="font-semibold">{t('spread.says', { likely: formats.compact(spread.likely) })}</b>
      <span className="text-muted">
        {t('spread.range', { low: formats.compact(spread.low), high: formats.compact(spread.high) })}
      </span>
      <Popover
        label={t('spread.how')}
        isOpen={isOpen}
        onOpen={setOpen}
        trigger={
          <button
            type="button"
            className="relative rounded-sm font-medium text-accent-text text-xs hover:underline pointer-coarse:after:absolute pointer-coarse:after:-inset-3"
          >
            {t('spread.how')}
          </button>
        }
      >
        <How data={query.data} />
      </Popover>
    </span>
  )
}

/** How many people an answer to an item may reach, in a few words that go on a line: whoever sees the post may see the answer. */
export const AudienceReach = ({ itemId }: { itemId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const spread = useEndpoint(getSpread, { mentionId: itemId }, { staleMs: 60_000, when: useMay()('listening.read') })
    .data?.spread
  if (!spread) return null
  return ` · ${t('spread.audience', { likely: formats.compact(spread.likely), high: formats.compact(spread.high) })}`
}

const How = ({ data: { seen, seenShares, spread } }: { data: Output<typeof getSpread> }) => {
  const t = words.useT()
  const formats = useFormats()
  const { channel } = seen
  const own = seen.followers ?? channel.followersMiddle ?? 0
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-4 text-sm">
      <li>{t(spread?.isAuthorKnown ? 'spread.own' : 'spread.ownUnknown', { count: formats.number(own) })}</li>
      <li>
        {seen.carriers === 0
          ? t('spread.noCarriers')
          : t('spread.carriers', {
              count: formats.number(seen.carriers),
              followers: formats.number(seen.carriersFollowers),
            })}
      </li>
      <li>
        {t('spread.travel', {
          posts: formats.number(channel.posts),
          mean: channel.carriersMean.toFixed(1),
          high: formats.number(Math.max(1, channel.carriersHigh + 1)),
        })}
      </li>
      <li>{t('spread.shares', { low: formats.share(seenShares.low), high: formats.share(seenShares.high) })}</li>
    </ul>
  )
}
