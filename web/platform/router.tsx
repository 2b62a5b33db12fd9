/** The routes: the ground's own, and what each room brings. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { parseSearch, stringifySearch } from './links.tsx'
import { Guarded } from './loaded.tsx'
import type { Page, Room, SettingsPage } from './room.ts'
import { Crash } from './shell/crash.tsx'
import { Home } from './shell/home.tsx'
import { Missing } from './shell/missing.tsx'
import { SettingsIndex, SettingsShell } from './shell/settings.tsx'
import { Shell } from './shell/shell.tsx'
import { Today } from './shell/today.tsx'

/** A component that is loaded with its page; loading starts when a link to it is pointed at. */
const lazily = (load: () => Promise<ComponentType>): RouteComponent =>
  lazyRouteComponent(async () => ({ page: (await load()) as RouteComponent }), 'page')

const guarded = (page: Pick<Page | SettingsPage, 'load' | 'permission'>): RouteComponent => {
  const Loading = lazily(page.load) as RouteComponent & { preload?: () => Promise<void> }
  const Allowed = () => (
    <Guarded permission={page.permission}>
      <Loading />
    </Guarded>
  )
  return Object.assign(Allowed, { preload: Loading.preload })
}

/** Builds the router from the rooms, in street order. */
export const makeRouter = (rooms: readonly Room[]) => {
  const root = createRootRoute({ component: Outlet, notFoundComponent: Missing, errorComponent: Crash })
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
  const workspace = createRoute({
    getParentRoute: () => root,
    path: '/w/$workspaceId',
    component: Shell,
    errorComponent: Crash,
    notFoundComponent: Missing,
  })
  const today = createRoute({ getParentRoute: () => workspace, path: '/', component: Today })
  const settings = createRoute({ getParentRoute: () => workspace, path: '/settings', component: SettingsShell })
  const settingsIndex = createRoute({ getParentRoute: () => settings, path: '/', component: SettingsIndex })

  const bare = rooms.flatMap(room =>
    (room.barePages ?? []).map(page =>
      createRoute({ getParentRoute: () => root, path: page.path, component: lazily(page.load) }),
    ),
  )
  const pages = rooms.flatMap(room =>
    (room.pages ?? []).map(page =>
      createRoute({ getParentRoute: () => workspace, path: page.path, component: guarded(page) }),
    ),
  )
  const settingsPages = rooms.flatMap(room =>
    (room.settings ?? []).map(page =>
      createRoute({ getParentRoute: () => settings, path: page.path, component: guarded(page) }),
    ),
  )
  const routeTree = root.addChildren([
    home,
    ...bare,
    workspace.addChildren([today, ...pages, settings.addChildren([settingsIndex, ...settingsPages])]),
  ])
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: Missing,
    parseSearch,
    stringifySearch,
    scrollRestoration: false,
  })
}
