/** One theme: how much it rose, over time, what was said; named, hidden or made a topic where it stands. */
import { Ellipsis, Eye, EyeOff, Pencil, Radio } from 'lucide-react'
import { useMemo, useState } from 'react'
import { getTheme, type Theme } from '../../../contract/listening.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { LineChart } from '../../kit/line-chart.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useLocale } from '../../platform/i18n.ts'
import { PageLink, useGo } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { QuoteList } from './quote-list.tsx'
import { FollowDialog, RenameDialog } from './theme-dialogs.tsx'
import { rowsOfTheme, useHide } from './use-themes.ts'
import { words } from './words.ts'

export const ThemeCard = ({ theme }: { theme: Theme }) => {
  const t = words.useT()
  const formats = useFormats()
  const numbers = { authors: formats.number(theme.authors), expected: formats.number(Math.round(theme.expected)) }
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-hair bg-panel px-4 py-3.5">
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <h2 className="break-words font-semibold text-md">{theme.label}</h2>
          <p className="text-muted text-sm">
            <PageLink to="/listen" search={rowsOfTheme(theme)} className="font-semibold text-ink hover:underline">
              {t('themes.counts', { mentions: formats.number(theme.mentions) })}
            </PageLink>{' '}
            · {t(theme.expected < 0.5 ? 'themes.countsNew' : 'themes.countsNote', numbers)}
          </p>
        </div>
        <Chip tone={theme.isRising ? 'acc' : 'neu'}>{t(theme.isRising ? 'themes.rising' : 'themes.settled')}</Chip>
        <ThemeMenu theme={theme} />
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <PageLink
          to="/listen"
          search={rowsOfTheme(theme, { sentiment: 'positive' })}
          className="text-pos hover:underline"
        >
          ▲ {t('themes.positive', { count: theme.positive })}
        </PageLink>
        <PageLink
          to="/listen"
          search={rowsOfTheme(theme, { sentiment: 'negative' })}
          className="text-neg hover:underline"
        >
          ▼ {t('themes.negative', { count: theme.negative })}
        </PageLink>
        <span className="text-muted">{t('themes.since', { when: formats.moment(theme.firstAt) })}</span>
        <span className="text-muted" title={t('themes.whyHint')}>
          {t('themes.why', { score: theme.score.toFixed(1) })}
        </span>
      </p>
      {theme.words.length > 1 && (
        <p className="flex flex-wrap items-center gap-1.5 text-muted text-xs">
          {t('themes.words')}
          {theme.words.map(word => (
            <Chip key={word}>{word}</Chip>
          ))}
        </p>
      )}
      <ThemeChart theme={theme} />
      <QuoteList quotes={theme.posts} label={t('themes.quotes')} />
      <Button asChild className="self-start">
        <PageLink to="/listen" search={rowsOfTheme(theme)}>
          {t('themes.open')}
        </PageLink>
      </Button>
    </li>
  )
}

const ThemeChart = ({ theme }: { theme: Theme }) => {
  const t = words.useT()
  const locale = useLocale()
  const formats = useFormats()
  const opened = useEndpoint(getTheme, { themeId: theme.id }).data
  const grain = theme.span === 'week' ? 'day' : 'hour'
  const series = grain === 'day' ? opened?.days : opened?.hours
  const at = useMemo(() => series?.map(point => Date.parse(point.at) / 1000) ?? [], [series])
  const line = t('themes.line')
  const lines = useMemo(
    () => [
      {
        label: line,
        tone: 'accent' as const,
        isFilled: true,
        values: series?.map(point => point.mentions) ?? [],
      },
    ],
    [series, line],
  )
  if (!series) return <Skeleton className="h-28 w-full" />
  return (
    <LineChart
      at={at}
      lines={lines}
      grain={grain}
      height={112}
      timeZone={formats.timeZone}
      locale={locale}
      label={t(grain === 'day' ? 'themes.chartDays' : 'themes.chartHours', { word: theme.words[0]! })}
    />
  )
}

const ThemeMenu = ({ theme }: { theme: Theme }) => {
  const t = words.useT()
  const go = useGo()
  const [asked, ask] = useState<'rename' | 'follow' | null>(null)
  const hide = useHide()
  if (!useMay()('listening.manage')) return null
  const isHidden = theme.hiddenAt !== null
  return (
    <>
      <Menu trigger={<IconButton label={t('themes.actions', { label: theme.label })} icon={Ellipsis} />}>
        <MenuItem icon={Pencil} onPick={() => ask('rename')}>
          {t('themes.rename')}
        </MenuItem>
        <MenuItem icon={isHidden ? Eye : EyeOff} onPick={() => hide(theme, !isHidden)}>
          {t(isHidden ? 'themes.show' : 'themes.hide')}
        </MenuItem>
        {theme.topicId === null ? (
          <MenuItem icon={Radio} onPick={() => ask('follow')}>
            {t('themes.follow')}
          </MenuItem>
        ) : (
          <MenuItem icon={Radio} onPick={() => go(`/listen/topics/${theme.topicId}`)}>
            {t('themes.followed')}
          </MenuItem>
        )}
      </Menu>
      {asked === 'rename' && <RenameDialog theme={theme} onClose={() => ask(null)} />}
      {asked === 'follow' && <FollowDialog theme={theme} onClose={() => ask(null)} />}
    </>
  )
}
