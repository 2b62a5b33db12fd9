/** What is only said of files of posts: the topic and the channel of all rows, and the way to the stream. */
import { changeImport, type FileImport, getImport, previewImport } from '../../../contract/channels.ts'
import { listTopics } from '../../../contract/listening.ts'
import { useChannelName } from '../../channels/index.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { type Choice, Select } from '../../kit/select.tsx'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

const none = 'none'

/** Channels that people bring files of; any other is named by a column. */
const channels = ['x', 'instagram', 'naver_blog', 'naver_cafe', 'youtube', 'community', 'news', 'bluesky', 'mastodon']

const hasMentions = (one: FileImport) => one.tables.some(table => table.kind === 'mentions')

export const MentionSettings = ({ one }: { one: FileImport }) =>
  hasMentions(one) ? <TopicAndChannel one={one} /> : null

const TopicAndChannel = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const change = useVerb(changeImport, { refetch: [getImport, previewImport] })
  const channelName = useChannelName()
  const topics = useEndpoint(listTopics, {})
  const topicChoices = [
    { value: none, label: t('import.noTopic') },
    ...(topics.data?.items ?? []).map(topic => ({ value: topic.id, label: topic.name })),
  ]
  const channelChoices: Choice<string>[] = [
    { value: none, label: t('import.channelByRow') },
    ...[...new Set([...channels, ...(one.channel ? [one.channel] : [])])].map(value => ({
      value,
      label: channelName(value),
    })),
  ]
  return (
    <>
      <Field label={t('import.topic')} hint={t('import.topicHint')}>
        <Select
          value={one.topicId ?? none}
          choices={topicChoices}
          onChange={value => change.run({ importId: one.id, topicId: value === none ? null : value })}
        />
      </Field>
      <Field label={t('import.channel')} hint={t('import.channelHint')}>
        <Select
          value={one.channel ?? none}
          choices={channelChoices}
          onChange={value => change.run({ importId: one.id, channel: value === none ? null : value })}
        />
      </Field>
    </>
  )
}

export const OpenMentions = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  if (!hasMentions(one)) return null
  return (
    <Button asChild tone="primary">
      <PageLink to="/listen" search={{ topicId: one.topicId ?? undefined }}>
        {one.topicId && one.counts.mentions > 0 ? t('run.open', { count: one.counts.mentions }) : t('run.openList')}
      </PageLink>
    </Button>
  )
}
