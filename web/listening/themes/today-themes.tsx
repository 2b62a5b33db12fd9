/** Themes on 오늘: the three that rose most over a day, though nobody set them. */
import { listThemes } from '../../../contract/listening.ts'
import { Card } from '../../kit/page.tsx'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { useHasHeard } from '../use-has-heard.ts'
import { rowsOfTheme } from './use-themes.ts'
import { words } from './words.ts'

const shown = 3

export const TodayThemes = () => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const themes = useEndpoint(listThemes, { span: 'day' }, { when: may('listening.read') }).data
  const hasHeard = useHasHeard()
  if (!themes || !hasHeard || themes.past < themes.pastNeeded) return null
  const rising = themes.items.filter(theme => theme.isRising).slice(0, shown)
  return (
    <Card title={t('themes.todayTitle')} note={t('themes.todayNote')}>
      {rising.length === 0 ? (
        <p className="mt-2 text-muted text-sm">{t('themes.todayNone')}</p>
      ) : (
        <ul className="mt-1.5 flex flex-col">
          {rising.map(theme => (
            <li key={theme.id} className="flex items-baseline gap-2 border-hair border-b py-2">
              <PageLink to="/listen/themes" className="min-w-0 grow truncate font-medium hover:underline">
                {theme.label}
              </PageLink>
              <PageLink
                to="/listen"
                search={rowsOfTheme(theme)}
                className="shrink-0 text-muted text-xs tabular-nums hover:underline"
              >
                {t('themes.counts', { mentions: formats.number(theme.mentions) })}
              </PageLink>
            </li>
          ))}
        </ul>
      )}
      <PageLink to="/listen/themes" className="mt-2 inline-block rounded-sm text-accent-text text-sm hover:underline">
        {t('themes.all')}
      </PageLink>
    </Card>
  )
}
