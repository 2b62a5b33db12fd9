/** The frame around every page of a workspace: navigation at the left (below on a phone), palette, shortcuts, live updates. */
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { BarEndProvider } from '../../kit/page.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { EmptyState, Skeleton } from '../../kit/states.tsx'
import { currentLocale, setLocale } from '../i18n.ts'
import { useGo, useGoTo } from '../links.tsx'
import { useLive } from '../live.ts'
import { Failed } from '../loaded.tsx'
import { statusOf } from '../problem.ts'
import { type OpenWorkspace, useSession } from '../session.ts'
import { always, barEnd, Slotted, useRooms } from '../slots.tsx'
import { words } from '../words.ts'
import { usePathWorkspace } from '../workspace.ts'
import { rememberWorkspace } from './last-workspace.ts'
import { useNavEntries } from './nav-entries.ts'
import { ShellContext } from './shell-context.ts'
import { SideNav } from './side-nav.tsx'
import { TabBar } from './tab-bar.tsx'
import { useTabTitle } from './tab-title.ts'

const Palette = lazy(() => import('./palette.tsx').then(module => ({ default: module.Palette })))
const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx').then(module => ({ default: module.ShortcutSheet })))

/** Waits for the session, sends strangers to the sign-in page and back here afterwards. */
export const Shell = () => {
  const session = useSession()
  const goTo = useGoTo()
  const id = usePathWorkspace()
  const isStranger = statusOf(session.error) === 401
  const open = session.data?.workspaces.find(workspace => workspace.id === id)
  const locale = session.data?.user.locale

  useEffect(() => {
    if (isStranger) goTo(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`, { replace: true })
  }, [isStranger, goTo])
  useEffect(() => {
    if (locale && locale !== currentLocale()) setLocale(locale)
  }, [locale])

  if (isStranger) return null
  if (session.error && !session.data) return <Failed error={session.error} onRetry={() => void session.refetch()} />
  if (!session.data) return <Waiting />
  if (!open) return <Elsewhere />
  return <Frame key={open.id} workspace={open} />
}

const nothing = {}
const ends = <Slotted slot={barEnd} give={nothing} />

const Frame = ({ workspace }: { workspace: OpenWorkspace }) => {
  const t = words.useT()
  const rooms = useRooms()
  const isLive = useLive(workspace.id, rooms)
  useTabTitle(workspace)
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const [isSheetOpen, setSheetOpen] = useState(false)

  useEffect(() => rememberWorkspace(workspace.id), [workspace.id])
  useShortcut('mod+k', t('shortcuts.palette'), () => setPaletteOpen(is => !is), { isGlobal: true })
  useShortcut('?', t('shortcuts.help'), () => setSheetOpen(true), { isGlobal: true })

  return (
    <ShellContext value={{ isLive, openPalette: () => setPaletteOpen(true), openShortcuts: () => setSheetOpen(true) }}>
      <a
        href="#main"
        className="sr-only rounded-sm bg-panel px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50"
      >
        {t('nav.skip')}
      </a>
      <NavShortcuts />
      <Slotted slot={always} give={nothing} />
      <div className="grid h-dvh grid-cols-[212px_minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[minmax(0,1fr)_auto] print:block print:h-auto">
        <SideNav workspace={workspace} />
        <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
          <BarEndProvider value={ends}>
            <Suspense fallback={<PageWaiting />}>
              <Outlet />
            </Suspense>
          </BarEndProvider>
        </main>
        <TabBar />
      </div>
      <Suspense>
        {isPaletteOpen && <Palette onClose={() => setPaletteOpen(false)} />}
        {isSheetOpen && <ShortcutSheet onClose={() => setSheetOpen(false)} />}
      </Suspense>
    </ShellContext>
  )
}

/** `g` and a letter goes to a page. */
const NavShortcuts = () =>
  useNavEntries().map(entry =>
    entry.key ? <NavShortcut key={entry.path} path={entry.path} name={entry.label()} letter={entry.key} /> : null,
  )

const NavShortcut = ({ path, name, letter }: { path: string; name: string; letter: string }) => {
  const t = words.useT()
  const go = useGo()
  useShortcut(`g ${letter}`, t('shortcuts.go', { name }), () => go(path), { isGlobal: true })
  return null
}

/** A workspace that is gone, or somebody else's: the way back to one's own. */
const Elsewhere = () => {
  const t = words.useT()
  const goTo = useGoTo()
  return (
    <main className="flex h-dvh flex-col">
      <h1 className="sr-only">{t('workspace.elsewhere')}</h1>
      <EmptyState title={t('workspace.elsewhere')} hint={t('workspace.elsewhereHint')}>
        <Button onClick={() => goTo('/')}>{t('workspace.mine')}</Button>
      </EmptyState>
    </main>
  )
}

const PageWaiting = () => (
  <div className="flex h-12 items-center border-hair border-b bg-panel px-4">
    <Skeleton className="h-4 w-24" />
  </div>
)

const Waiting = () => (
  <div className="grid h-dvh grid-cols-[212px_minmax(0,1fr)] max-md:grid-cols-1">
    <div className="border-hair border-r bg-sunken max-md:hidden" />
    <PageWaiting />
  </div>
)
