/** One conversation of a queue: who, where, how long, the last words, the feeling, whose it is. */
import { PencilLine } from 'lucide-react'
import type { Conversation } from '../../contract/inbox.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Chip, SentimentChip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { useChannelName } from '../listening/index.ts'
import { PageLink } from '../platform/links.tsx'
import { useFormats, useWorkspace } from '../platform/session.ts'
import { ApologyChip } from './apology/card.tsx'
import { ClockChip } from './clock-chip.tsx'
import type { Selection } from './desk/selection.ts'
import { words as desk } from './desk/words.ts'
import { useHasDraft } from './drafts.ts'
import type { InboxView } from './view.ts'
import { words } from './words.ts'

export const QueueRow = ({
  conversation,
  isActive,
  view,
  selection,
}: {
  conversation: Conversation
  isActive: boolean
  view: InboxView
  selection: Selection
}) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const { memberId } = useWorkspace()
  const hasDraft = useHasDraft(conversation.id)
  const { assignee } = conversation.ticket
  const td = desk.useT()
  const isSelected = selection.has(conversation.id)
  return (
    <div className="group relative">
      <PageLink
        to={`/inbox/${conversation.id}`}
        search={view.search}
        className={cx(
          'grid grid-cols-[28px_minmax(0,1fr)] gap-2.5 border-hair border-b px-3.5 py-2.5 -outline-offset-2',
          isActive ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <Avatar name={conversation.customerName} />
        <span className="flex min-w-0 flex-col gap-0.5">
          <span className="flex items-center gap-1.5">
            <span className="min-w-0 truncate font-semibold">{conversation.customerName}</span>
            <span className={cx('min-w-0 shrink-[3] truncate text-xs', isActive ? 'text-muted' : 'text-faint')}>
              {channelName(conversation.channel)} · {t(conversation.isPublic ? 'public' : 'private')}
            </span>
            <span className="ml-auto">
              <ClockChip ticket={conversation.ticket} />
            </span>
          </span>
          <span className="line-clamp-2 text-muted">{conversation.preview}</span>
          <span className="mt-1 flex flex-wrap items-center gap-1.5">
            <SentimentChip label={conversation.sentiment} />
            <ApologyChip conversationId={conversation.id} />
            {conversation.ticket.team && (
              <Chip tone={conversation.ticket.team.tone}>{conversation.ticket.team.name}</Chip>
            )}
            {assignee && assignee.memberId !== memberId && <Chip>{assignee.name}</Chip>}
            {hasDraft && (
              <Chip tone="acc">
                <PencilLine size={12} aria-hidden />
                {t('queue.draft')}
              </Chip>
            )}
            <time
              dateTime={conversation.lastMessageAt}
              title={formats.moment(conversation.lastMessageAt)}
              className={cx(
                'ml-auto shrink-0 whitespace-nowrap text-xs tabular-nums',
                isActive ? 'text-muted' : 'text-faint',
              )}
            >
              {formats.ago(conversation.lastMessageAt)}
            </time>
          </span>
        </span>
      </PageLink>
      <label className="absolute top-2.5 left-3.5 grid size-7 cursor-pointer place-items-center">
        <input
          type="checkbox"
          aria-label={td('bulk.select', { name: conversation.customerName })}
          checked={isSelected}
          onChange={() => selection.toggle(conversation.id)}
          className={cx(
            'size-7 cursor-pointer rounded-full accent-accent focus-visible:opacity-100 group-hover:opacity-100',
            !isSelected && selection.ids.length === 0 && 'opacity-0',
          )}
        />
      </label>
    </div>
  )
}
