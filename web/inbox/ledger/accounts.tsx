/** Accounts: split or unified, today's content beside complaints, and what the other mode would have meant. */
import {
  type AccountMode,
  accountMode,
  compareAccountModes,
  getAccountMode,
  getBrandGuard,
  getContentDay,
  setAccountMode,
} from '../../../contract/inbox/modes.ts'
import { Chip } from '../../kit/chip.tsx'
import { Columns } from '../../kit/columns.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useChannelName } from '../../listening/index.ts'
import { PageLink, useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const AccountPanel = () => (
  <>
    <Mode />
    <Day />
    <Comparison />
  </>
)

const Mode = () => {
  const t = words.useT()
  const toasts = useToasts()
  const may = useMay()('inbox.manage')
  const query = useEndpoint(getAccountMode, {})
  const verb = useVerb(setAccountMode, { refetch: [getAccountMode, getBrandGuard, compareAccountModes] })
  return (
    <Card title={t('accounts.mode')}>
      <Loaded query={query} waiting={<Skeleton className="mt-2 h-16 w-full" />}>
        {kept => {
          const put = (mode: AccountMode) => {
            verb.run({ mode })
            toasts.show({
              text: t('accounts.modeDone', { mode: t(`mode.${mode}`) }),
              onUndo: () => verb.run({ mode: kept.mode }),
            })
          }
          return (
            <>
              <div className="mt-2 max-w-xs">
                <Select
                  label={t('accounts.mode')}
                  isDisabled={!may}
                  value={kept.mode}
                  onChange={put}
                  choices={accountMode.options.map(value => ({ value, label: t(`mode.${value}`) }))}
                />
              </div>
              <p className="mt-2 text-muted text-sm">{t(`mode.${kept.mode}Hint`)}</p>
              {kept.mode === 'split' && (kept.brandAccounts === 0 || kept.careAccounts === 0) && (
                <p className="mt-2 text-sm text-warn">
                  {t('accounts.missing')}{' '}
                  <PageLink to="/settings/channels" className="underline underline-offset-2">
                    {t('accounts.channels')}
                  </PageLink>
                </p>
              )}
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}

const Day = () => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const channelName = useChannelName()
  const query = useEndpoint(getContentDay, {})
  return (
    <Card title={t('day.title')} note={t('day.note')}>
      <Loaded query={query} waiting={<Skeleton className="mt-2 h-40 w-full" />}>
        {day => (
          <>
            {day.isPeakNow && (
              <p role="alert" className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
                {t('day.peakNow')}
              </p>
            )}
            <PageLink
              to="/listen"
              search={{ column: 'all', state: 'pending', sentiment: 'negative', from: day.hours[0]?.at }}
              className="-mx-2 my-1 inline-block rounded-sm px-2 py-1 text-sm hover:bg-hover"
            >
              {t('day.open', { count: day.open })}
            </PageLink>
            <Columns
              label={t('day.title')}
              height={110}
              columns={day.hours.map(hour => ({
                name: hour.at,
                mark: formats.time(hour.at),
                says: t(hour.isPeak ? 'day.hourPeak' : 'day.hour', {
                  time: formats.time(hour.at),
                  complaints: hour.complaints,
                  usual: hour.usual.toFixed(1),
                  posts: hour.posts,
                }),
                parts: [
                  { tone: hour.isPeak ? 'neg' : 'mix', count: hour.complaints },
                  { tone: 'accent', count: hour.posts },
                ],
              }))}
              onOpen={at =>
                go('/listen', {
                  column: 'all',
                  from: at,
                  to: new Date(Date.parse(at) + 3_600_000).toISOString(),
                })
              }
            />
            {day.posts.length === 0 ? (
              <p className="mt-2 text-muted text-sm">{t('day.noPosts')}</p>
            ) : (
              <ul className="mt-2">
                {day.posts.map(post => (
                  <li key={post.itemId} className="flex items-center gap-2 border-hair border-b py-1.5 last:border-0">
                    <span className="min-w-0 grow truncate text-sm">{post.text}</span>
                    {post.isDuringPeak && <Chip tone="warn">{t('day.duringPeak')}</Chip>}
                    <span className="shrink-0 text-muted text-xs tabular-nums">
                      {channelName(post.channel)} · {formats.time(post.at)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </Card>
  )
}

const Comparison = () => {
  const t = words.useT()
  const formats = useFormats()
  const query = useEndpoint(compareAccountModes, {})
  const shown = (value: number | null) => (value === null ? t('compare.unknown') : formats.compact(value))
  return (
    <Card title={t('compare.title')}>
      <Loaded query={query} waiting={<Skeleton className="mt-2 h-24 w-full" />}>
        {found => (
          <>
            <p className="mt-1 text-sm">
              {t('compare.says', { days: found.days, answers: found.answers, complaints: found.complaints })}
            </p>
            <dl className="mt-2 grid grid-cols-[auto_1fr_1fr] gap-x-6 gap-y-1 text-sm tabular-nums">
              <dt />
              <dd className="text-muted text-xs">{t('compare.reach')}</dd>
              <dd className="text-muted text-xs">{t('compare.exposure')}</dd>
              {(['split', 'unified'] as const).map(mode => (
                <div key={mode} className="contents">
                  <dt>{t(`mode.${mode}`)}</dt>
                  <dd className="font-semibold">{shown(found[mode].reach)}</dd>
                  <dd className="font-semibold">{shown(found[mode].exposure)}</dd>
                </div>
              ))}
            </dl>
            <ul className="mt-3 text-sm">
              {found.accounts.map(one => (
                <li key={one.accountId} className="flex flex-wrap justify-between gap-x-3 border-hair border-t py-1">
                  <span>
                    {one.handle} <span className="text-muted text-xs">{t(`purpose.${one.purpose}`)}</span>
                  </span>
                  <span className="text-muted tabular-nums">
                    {t('compare.account', {
                      followers: one.followers === null ? t('compare.unknown') : formats.number(one.followers),
                      answers: one.answers,
                      complaints: one.complaints,
                    })}
                  </span>
                </li>
              ))}
            </ul>
            <p className="mt-2 text-muted text-xs leading-[1.6]">
              {t('compare.assumptions', { exceptions: found.exceptions })}
            </p>
          </>
        )}
      </Loaded>
    </Card>
  )
}
