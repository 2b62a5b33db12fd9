/** 설정 → 고객 만족도: which channels ask, what was answered, and what people said later. */
import {
  getSatisfaction,
  getSurveyChannels,
  listSurveys,
  type SurveyShare,
  turnSurveys,
} from '../../../contract/inbox/surveys.ts'
import { useChannelName } from '../../channels/index.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { readMs } from '../../platform/clock.ts'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, usePages, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words } from './words.ts'

const dayMs = 24 * 3600_000
/** To the day, so that the question is the same all day long. */
const period = () => {
  const to = Math.ceil(readMs() / dayMs) * dayMs
  return { from: new Date(to - 90 * dayMs).toISOString(), to: new Date(to).toISOString() }
}
const percent = (value: number | null): string => (value === null ? '—' : `${Math.round(value * 100)}%`)
const told = ({ share, low, high }: SurveyShare) => ({ share: percent(share), low: percent(low), high: percent(high) })

export const SatisfactionPage = () => {
  const t = words.useT()
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} />
      <div className="mt-4 flex flex-col gap-4">
        <Channels />
        <Numbers />
        <Answers />
      </div>
    </>
  )
}

const Channels = () => {
  const t = words.useT()
  const may = useMay()
  const channelName = useChannelName()
  const query = useEndpoint(getSurveyChannels, {})
  const verb = useVerb(turnSurveys, { refetch: [getSurveyChannels] })
  return (
    <Card title={t('channels')} note={t('channels.public')}>
      <Loaded query={query} waiting={<SkeletonRows count={2} hasFace={false} />}>
        {({ channels }) => (
          <ul className="mt-2 flex flex-col">
            {channels.length === 0 && <li className="text-muted text-sm">{t('channels.none')}</li>}
            {channels.map(({ channel, isOn, missing }) => (
              <li key={channel} className="flex min-h-11 items-center gap-2 border-hair border-t py-1.5 text-sm">
                <span className="grow">{channelName(channel)}</span>
                {missing && <span className="text-muted text-xs">{t('channels.address')}</span>}
                {may('inbox.approve') && (
                  <Button
                    size="sm"
                    disabled={missing !== null && !isOn}
                    aria-label={`${channelName(channel)}: ${t(isOn ? 'off' : 'on')}`}
                    onClick={() => verb.run({ channel, isOn: !isOn })}
                  >
                    {t(isOn ? 'off' : 'on')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

const Numbers = () => {
  const t = words.useT()
  const channelName = useChannelName()
  const query = useEndpoint(getSatisfaction, period())
  return (
    <Card title={t('numbers')}>
      <Loaded query={query} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ asked, answered, satisfied, byAgent, byChannel, later }) => (
          <div className="mt-2 flex flex-col gap-3 text-sm">
            <p className="tabular-nums">{t('asked', { asked, answered })}</p>
            {answered > 0 && <p className="font-medium tabular-nums">{t('satisfied', told(satisfied))}</p>}
            <Shares title={t('byChannel')} rows={byChannel.map(one => [channelName(one.channel), one.satisfied])} />
            <Shares title={t('byAgent')} rows={byAgent.map(one => [one.name, one.satisfied])} />
            <div className="flex flex-col gap-1">
              <h3 className="font-medium">{t('later')}</h3>
              <p>{t('later.resolved', { of: later.resolved.of, ...told(later.resolved) })}</p>
              <p>{t('later.unresolved', { of: later.unresolved.of, ...told(later.unresolved) })}</p>
              {later.difference && (
                <p className="tabular-nums">
                  {t('later.difference', {
                    value: percent(later.difference.value),
                    low: percent(later.difference.low),
                    high: percent(later.difference.high),
                  })}
                </p>
              )}
              <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">{t('later.warning')}</p>
            </div>
          </div>
        )}
      </Loaded>
    </Card>
  )
}

const Shares = ({ title, rows }: { title: string; rows: readonly (readonly [string, SurveyShare])[] }) =>
  rows.length === 0 ? null : (
    <div>
      <h3 className="font-medium">{title}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {rows.map(([name, share]) => (
          <li key={name} className="flex gap-2 tabular-nums">
            <span className="grow">{name}</span>
            <span>
              {percent(share.share)} ({share.count}/{share.of})
            </span>
          </li>
        ))}
      </ul>
    </div>
  )

const Answers = () => {
  const t = words.useT()
  const formats = useFormats()
  const pages = usePages(listSurveys, {})
  return (
    <Card title={t('rows')}>
      {pages.isPending && <SkeletonRows count={3} hasFace={false} />}
      {!pages.isPending && pages.items.length === 0 && <p className="mt-2 text-muted text-sm">{t('none')}</p>}
      <ul className="mt-2 flex flex-col">
        {pages.items.map(one => (
          <li key={one.id} className="border-hair border-t py-1.5">
            <PageLink
              to={`/inbox/${one.conversationId}`}
              aria-label={`${t('open')}: ${one.customerName}`}
              className="flex min-h-9 items-center gap-2 rounded-sm text-sm hover:bg-hover"
            >
              <Chip tone={(one.score ?? 0) >= 4 ? 'pos' : (one.score ?? 0) <= 2 ? 'neg' : 'neu'}>{one.score}/5</Chip>
              <span className="shrink-0">{one.customerName}</span>
              <span className="min-w-0 grow truncate text-muted">{one.comment}</span>
              <time className="shrink-0 text-muted text-xs" dateTime={one.answeredAt ?? one.askedAt}>
                {formats.ago(one.answeredAt ?? one.askedAt)}
              </time>
            </PageLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
