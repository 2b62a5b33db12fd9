/** What a customer said and what we answered: one row an activity, wide on the profile, narrow beside a conversation. */
import { ArrowUpRight } from 'lucide-react'
import type { Activity } from '../../contract/customers.ts'
import { sentimentShape, sentimentTone, type Tone } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { words as kitWords } from '../kit/words.ts'
import { PageLink } from '../platform/links.tsx'
import { useFormats } from '../platform/session.ts'
import { ourKinds, signs } from './activity-signs.ts'
import { ChannelSign } from './channel.tsx'
import { useShownChannel } from './channel-name.ts'
import { useActivityNote } from './profile/activity-text.ts'
import { words } from './words.ts'

const inks: Record<Tone, string> = {
  neu: 'text-faint',
  pos: 'text-pos',
  neg: 'text-neg',
  mix: 'text-mix',
  acc: 'text-accent-text',
  warn: 'text-warn',
}

/** The sign before an activity: the feeling's shape for what was said, our own signs for what we did. */
const Sign = ({ activity }: { activity: Activity }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const name = t(`timeline.${activity.kind}`)
  if (activity.kind === 'said') {
    const feeling = activity.sentiment
    const says = feeling ? `${name}, ${kit(`sentiment.${feeling}`)}` : name
    return (
      <span
        role="img"
        aria-label={says}
        title={says}
        className={cx('text-[10px] leading-5', feeling ? inks[sentimentTone[feeling]] : 'text-faint')}
      >
        {feeling ? sentimentShape[feeling] : '○'}
      </span>
    )
  }
  const { icon: Icon, ink } = signs[activity.kind]
  return (
    <span title={name} className={cx('grid h-5 place-items-center', ink)}>
      <Icon size={13} strokeWidth={1.8} aria-hidden />
      <span className="sr-only">{name}</span>
    </span>
  )
}

const useTextOf = (activity: Activity): string => {
  const t = words.useT()
  if (activity.text) return activity.text
  if (activity.kind === 'resolved') return t('timeline.resolvedText')
  return activity.kind === 'said' ? t('timeline.removed') : ''
}

/** A row of the profile: when, what, the words, where it can be read. */
export const TimelineRow = ({ activity }: { activity: Activity }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useShownChannel()
  const kit = kitWords.useT()
  const text = useTextOf(activity)
  const note = useActivityNote(activity)
  const channel = channelName(activity.channel)
  const isOurs = ourKinds.includes(activity.kind)
  return (
    <article className="grid grid-cols-[104px_16px_minmax(0,1fr)] gap-x-2.5 border-hair border-b px-5 py-2.5 max-md:grid-cols-[16px_minmax(0,1fr)] max-md:px-4">
      <time dateTime={activity.at} className="text-faint text-xs leading-5 tabular-nums max-md:hidden">
        {formats.moment(activity.at)}
      </time>
      <span className="justify-self-center">
        <Sign activity={activity} />
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-1.5 text-faint text-xs leading-5">
          <span className={cx('font-medium', isOurs || activity.text === '' ? 'text-muted' : 'sr-only')}>
            {t(`timeline.${activity.kind}`)}
          </span>
          {channel && <ChannelSign channel={activity.channel} size={12} />}
          {channel}
          {activity.kind === 'said' && activity.sentiment && (
            <span className={inks[sentimentTone[activity.sentiment]]}>{kit(`sentiment.${activity.sentiment}`)}</span>
          )}
          <time dateTime={activity.at} className="tabular-nums md:hidden">
            · {formats.moment(activity.at)}
          </time>
          <Links activity={activity} />
        </div>
        {note && (
          <p
            className={cx('text-sm tabular-nums', activity.kind === 'waited' ? 'font-medium text-warn' : 'text-muted')}
          >
            {note}
          </p>
        )}
        {text && (
          <p className={cx('whitespace-pre-line break-words', activity.kind === 'resolved' && 'text-muted')}>{text}</p>
        )}
      </div>
    </article>
  )
}

const link =
  'inline-flex items-center gap-0.5 rounded-sm text-accent-text hover:underline pointer-coarse:min-h-8 pointer-coarse:px-1'

const Links = ({ activity }: { activity: Activity }) => {
  const t = words.useT()
  return (
    <span className="ml-auto flex gap-3">
      {activity.conversationId && (
        <PageLink to={`/inbox/${activity.conversationId}`} className={link}>
          {t('timeline.conversation')}
        </PageLink>
      )}
      {activity.url && (
        <a href={activity.url} target="_blank" rel="noreferrer noopener" className={link}>
          {t('timeline.source')}
          <ArrowUpRight size={12} aria-hidden />
        </a>
      )}
    </span>
  )
}

/** A row beside a conversation: as little as tells the story. */
export const SmallTimelineRow = ({ activity }: { activity: Activity }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useShownChannel()
  const note = useActivityNote(activity)
  const name = t(`timeline.${activity.kind}`)
  const said = useTextOf(activity)
  const text = activity.kind === 'said' && said ? said : [said || name, note].filter(Boolean).join(' · ')
  return (
    <li className="grid grid-cols-[58px_14px_minmax(0,1fr)] gap-x-2 pb-2 text-xs">
      <time
        dateTime={activity.at}
        title={formats.moment(activity.at)}
        className="whitespace-nowrap text-faint leading-5 tabular-nums"
      >
        {formats.ago(activity.at)}
      </time>
      <span className="justify-self-center">
        <Sign activity={activity} />
      </span>
      <p className="line-clamp-2 break-words leading-5" title={`${channelName(activity.channel)} · ${text}`}>
        {text}
      </p>
    </li>
  )
}
