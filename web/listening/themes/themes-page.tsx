/** 듣기 → 연관 주제: what rose against its own past though nobody set it, each with its rows, and corrected in place. */
import { Telescope } from 'lucide-react'
import { listThemes, type ThemeSpan, themeSpan } from '../../../contract/listening.ts'
import { Button } from '../../kit/button.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { useView } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { ThemesFrame } from './frame.tsx'
import { ThemeCard } from './theme-card.tsx'
import { words } from './words.ts'

export const ThemesPage = () => {
  const t = words.useT()
  const formats = useFormats()
  const [view, setView] = useView(search => ({
    span: themeSpan.options.find(one => one === search.span) ?? ('day' as ThemeSpan),
    isHidden: search.hidden === 'true',
  }))
  const themes = useEndpoint(listThemes, { span: view.span, hidden: view.isHidden })
  return (
    <ThemesFrame
      title={t('themes.title')}
      note={t('themes.hint')}
      choices={
        <>
          <Select<ThemeSpan>
            isCompact
            label={t('themes.span')}
            value={view.span}
            choices={themeSpan.options.map(span => ({ value: span, label: t(`themes.span.${span}`) }))}
            onChange={span => setView({ span })}
          />
          <Button size="sm" onClick={() => setView({ hidden: view.isHidden ? undefined : 'true' })}>
            {t(view.isHidden ? 'themes.shown' : 'themes.hidden')}
          </Button>
        </>
      }
    >
      <Loaded query={themes}>
        {({ items, past, pastNeeded }) => {
          if (items.length > 0) {
            return (
              <ul aria-label={t('themes.title')} className="grid grid-cols-2 items-start gap-4 max-lg:grid-cols-1">
                {items.map(theme => (
                  <ThemeCard key={theme.id} theme={theme} />
                ))}
              </ul>
            )
          }
          if (view.isHidden) return <EmptyState icon={Telescope} title={t('themes.noneHidden')} />
          if (past >= pastNeeded)
            return <EmptyState icon={Telescope} title={t('themes.none')} hint={t('themes.noneHint')} />
          const numbers = { need: formats.number(pastNeeded), past: formats.number(past) }
          return <EmptyState icon={Telescope} title={t('themes.noPast')} hint={t('themes.noPastHint', numbers)} />
        }}
      </Loaded>
    </ThemesFrame>
  )
}
