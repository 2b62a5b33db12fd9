/** 듣기 → 수치 → 말하는 사람: whose words carry, how they feel, and how we ended with them. */

import { UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { listSpeakers, type Speaker, type SpeakerOrder, speakerOrder } from '../../../contract/listening.ts'
import { useChannelName } from '../../channels/index.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { Tooltip } from '../../kit/tooltip.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { type Report, ReportFrame, useReport } from './frame.tsx'
import { rowsBehind } from './view.ts'
import { words } from './words.ts'

export const SpeakersPage = () => {
  const t = words.useT()
  const formats = useFormats()
  const report = useReport()
  const { view, spans, change } = report
  const about = view.topic === undefined ? {} : { topicId: view.topic }
  const speakers = useEndpoint(listSpeakers, { ...spans.now, ...about, order: view.order })
  const columns = useColumns(report)
  return (
    <ReportFrame report={report} title={t('report.speakers')}>
      <Loaded query={speakers}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState icon={UsersRound} title={t('speakers.none')} hint={t('report.noneHint')} />
          ) : (
            <Card
              title={t('speakers.title', { count: formats.number(total) })}
              note={
                <Select<SpeakerOrder>
                  isCompact
                  label={t('speakers.order')}
                  value={view.order}
                  choices={speakerOrder.options.map(order => ({ value: order, label: t(`speakers.by.${order}`) }))}
                  onChange={order => change({ order })}
                />
              }
            >
              <DataTable
                label={t('report.speakers')}
                rows={items}
                columns={columns}
                idOf={speaker => speaker.author.id}
              />
              <p className="mt-3 text-muted text-xs">{t('speakers.how')}</p>
            </Card>
          )
        }
      </Loaded>
    </ReportFrame>
  )
}

const useColumns = ({ view, spans }: Report): readonly Column<Speaker>[] => {
  const t = words.useT()
  const formats = useFormats()
  const rows = (speaker: Speaker, more: Readonly<Record<string, string>> = {}) =>
    rowsBehind(view, spans.now, { authorId: speaker.author.id, ...more })
  return [
    {
      name: 'person',
      head: t('speakers.person'),
      isMain: true,
      draw: speaker => <Person speaker={speaker} />,
    },
    {
      name: 'influence',
      head: t('speakers.influence'),
      isNumber: true,
      draw: ({ influence }) => (
        <Tooltip text={t('speakers.influenceWhy', { ...influence })}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: why it is so must be reachable by keyboard. */}
          <span tabIndex={0} className="rounded-sm font-semibold underline decoration-dotted underline-offset-3">
            {influence.score}
          </span>
        </Tooltip>
      ),
    },
    {
      name: 'followers',
      head: t('speakers.followers'),
      isNumber: true,
      isWide: true,
      draw: ({ author }) =>
        author.followers === null ? (
          <span className="text-faint">{t('speakers.unknown')}</span>
        ) : (
          formats.compact(author.followers)
        ),
    },
    {
      name: 'mentions',
      head: t('speakers.mentions'),
      isNumber: true,
      draw: speaker => <Rows search={rows(speaker)}>{formats.number(speaker.mentions)}</Rows>,
    },
    {
      name: 'feeling',
      head: t('speakers.feeling'),
      isWide: true,
      draw: speaker => <Feeling speaker={speaker} search={rows(speaker, { sentiment: 'negative' })} />,
    },
    {
      name: 'drawn',
      head: t('speakers.drawn'),
      isNumber: true,
      isWide: true,
      draw: speaker => formats.number(speaker.drawn),
    },
    {
      name: 'ended',
      head: t('speakers.ended'),
      isWide: true,
      draw: speaker => (
        <Rows search={rows(speaker, { state: speaker.pending ? 'pending' : 'answered' })}>
          {t('speakers.endedSays', { answered: speaker.answered, pending: speaker.pending })}
        </Rows>
      ),
    },
    {
      name: 'last',
      head: t('speakers.last'),
      isNumber: true,
      isWide: true,
      draw: speaker => <span className="text-muted">{formats.ago(speaker.lastAt)}</span>,
    },
  ]
}

const Rows = ({ search, children }: { search: ReturnType<typeof rowsBehind>; children: ReactNode }) => (
  <PageLink to="/listen" search={search} className="rounded-sm hover:underline">
    {children}
  </PageLink>
)

const Person = ({ speaker: { author } }: { speaker: Speaker }) => {
  const channelName = useChannelName()
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={author.displayName} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-semibold">{author.displayName}</span>
        <span className="truncate text-muted text-xs">
          {channelName(author.channel)} · {author.handle}
        </span>
      </span>
    </span>
  )
}

/** Shares of what one person said, as a bar of three; the words beside it say the same. */
const Feeling = ({ speaker, search }: { speaker: Speaker; search: ReturnType<typeof rowsBehind> }) => {
  const t = words.useT()
  const { mentions, positive, negative } = speaker
  const width = (count: number) => ({ width: `${(count / mentions) * 100}%` })
  return (
    <PageLink to="/listen" search={search} className="flex items-center gap-2 rounded-sm hover:underline">
      <span aria-hidden className="flex h-2 w-16 shrink-0 overflow-hidden rounded-full bg-neu-soft">
        <span className="bg-pos" style={width(positive)} />
        <span className="ml-auto bg-neg" style={width(negative)} />
      </span>
      <span className="whitespace-nowrap text-muted text-xs">{t('speakers.feelingSays', { positive, negative })}</span>
    </PageLink>
  )
}
