/** Listening's sentences of 오늘: what matters, with its number and the way to its rows. */
import { useChannelName } from '../channels/index.ts'
import { Emphasised } from '../kit/emphasised.tsx'
import { PageLink, type Search } from '../platform/links.tsx'
import { useFormats, useNow } from '../platform/session.ts'
import { startOfDay } from './days.ts'
import { rowsOf, type SoWhat, soWhat } from './so-what.ts'
import { useToday, useWeekChannels, useWeekLedger } from './use-today.ts'
import { words } from './words.ts'

export const TodaySentences = () => {
  const formats = useFormats()
  const now = useNow()
  const numbers = useToday()
  const ledger = useWeekLedger()
  const channels = useWeekChannels()
  if (!numbers) return null
  const start = startOfDay(now, formats.timeZone)
  return soWhat({ numbers, ledger, channels: channels ?? [] }).map(one => (
    <Said key={one.kind} one={one} search={rowsOf(one, start)} />
  ))
}

const Said = ({ one, search }: { one: SoWhat; search: Search }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const { text, link } = said(one, t, formats, channelName)
  return (
    <p>
      <Emphasised text={text} />{' '}
      <PageLink to="/listen" search={search} className="rounded-sm border-current border-b text-accent-text">
        {link}
      </PageLink>
    </p>
  )
}

const said = (
  one: SoWhat,
  t: ReturnType<typeof words.useT>,
  formats: ReturnType<typeof useFormats>,
  channelName: (channel: string) => string,
): { text: string; link: string } => {
  const numbered = (count: number) => ({ count, total: formats.number(count) })
  switch (one.kind) {
    case 'spike': {
      const hour = Number(formats.time(new Date(one.hour)).slice(0, 2))
      const values = { hour, ...numbered(one.count), before: formats.number(one.before), times: one.times?.toFixed(1) }
      return {
        text: t(one.times === null ? 'today.so.spikeNew' : 'today.so.spike', values),
        link: t('today.so.spikeLink'),
      }
    }
    case 'waiting':
      return {
        text: t('today.so.waiting', { ...numbered(one.count), share: formats.share(one.share) }),
        link: t('today.so.waitingLink'),
      }
    case 'negative':
      return {
        text:
          one.before === null
            ? t('today.so.negativeFirst', { share: formats.share(one.share), total: formats.number(one.total) })
            : t('today.so.negative', { share: formats.share(one.share), before: formats.share(one.before) }),
        link: t('today.so.negativeLink'),
      }
    case 'channel': {
      const channel = channelName(one.channel)
      return {
        text: t('today.so.channel', { channel, ...numbered(one.count), share: formats.share(one.share) }),
        link: t('today.so.channelLink', { channel }),
      }
    }
  }
}
