/** A post of the stream: who, where and when; what they said; how it reads and why; what can be done. */
import type { Mention } from '../../contract/listening.ts'
import { useChannelName } from '../channels/index.ts'
import { Avatar } from '../kit/avatar.tsx'
import { cx } from '../kit/class.ts'
import { useFormats } from '../platform/session.ts'
import { Slotted } from '../platform/slots.tsx'
import { useIsFresh } from './fresh.ts'
import { PostAction } from './post-action.tsx'
import { PostText } from './post-text.tsx'
import { ReadingChips, WhyLine } from './reading.tsx'
import { mentionAction, mentionAuthor } from './slots.ts'
import { useEndings } from './use-endings.ts'
import { words } from './words.ts'

interface PostCardProps {
  mention: Mention
  isActive: boolean
  onPick: () => void
  onOpen: () => void
}

export const PostCard = ({ mention, isActive, onPick, onOpen }: PostCardProps) => {
  const isFresh = useIsFresh(mention.id)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: j, k and the buttons inside reach it by keyboard.
    <article
      onClick={onPick}
      className={cx(
        'group/post flex flex-col gap-1.5 border-hair border-b bg-panel px-3.5 py-[11px]',
        isActive && 'bg-hover',
        (isFresh || isActive) && 'shadow-[inset_2px_0_0_var(--accent)]',
        isFresh && 'animate-slide',
      )}
    >
      <PostHead mention={mention} />
      <PostText mention={mention} />
      <WhyLine mention={mention} />
      <div className="flex flex-wrap items-center gap-1.5">
        <ReadingChips mention={mention} />
        {mention.ending.state !== 'pending' && <Ended mention={mention} />}
        <div className="grow" />
        <PostActions mention={mention} isActive={isActive} onOpen={onOpen} />
      </div>
    </article>
  )
}

export const PostHead = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const { author, channel, occurredAt } = mention.item
  const name = author.displayName || author.handle
  return (
    <div className="flex items-center gap-2">
      <Avatar name={name} />
      <div className="min-w-0 grow leading-[18px]">
        <p className="truncate font-semibold">{name}</p>
        <p className="truncate text-faint text-xs">
          {channelName(channel)}
          {author.followers !== null && ` · ${t('followers', { count: formats.compact(author.followers) })}`}
          <span className="before:mx-1 before:text-faint before:content-['·'] empty:hidden">
            <Slotted slot={mentionAuthor} give={{ mention }} />
          </span>
        </p>
      </div>
      <time
        dateTime={occurredAt}
        title={formats.moment(occurredAt)}
        className="shrink-0 self-start pt-0.5 text-faint text-xs tabular-nums"
      >
        {formats.ago(occurredAt)}
      </time>
    </div>
  )
}

const Ended = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const state = t(`state.${mention.ending.state}`)
  return (
    <span className="px-1 text-muted text-xs">
      {mention.ending.by ? t('ended.by', { state, name: mention.ending.by }) : state}
    </span>
  )
}

const PostActions = ({ mention, isActive, onOpen }: Omit<PostCardProps, 'onPick'>) => {
  const t = words.useT()
  const { mayClose, close } = useEndings()
  const isPending = mention.ending.state === 'pending'
  return (
    <div
      className={cx(
        'flex items-center transition-opacity',
        !isActive && 'opacity-0 focus-within:opacity-100 group-hover/post:opacity-100 pointer-coarse:opacity-100',
      )}
    >
      {isPending && <Slotted slot={mentionAction} give={{ mention, isActive }} />}
      {isPending && mayClose && (
        <>
          <PostAction keys="s" onPress={() => close(mention, 'stance')}>
            {t('action.stance')}
          </PostAction>
          <PostAction keys="x" onPress={() => close(mention, 'not_ours')}>
            {t('action.notOurs')}
          </PostAction>
        </>
      )}
      <PostAction keys="o" onPress={onOpen}>
        {t('action.open')}
      </PostAction>
    </div>
  )
}
