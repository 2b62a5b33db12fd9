/** 설정: its own list of pages at the left, brought by the rooms. */
import { Outlet } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import { cx } from '../../kit/class.ts'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { PageLink, useGo } from '../links.tsx'
import type { SettingsPage } from '../room.ts'
import { useMay } from '../session.ts'
import { useRooms } from '../slots.tsx'
import { words } from '../words.ts'
import { useIsHere } from './nav-link.tsx'

const groups = ['mine', 'workspace', 'channels', 'system'] as const

const useSettingsPages = (): readonly SettingsPage[] => {
  const may = useMay()
  const all = useRooms().flatMap(room => room.settings ?? [])
  const seen = all.filter(page => !page.permission || may(page.permission))
  return groups.flatMap(group => seen.filter(page => page.group === group))
}

export const SettingsShell = () => {
  const t = words.useT()
  const isIndex = useIsIndex()
  return (
    <Page
      bar={
        <TopBar
          title={t('nav.settings')}
          lead={
            !isIndex && (
              <PageLink
                to="/settings"
                aria-label={t('nav.settings')}
                className="grid size-9 place-items-center md:hidden"
              >
                <ChevronLeft size={18} aria-hidden />
              </PageLink>
            )
          }
        />
      }
    >
      <div className="flex min-h-0 grow">
        <nav
          aria-label={t('nav.settings')}
          className={cx(
            'scroll-quiet w-52 shrink-0 border-hair border-r px-3 py-4 max-md:w-full max-md:border-r-0',
            !isIndex && 'max-md:hidden',
          )}
        >
          <SettingsNav />
        </nav>
        <Scroll className={isIndex ? 'max-md:hidden' : ''}>
          <div className="mx-auto flex max-w-3xl flex-col gap-8 px-8 pt-6 pb-16 max-md:px-4">
            <Suspense fallback={<SkeletonRows count={4} hasFace={false} />}>
              <Outlet />
            </Suspense>
          </div>
        </Scroll>
      </div>
    </Page>
  )
}

const useIsIndex = (): boolean => {
  const isSettings = useIsHere('/settings')
  const pages = useRooms().flatMap(room => room.settings ?? [])
  const path = typeof location === 'undefined' ? '' : location.pathname
  return isSettings && !pages.some(page => path.includes(`/settings${page.path}`))
}

const SettingsNav = () => {
  const t = words.useT()
  const pages = useSettingsPages()
  return groups.map(group => {
    const mine = pages.filter(page => page.group === group)
    if (mine.length === 0) return null
    return (
      <div key={group} className="mb-4 flex flex-col gap-0.5">
        <h2 className="px-2 pb-1 font-medium text-2xs text-faint tracking-wide">{t(`settings.${group}`)}</h2>
        {mine.map(page => (
          <SettingsLink key={page.path} page={page} />
        ))}
      </div>
    )
  })
}

const SettingsLink = ({ page }: { page: SettingsPage }) => {
  const isHere = useIsHere(`/settings${page.path}`)
  return (
    <PageLink
      to={`/settings${page.path}`}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'flex h-[31px] items-center rounded-sm px-2 font-medium pointer-coarse:h-11',
        isHere ? 'bg-neu-soft text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {page.label()}
    </PageLink>
  )
}

/** On a wide screen the first page opens at once; on a phone the list of pages is the page. */
export const SettingsIndex = () => {
  const go = useGo()
  const first = useSettingsPages()[0]
  useEffect(() => {
    if (first && matchMedia('(min-width: 768px)').matches) go(`/settings${first.path}`, {}, { replace: true })
  }, [first, go])
  return null
}
