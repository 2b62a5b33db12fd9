/** Beside the composer: what customers said next after answers to questions like this one. */
import { CornerDownRight } from 'lucide-react'
import { listFollowUps } from '../../contract/inbox/follow-ups.ts'
import { SentimentChip } from '../kit/chip.tsx'
import { PageLink } from '../platform/links.tsx'
import { useEndpoint } from '../platform/query.ts'
import { words } from './ledger/words.ts'

export const FollowUps = ({ conversationId }: { conversationId: string }) => {
  const t = words.useT()
  const { data } = useEndpoint(listFollowUps, { conversationId }, { staleMs: 10 * 60_000 })
  if (!data || data.items.length === 0) return null
  return (
    <details className="border-hair border-b px-3 py-1.5 text-sm">
      <summary className="cursor-pointer text-muted text-xs pointer-coarse:min-h-8">
        {t('follow.title', { count: data.items.length })}
      </summary>
      <ul className="mt-1">
        {data.items.map(one => (
          <li key={`${one.conversationId} ${one.at}`}>
            <PageLink
              to={`/inbox/${one.conversationId}`}
              className="-mx-1 flex items-center gap-1.5 rounded-sm px-1 py-1 hover:bg-hover"
            >
              <CornerDownRight size={13} aria-hidden className="shrink-0 text-faint" />
              <span className="min-w-0 grow truncate">{one.text}</span>
              <SentimentChip label={one.sentiment} />
            </PageLink>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-faint text-xs">
        {t('follow.why', { answered: data.answered, wroteAgain: data.wroteAgain })}
      </p>
    </details>
  )
}
