/** How a file is read, and what a person may say about all of its rows. */
import { changeImport, type FileImport, getImport, listTopics, previewImport } from '../../../contract/listening.ts'
import { useChannelName } from '../../channels/index.ts'
import { Chip } from '../../kit/chip.tsx'
import { Field } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { type Choice, Select } from '../../kit/select.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

const none = 'none'

/** Channels that people bring files of; any other is named by a column. */
const channels = ['x', 'instagram', 'naver_blog', 'naver_cafe', 'youtube', 'community', 'news', 'bluesky', 'mastodon']

export const useChange = () => useVerb(changeImport, { refetch: [getImport, previewImport] })

export const Settings = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const change = useChange()
  const channelName = useChannelName()
  const topics = useEndpoint(listTopics, {})
  const dates = one.tables.find(table => table.isDayFirst !== null)
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
    <Card title={t('import.how')}>
      <ReadAs one={one} />
      <div className="grid gap-4 pt-3 md:grid-cols-2">
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
        <Field label={t('import.zone')} hint={t('import.zoneHint')}>
          <Select
            value={one.zone}
            choices={zones(one.zone).map(value => ({ value, label: value.replaceAll('_', ' ') }))}
            onChange={zone => change.run({ importId: one.id, zone })}
          />
        </Field>
        {dates && (
          <Field label={t('import.days')}>
            <Select
              value={dates.isDayFirst ? 'day' : 'month'}
              choices={[
                { value: 'month', label: t('import.days.month') },
                { value: 'day', label: t('import.days.day') },
              ]}
              onChange={value => change.run({ importId: one.id, isDayFirst: value === 'day' })}
            />
          </Field>
        )}
      </div>
    </Card>
  )
}

const ReadAs = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const { reading } = one
  if (!reading) return null
  const format = one.tables.find(table => table.format)?.format
  const kind = (['csv', 'tsv', 'xlsx', 'json', 'jsonl'] as const).find(name => name === reading.kind) ?? 'csv'
  return (
    <p className="flex flex-wrap gap-1.5 pt-2">
      <Chip tone={format ? 'acc' : 'neu'}>
        {format ? t('import.format', { name: formatNames[format] ?? format }) : t('import.formatAny')}
      </Chip>
      <Chip>{t(`import.kind.${kind}`)}</Chip>
      {reading.charset && <Chip>{reading.charset.toUpperCase()}</Chip>}
      {reading.delimiter && reading.delimiter !== '\t' && (
        <Chip>{t('import.delimiter', { delimiter: reading.delimiter })}</Chip>
      )}
      <Chip>{t('import.rows', { count: one.totalRows })}</Chip>
    </p>
  )
}

/** Names of products, the same in every language. */
const formatNames: Readonly<Record<string, string>> = {
  maeari: 'Maeari',
  brandwatch: 'Brandwatch',
  meltwater: 'Meltwater',
  mention: 'Mention',
  union_metrics: 'Union Metrics',
}

const zones = (current: string): readonly string[] => {
  const known = Intl.supportedValuesOf('timeZone')
  return [...new Set([current, 'UTC', ...known])]
}
