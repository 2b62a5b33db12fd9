/** Mentions by channel, the negative ones in red. */
import { listChannelVolumes } from '../../../contract/listening.ts'
import { useChannelName } from '../../channels/index.ts'
import { Card } from '../../kit/page.tsx'
import { Ranks } from '../../kit/ranks.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import type { Report } from './frame.tsx'
import { rowsBehind } from './view.ts'
import { words } from './words.ts'

export const Channels = ({ report: { view, spans } }: { report: Report }) => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const channelName = useChannelName()
  const about = view.topic === undefined ? {} : { topicId: view.topic }
  const channels = useEndpoint(listChannelVolumes, { ...spans.now, ...about })
  return (
    <Card title={t('numbers.channels')} note={t('numbers.channelsNote')}>
      <Loaded query={channels} waiting={<Skeleton className="mt-3 h-32 w-full" />}>
        {({ items }) => (
          <Ranks
            label={t('numbers.channels')}
            ranks={items.map(one => ({
              name: one.channel,
              label: channelName(one.channel),
              value: one.total,
              tone: 'rest',
              within: { value: one.negative, tone: 'neg' },
              says: t('numbers.channelSays', {
                count: formats.number(one.total),
                share: formats.share(one.total ? one.negative / one.total : 0),
              }),
              onOpen: () => go('/listen', rowsBehind(view, spans.now, { channel: one.channel })),
            }))}
          />
        )}
      </Loaded>
    </Card>
  )
}
