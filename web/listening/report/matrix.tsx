/** What is said where: topics against channels, with the places where much is said and we are not. */
import { listAccounts } from '../../../contract/channels.ts'
import { listTopicChannels } from '../../../contract/listening.ts'
import { useChannelName } from '../../channels/index.ts'
import { Emphasised } from '../../kit/emphasised.tsx'
import { Heat, type HeatRow } from '../../kit/heat.tsx'
import { Card } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { blindSpots } from './blind-spots.ts'
import type { Report } from './frame.tsx'
import { rowsBehind } from './view.ts'
import { words } from './words.ts'

const rowsAtMost = 12
const columnsAtMost = 10

export const Matrix = ({ report: { spans } }: { report: Report }) => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const channelName = useChannelName()
  const cells = useEndpoint(listTopicChannels, spans.now)
  const accounts = useEndpoint(listAccounts, {}, { when: useMay()('channels.read') })
  return (
    <Card title={t('numbers.matrix')} note={t('numbers.matrixNote')}>
      <Loaded query={cells} waiting={<Skeleton className="mt-3 h-48 w-full" />}>
        {data => {
          if (data.topics.length < 2) return <p className="mt-3 text-muted text-sm">{t('numbers.matrixNone')}</p>
          const topics = data.topics.slice(0, rowsAtMost)
          const channels = data.channels.slice(0, columnsAtMost)
          const ours = accounts.data && new Set(accounts.data.items.map(account => account.channel))
          const blind = ours ? blindSpots(data.cells, ours) : []
          const isBlind = (topicId: string, channel: string) =>
            blind.some(spot => spot.topicId === topicId && spot.channel === channel)
          const rows = topics.map(
            (topic): HeatRow => ({
              name: topic.id,
              label: topic.name,
              cells: channels.map(channel => {
                const count = data.cells.find(cell => cell.topicId === topic.id && cell.channel === channel)?.total ?? 0
                const spot = isBlind(topic.id, channel)
                const values = { topic: topic.name, channel: channelName(channel), count: formats.number(count) }
                return { count, isBlind: spot, says: t(spot ? 'numbers.cellBlind' : 'numbers.cell', values) }
              }),
            }),
          )
          const [worst] = blind
          const topicName = topics.find(topic => topic.id === worst?.topicId)?.name
          return (
            <>
              <Heat
                label={t('numbers.matrix')}
                columns={channels.map(channel => ({ name: channel, label: channelName(channel) }))}
                rows={rows}
                onOpen={(topic, channel) => go('/listen', rowsBehind({ topic }, spans.now, { channel }))}
              />
              {worst && topicName && (
                <p className="mt-3 text-muted text-sm">
                  <Emphasised
                    text={t('numbers.blind', {
                      channel: channelName(worst.channel),
                      topic: topicName,
                      count: formats.number(worst.total),
                    })}
                  />
                </p>
              )}
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
