/** Posts as they are quoted: what was said, by whom and when; each opens its post. */
import type { Quote } from '../../../contract/listening.ts'
import { useChannelName } from '../../channels/index.ts'
import { SentimentChip } from '../../kit/chip.tsx'
import { PageLink } from '../../platform/links.tsx'
import { useFormats } from '../../platform/session.ts'

export const QuoteList = ({ quotes, label }: { quotes: readonly Quote[]; label: string }) => (
  <ul aria-label={label} className="flex flex-col gap-1.5">
    {quotes.map(quote => (
      <QuoteRow key={`${quote.mentionId} ${quote.text}`} quote={quote} />
    ))}
  </ul>
)

const QuoteRow = ({ quote }: { quote: Quote }) => {
  const formats = useFormats()
  const channelName = useChannelName()
  return (
    <li>
      <PageLink
        to="/listen"
        search={{ column: 'all', open: quote.mentionId }}
        className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2 hover:bg-hover"
      >
        <span className="line-clamp-3 break-words text-sm">{quote.text}</span>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
          <SentimentChip label={quote.sentiment} />
          <span className="truncate">{quote.author}</span>
          <span>{channelName(quote.channel)}</span>
          <span>{formats.past(quote.occurredAt)}</span>
        </span>
      </PageLink>
    </li>
  )
}
