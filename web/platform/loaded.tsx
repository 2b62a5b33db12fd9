/** Draws what a query brought, or the designed state in its place: loading, refused, failed. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Permission } from '../../contract/permissions.ts'
import { ErrorState, ForbiddenState, SkeletonRows } from '../kit/states.tsx'
import { isProblemError, statusOf } from './problem.ts'
import { useMay } from './session.ts'
import { words } from './words.ts'

/** The state of a failure: forbidden for 403, otherwise the server's sentence and a way to try again. */
export const Failed = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  if (isProblemError(error) && statusOf(error) === 403) return <ForbiddenState hint={error.problem.title} />
  const sentence = isProblemError(error) ? error.problem.title : String(error)
  const errorId = isProblemError(error) ? error.problem.errorId : undefined
  return <ErrorState sentence={sentence} errorId={errorId} onRetry={onRetry} />
}

interface LoadedProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>
  /** Grey places of the size of what comes; rows by default. */
  waiting?: ReactNode
  children: (data: T) => ReactNode
}

/** An answer that is here stays on screen while it is renewed, even when the renewal fails. */
export const Loaded = <T,>({ query, waiting = <SkeletonRows />, children }: LoadedProps<T>) => {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return waiting
}

/** Shows its children to those who may, and says plainly what is missing to the others. */
export const Guarded = ({ permission, children }: { permission?: Permission | undefined; children: ReactNode }) => {
  const t = words.useT()
  const may = useMay()
  if (permission && !may(permission))
    return <ForbiddenState hint={t('forbidden.hint', { permission: t(`permission.${permission}`) })} />
  return children
}
