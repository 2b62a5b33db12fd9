/** Moving about: links and addresses inside the open workspace, and the address as the state of a view. */
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { useCallback } from 'react'
import { usePathWorkspace } from './workspace.ts'

export type Search = Readonly<Record<string, string | readonly string[] | undefined>>

/** Pure: `/listen` in workspace 7 with a search becomes `/w/7/listen?topic=…`. */
export const placeOf = (workspaceId: number, path: string, search: Search = {}): string => {
  const query = stringifySearch(search)
  return `/w/${workspaceId}${path === '/' ? '' : path}${query}`
}

/** Pure: one key a value; arrays repeat their key; what is empty is left out. Starts with `?` unless empty. */
export const stringifySearch = (search: Readonly<Record<string, unknown>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
    }
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Pure: every value a string, a repeated key an array of them. */
export const parseSearch = (text: string): Record<string, string | string[]> => {
  const query = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(query.keys())].map(name => {
      const values = query.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

/** Goes to a path below the open workspace, or outside one to the path itself. */
export const useGo = (): ((path: string, search?: Search, options?: { replace?: boolean }) => void) => {
  const navigate = useNavigate()
  const workspaceId = usePathWorkspace()
  return useCallback(
    (path, search = {}, options = {}) => {
      const href = workspaceId === null ? path + stringifySearch(search) : placeOf(workspaceId, path, search)
      void navigate({ href, replace: options.replace ?? false })
    },
    [navigate, workspaceId],
  )
}

/** Goes to a whole address of the app, such as `/sign-in` or another workspace's. */
export const useGoTo = (): ((href: string, options?: { replace?: boolean }) => void) => {
  const navigate = useNavigate()
  return useCallback((href, options = {}) => void navigate({ href, replace: options.replace ?? false }), [navigate])
}

interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** Below the open workspace: `/listen`. */
  to: string
  search?: Search
  children?: ReactNode
}

/** A link to a page of the open workspace; its code is loaded when the pointer rests on it. */
export const PageLink = ({ to, search, children, ...rest }: PageLinkProps) => {
  const workspaceId = usePathWorkspace()
  const href = workspaceId === null ? to : placeOf(workspaceId, to)
  return (
    <Link {...rest} to={href as '/'} search={(search ?? {}) as never} preload="intent">
      {children}
    </Link>
  )
}

/** The parameters of the page's path. */
export const usePathParams = (): Readonly<Record<string, string | undefined>> =>
  useParams({ strict: false }) as Record<string, string | undefined>

/**
 * The state of a view, kept in the address.
 * @param read makes the state from the search part, with defaults for what is missing or wrong.
 * @returns the state, and a way to change some of it (`undefined` takes a value out of the address).
 */
export const useView = <State extends object>(
  read: (search: Readonly<Record<string, string | readonly string[] | undefined>>) => State,
): [State, (change: Search, options?: { push?: boolean }) => void] => {
  const search = useSearch({ strict: false }) as Record<string, string | string[]>
  const navigate = useNavigate()
  const change = useCallback(
    (patch: Search, options: { push?: boolean } = {}) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...patch })) as never,
        replace: !options.push,
      }),
    [navigate],
  )
  return [read(search), change]
}
