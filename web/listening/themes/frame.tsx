/** The frame of 듣기 → 연관 주제: its two pages. */
import type { ReactNode } from 'react'
import { cx } from '../../kit/class.ts'
import { FilterBar, Page, Scroll, TopBar } from '../../kit/page.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { PageLink } from '../../platform/links.tsx'
import { LiveChip } from '../../platform/shell/live-chip.tsx'
import { useIsHere } from '../../platform/shell/nav-link.tsx'
import { words as listening } from '../words.ts'
import { words } from './words.ts'

export const ThemesFrame = ({
  title,
  note,
  choices,
  children,
}: {
  title: string
  note: string
  choices: ReactNode
  children: ReactNode
}) => {
  const t = words.useT()
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen" label={listening.t('nav.listen')} />}
          title={title}
          note={<span className="max-md:hidden">{note}</span>}
          actions={<LiveChip />}
        />
      }
    >
      <FilterBar label={t('themes.span')}>
        <nav aria-label={t('themes.pages')} className="flex shrink-0 gap-1">
          <Here path="/listen/themes" label={t('themes.title')} />
          <Here path="/listen/statements" label={t('themes.statements')} />
        </nav>
        <span className="mx-1 h-5 w-px shrink-0 bg-hair" />
        {choices}
      </FilterBar>
      <Scroll className="px-6 py-5 max-md:px-3">{children}</Scroll>
    </Page>
  )
}

const Here = ({ path, label }: { path: string; label: string }) => {
  const isHere = useIsHere(path)
  return (
    <PageLink
      to={path}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'inline-flex h-7 items-center rounded-full px-3 font-medium text-sm pointer-coarse:h-11',
        isHere ? 'bg-accent-soft text-accent-text' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {label}
    </PageLink>
  )
}
