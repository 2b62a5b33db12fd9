/** A mention opened: the thread around it, how it reads, how it ended, and where it stands on its network. */
import { ExternalLink, Tag, UserRound } from 'lucide-react'
import { useState } from 'react'
import { getRawItem, type Item } from '../../contract/channels.ts'
import { getMention, listMentions, type Mention, setMentionFields } from '../../contract/listening.ts'
import { OwnFields } from '../access/index.ts'
import { useChannelName } from '../channels/index.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Sheet } from '../kit/dialog.tsx'
import { Skeleton, SkeletonRows } from '../kit/states.tsx'
import { PageLink } from '../platform/links.tsx'
import { Failed, Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { Slotted } from '../platform/slots.tsx'
import { AssignMenu } from './assign-menu.tsx'
import { useDesk } from './desk.tsx'
import { FollowButton } from './follow-button.tsx'
import { words as reportWords } from './report/words.ts'
import { mentionAction, mentionPanel } from './slots.ts'
import { SpreadLine } from './spread-line.tsx'
import { TagPicker } from './tag-picker.tsx'
import { Thread } from './thread.tsx'
import { words } from './words.ts'

interface PostSheetProps {
  mentionId: string
  /** What was searched for, to be marked. */
  q: string | undefined
  onClose: () => void
}

export const PostSheet = ({ mentionId, q, onClose }: PostSheetProps) => {
  const t = words.useT()
  const query = useEndpoint(getMention, q ? { mentionId, q } : { mentionId })
  const mention = query.data
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('sheet.title')}
      hint={mention && <Ending mention={mention} />}
      actions={mention && <SheetActions mention={mention} />}
    >
      <Loaded query={query} waiting={<SkeletonRows count={3} />}>
        {opened => (
          <>
            <WorkLine mention={opened} />
            <MentionFields mention={opened} />
            <Thread mention={opened} thread={opened.thread} brought={opened.brought} />
            <Slotted slot={mentionPanel} give={{ mention: opened }} />
            <Facts mention={opened} />
          </>
        )}
      </Loaded>
    </Sheet>
  )
}

const Ending = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const formats = useFormats()
  const { state, by, at, reason } = mention.ending
  const said = by ? t('ended.by', { state: t(`state.${state}`), name: by }) : t(`state.${state}`)
  return (
    <>
      {said}
      {state !== 'pending' && ` · ${formats.moment(at)}`}
      {reason && ` · ${reason}`}
    </>
  )
}

const SheetActions = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const { work } = useDesk()
  const chosen = { mentions: [mention] }
  const isPending = mention.ending.state === 'pending'
  return (
    <div className="flex grow flex-wrap items-center gap-2">
      <SourceLink item={mention.item} />
      <div className="grow" />
      {work.mayWork && !isPending && <Button onClick={() => work.end(chosen, 'pending')}>{t('action.reopen')}</Button>}
      {work.mayWork && isPending && (
        <>
          <Button onClick={() => work.end(chosen, 'not_ours')}>{t('action.notOurs')}</Button>
          <Button onClick={() => work.end(chosen, 'stance')}>{t('action.stance')}</Button>
        </>
      )}
      {isPending && <Slotted slot={mentionAction} give={{ mention, isActive: true }} />}
    </div>
  )
}

/** Whose it is and its tags, and what can be done with its author. */
const WorkLine = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const { work } = useDesk()
  const chosen = { mentions: [mention] }
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {work.mayWork ? (
        <AssignMenu
          isActive={false}
          owner={mention.owner}
          onAssign={owner => work.assign(chosen, owner)}
          trigger={
            <Button size="sm" icon={UserRound}>
              {mention.owner?.name ?? t('work.assign')}
            </Button>
          }
        />
      ) : (
        mention.owner && <span className="text-muted text-sm">{t('work.owner', { name: mention.owner.name })}</span>
      )}
      {work.mayWork && (
        <TagPicker
          isActive={false}
          chosen={chosen}
          work={work}
          trigger={
            <Button size="sm" icon={Tag}>
              {t('work.tag')}
            </Button>
          }
        />
      )}
      {mention.tags.map(tag => (
        <Chip key={tag.id} tone={tag.tone} hasDot>
          {tag.name}
        </Chip>
      ))}
      <div className="grow" />
      <FollowButton mention={mention} />
      <Button asChild size="sm" tone="quiet">
        <PageLink to="/listen" search={{ authorId: mention.item.author.id }}>
          {t('author.posts')}
        </PageLink>
      </Button>
    </div>
  )
}

const MentionFields = ({ mention }: { mention: Mention }) => {
  const { work } = useDesk()
  const verb = useVerb(setMentionFields, { isQuiet: true, refetch: [getMention, listMentions] })
  return (
    <OwnFields
      noun="mention"
      values={mention.fields}
      mayEdit={work.mayWork}
      onSave={values => verb.ask({ mentionId: mention.id, values })}
    />
  )
}

const SourceLink = ({ item }: { item: Item }) => {
  const t = words.useT()
  const channelName = useChannelName()
  // Addresses come from outside: only those of the web are links.
  if (!item.url || !/^https?:\/\//i.test(item.url)) return null
  return (
    <Button asChild tone="quiet">
      <a href={item.url} target="_blank" rel="noreferrer noopener">
        <ExternalLink size={14} strokeWidth={1.7} aria-hidden />
        {t('sheet.source', { channel: channelName(item.channel) })}
      </a>
    </Button>
  )
}

const Facts = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const report = reportWords.useT()
  const formats = useFormats()
  const [isRaw, setRaw] = useState(false)
  const { item, topics } = mention
  return (
    <div className="flex flex-col gap-3 border-hair border-t pt-3 text-sm">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <dt className="text-muted">{t('sheet.topics')}</dt>
        <dd className="flex flex-wrap gap-1">
          {topics.length === 0 && <span className="text-muted">{t('sheet.noTopics')}</span>}
          {topics.map(topic => (
            <Chip key={topic.id} tone="acc">
              {topic.name}
            </Chip>
          ))}
        </dd>
        <dt className="text-muted">{report('spread.title')}</dt>
        <dd>
          <SpreadLine mentionId={mention.id} />
        </dd>
        <dt className="text-muted">{t('sheet.published')}</dt>
        <dd className="tabular-nums">
          {item.publishedAt ? formats.moment(item.publishedAt) : t('sheet.publishedUnknown')}
        </dd>
        <dt className="text-muted">{t('sheet.received')}</dt>
        <dd className="tabular-nums">{formats.moment(item.receivedAt)}</dd>
        <dt className="text-muted">{t('sheet.handle')}</dt>
        <dd className="truncate">{item.author.handle}</dd>
      </dl>
      <button
        type="button"
        aria-expanded={isRaw}
        onClick={() => setRaw(!isRaw)}
        className="self-start rounded-sm font-medium text-accent-text hover:underline pointer-coarse:min-h-11"
      >
        {t('sheet.raw')}
      </button>
      {isRaw && <Raw itemId={item.id} />}
    </div>
  )
}

const Raw = ({ itemId }: { itemId: string }) => {
  const raw = useEndpoint(getRawItem, { itemId })
  if (raw.error) return <Failed error={raw.error} onRetry={() => void raw.refetch()} />
  if (!raw.data) return <Skeleton className="h-32 w-full" />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <pre tabIndex={0} className="scroll-quiet max-h-80 rounded-md bg-sunken p-3 text-2xs leading-4">
      {JSON.stringify(raw.data.raw, null, 2)}
    </pre>
  )
}
