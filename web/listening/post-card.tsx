/** A post of the stream: who, where and when; what they said; how it reads and why; what can be done. */
import { Check, ChevronDown, Layers, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Mention } from '../../contract/listening.ts'
import { useChannelName } from '../channels/index.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Tooltip } from '../kit/tooltip.tsx'
import { useFormats } from '../platform/session.ts'
import { Slotted } from '../platform/slots.tsx'
import { AssignMenu } from './assign-menu.tsx'
import { useDesk } from './desk.tsx'
import type { Row } from './folds.ts'
import { useIsFresh } from './fresh.ts'
import { PostAction } from './post-action.tsx'
import { PostText } from './post-text.tsx'
import { ReadingChips, WhyLine } from './reading.tsx'
import { mentionAction, mentionAuthor } from './slots.ts'
import { TagPicker } from './tag-picker.tsx'
import { words } from './words.ts'

interface PostCardProps {
  row: Row<Mention>
  isActive: boolean
  isSelected: boolean
  onPick: () => void
  onOpen: () => void
  onSelect: () => void
  onFold: () => void
}

export const PostCard = (props: PostCardProps) => {
  const { row, isActive, isSelected, onPick, onSelect } = props
  const { mention } = row
  const t = words.useT()
  const isFresh = useIsFresh(mention.id)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: j, k and the buttons inside reach it by keyboard.
    <article
      onClick={onPick}
      aria-label={mention.item.author.displayName || mention.item.author.handle}
      className={cx(
        'group/post relative flex flex-col gap-1.5 border-hair border-b px-3.5 py-[11px]',
        row.isInside && 'pl-8',
        isSelected ? 'bg-accent-soft/50' : isActive ? 'bg-hover' : row.isInside ? 'bg-sunken' : 'bg-panel',
        (isFresh || isActive) && 'shadow-[inset_2px_0_0_var(--accent)]',
        isFresh && 'animate-slide',
      )}
    >
      <PostHead mention={mention} face={<SelectFace mention={mention} isSelected={isSelected} onSelect={onSelect} />} />
      <PostText mention={mention} />
      <WhyLine mention={mention} />
      <div className="flex flex-wrap items-center gap-1.5">
        <ReadingChips mention={mention} />
        {mention.tags.map(tag => (
          <Chip key={tag.id} tone={tag.tone} hasDot>
            {tag.name}
          </Chip>
        ))}
        {mention.isExcerpt && <Chip>{t('post.excerpt')}</Chip>}
        {mention.ending.state !== 'pending' && <Ended mention={mention} />}
        {row.similar > 0 && <FoldButton {...props} />}
      </div>
      <PostActions {...props} />
    </article>
  )
}

const FoldButton = ({ row, onFold }: PostCardProps) => {
  const t = words.useT()
  return (
    <button
      type="button"
      aria-expanded={row.isOpen}
      aria-label={row.isOpen ? t('fold.close') : t('fold.open', { count: row.similar })}
      onClick={event => {
        event.stopPropagation()
        onFold()
      }}
      className="inline-flex h-[22px] items-center gap-1 rounded-full px-2 font-medium text-accent-text text-xs hover:bg-accent-soft pointer-coarse:h-11"
    >
      <Layers size={13} strokeWidth={1.7} aria-hidden />
      {t('fold.count', { count: row.similar })}
      <ChevronDown size={12} className={cx('transition-transform', row.isOpen && 'rotate-180')} aria-hidden />
    </button>
  )
}

/** The face of the author, which selects the post. */
const SelectFace = ({
  mention,
  isSelected,
  onSelect,
}: {
  mention: Mention
  isSelected: boolean
  onSelect: () => void
}) => {
  const t = words.useT()
  const { author } = mention.item
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      aria-label={t('select.one')}
      onClick={event => {
        event.stopPropagation()
        onSelect()
      }}
      className="relative shrink-0 rounded-full after:absolute after:-inset-2 hover:ring-2 hover:ring-accent"
    >
      {isSelected ? (
        <span className="grid size-7 place-items-center rounded-full bg-accent text-on-accent">
          <Check size={15} strokeWidth={2.2} aria-hidden />
        </span>
      ) : (
        <Avatar name={author.displayName || author.handle} />
      )}
    </button>
  )
}

export const PostHead = ({ mention, face }: { mention: Mention; face?: ReactNode }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const { author, channel, occurredAt } = mention.item
  const name = author.displayName || author.handle
  return (
    <div className="flex items-center gap-2">
      {face ?? <Avatar name={name} />}
      <div className="min-w-0 grow leading-[18px]">
        <p className="flex items-center gap-1">
          <span className="truncate font-semibold">{name}</span>
          {mention.isFollowed && <FollowedMark />}
        </p>
        <p className="truncate text-faint text-xs">
          {channelName(channel)}
          {author.followers !== null && ` · ${t('followers', { count: formats.compact(author.followers) })}`}
          <span className="before:mx-1 before:text-faint before:content-['·'] empty:hidden">
            <Slotted slot={mentionAuthor} give={{ mention }} />
          </span>
        </p>
      </div>
      {mention.owner && (
        <Tooltip text={t('work.owner', { name: mention.owner.name })}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its name is said when it is reached. */}
          <span tabIndex={0} className="shrink-0 self-start rounded-full">
            <Avatar name={mention.owner.name} size={20} />
            <span className="sr-only">{t('work.owner', { name: mention.owner.name })}</span>
          </span>
        </Tooltip>
      )}
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

const FollowedMark = () => {
  const t = words.useT()
  return (
    <span className="text-accent-text">
      <Star size={12} fill="currentColor" aria-hidden />
      <span className="sr-only">{t('follow.mark')}</span>
    </span>
  )
}

/** Below the active post; over any other while the pointer rests on it, so that nothing moves. */
const PostActions = ({ row, isActive, onOpen }: PostCardProps) => {
  const t = words.useT()
  const { work, selection } = useDesk()
  const { mention } = row
  const chosen = { mentions: row.group }
  const isPending = mention.ending.state === 'pending'
  const isAlone = isActive && selection.ids.size === 0
  return (
    <div
      className={cx(
        'flex flex-wrap items-center',
        isActive
          ? '-mx-1.5'
          : 'absolute right-2 bottom-1 rounded-sm border border-hair bg-panel opacity-0 transition-opacity focus-within:opacity-100 group-hover/post:opacity-100 pointer-coarse:hidden',
      )}
    >
      {isPending && <Slotted slot={mentionAction} give={{ mention, isActive: isAlone }} />}
      {work.mayWork && isActive && (
        <AssignMenu
          isActive={isAlone}
          owner={mention.owner}
          onAssign={owner => work.assign(chosen, owner)}
          trigger={<PostAction keys="a">{t('work.assign')}</PostAction>}
        />
      )}
      {work.mayWork && isPending && (
        <>
          <PostAction keys="s" onPress={() => work.end(chosen, 'stance')}>
            {t('action.stance')}
          </PostAction>
          <PostAction keys="n" onPress={() => work.end(chosen, 'not_ours')}>
            {t('action.notOurs')}
          </PostAction>
        </>
      )}
      {work.mayWork && !isPending && (
        <PostAction keys="u" onPress={() => work.end(chosen, 'pending')}>
          {t('action.reopen')}
        </PostAction>
      )}
      {work.mayWork && isActive && (
        <TagPicker
          isActive={isAlone}
          chosen={chosen}
          work={work}
          trigger={<PostAction keys="t">{t('work.tag')}</PostAction>}
        />
      )}
      <PostAction keys="o" onPress={onOpen}>
        {t('action.open')}
      </PostAction>
    </div>
  )
}
