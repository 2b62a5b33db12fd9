/** 알림 → 요약: a period in short, as a mail would say it: one sentence, the mood, far posts, complaints that wait. */
import { type Digest, getDigest } from '../../contract/listening.ts'
import { sentimentLabel } from '../../contract/understanding.ts'
import { sentimentShape } from '../kit/chip.tsx'
import { Card, Page, Scroll, TopBar } from '../kit/page.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { words as kitWords } from '../kit/words.ts'
import { BackLink } from '../platform/back-link.tsx'
import { useLocale } from '../platform/i18n.ts'
import { PageLink, useView } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import { ShortPosts } from './alert-sheet.tsx'
import { words } from './words.ts'

const hourMs = 3_600_000
const hours = { day: 24, week: 7 * 24 }

export const AlertDigestPage = () => {
  const t = words.useT()
  const now = useNow()
  const [view, setView] = useView(search => ({
    period: search.period === 'week' ? ('week' as const) : ('day' as const),
    topicId: typeof search.topicId === 'string' ? search.topicId : undefined,
  }))
  const to = Math.floor(now.getTime() / (hourMs / 4)) * (hourMs / 4)
  const query = useEndpoint(getDigest, {
    ...(view.topicId ? { topicId: view.topicId } : {}),
    from: new Date(to - hours[view.period] * hourMs).toISOString(),
    to: new Date(to).toISOString(),
  })
  return (
    <Page bar={<TopBar lead={<BackLink to="/alerts" label={t('alerts.title')} />} title={t('digest.title')} />}>
      <Tabs
        label={t('digest.title')}
        controls="digest"
        value={view.period}
        tabs={[
          { value: 'day', label: t('alerts.digestDay') },
          { value: 'week', label: t('alerts.digestWeek') },
        ]}
        onChange={period => setView({ period: period === 'day' ? undefined : period })}
      />
      <Scroll>
        <div
          id="digest"
          role="tabpanel"
          aria-label={t('digest.title')}
          className="mx-auto flex max-w-xl flex-col gap-4 px-4 py-5"
        >
          <Loaded query={query} waiting={<SkeletonRows count={4} hasFace={false} />}>
            {digest => <Parts digest={digest} />}
          </Loaded>
        </div>
      </Scroll>
    </Page>
  )
}

const Parts = ({ digest }: { digest: Digest }) => {
  const t = words.useT()
  const locale = useLocale()
  const { top, unanswered } = digest
  return (
    <>
      <p className="font-semibold text-lg">{digest.head[locale]}</p>
      <Card title={t('digest.mood')}>
        <Mood digest={digest} />
      </Card>
      <Card title={t('digest.top')}>
        {top.length === 0 ? (
          <p className="mt-2 text-muted">{t('digest.noneTop')}</p>
        ) : (
          <div className="mt-2.5">
            <ShortPosts label={t('digest.top')} mentions={top} />
          </div>
        )}
      </Card>
      <Card title={t('digest.unanswered')} note={unanswered.count}>
        {unanswered.count === 0 ? (
          <p className="mt-2 text-muted">{t('digest.noneUnanswered')}</p>
        ) : (
          <div className="mt-2.5">
            <ShortPosts label={t('digest.unanswered')} mentions={unanswered.newest} />
          </div>
        )}
      </Card>
    </>
  )
}

/** Every number opens its rows. */
const Mood = ({ digest }: { digest: Digest }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const formats = useFormats()
  const { now, before, from, to } = digest
  const rows = [
    { name: 'all', label: t('digest.all'), now: now.total, before: before.total, search: {} },
    ...sentimentLabel.options.map(label => ({
      name: label,
      label: `${sentimentShape[label]} ${kit(`sentiment.${label}`)}`,
      now: now[label],
      before: before[label],
      search: { sentiment: [label] },
    })),
  ]
  return (
    <ul className="mt-2 flex flex-col">
      {rows.map(row => (
        <li key={row.name}>
          <PageLink
            to="/listen"
            search={{ ...row.search, from, to }}
            className="flex items-baseline gap-3 rounded-sm px-1 py-1.5 tabular-nums hover:bg-hover pointer-coarse:min-h-11"
          >
            <span className="grow">{row.label}</span>
            <span className="font-semibold">{formats.number(row.now)}</span>
            <span className="w-28 text-right text-muted text-sm">
              {t('digest.before', { count: formats.number(row.before) })}
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  )
}
