/** The bare address: to the workspace that was open last, or to the sign-in page. */
import { useEffect } from 'react'
import { EmptyState } from '../../kit/states.tsx'
import { useGoTo } from '../links.tsx'
import { Failed } from '../loaded.tsx'
import { statusOf } from '../problem.ts'
import { useSession } from '../session.ts'
import { words } from '../words.ts'
import { lastWorkspace } from './last-workspace.ts'

export const Home = () => {
  const t = words.useT()
  const session = useSession()
  const goTo = useGoTo()
  const isStranger = statusOf(session.error) === 401
  const mine = session.data?.workspaces
  const open = mine?.find(workspace => workspace.id === lastWorkspace()) ?? mine?.[0]

  useEffect(() => {
    if (isStranger) goTo('/sign-in', { replace: true })
    else if (open) goTo(`/w/${open.id}`, { replace: true })
  }, [isStranger, open, goTo])

  if (session.error && !isStranger) return <Failed error={session.error} onRetry={() => void session.refetch()} />
  if (mine && !open) {
    return (
      <main className="flex h-full flex-col">
        <EmptyState title={t('workspace.none')} hint={t('workspace.noneHint')} />
      </main>
    )
  }
  return null
}
