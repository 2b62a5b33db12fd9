/** Where people come back to from their own server: the account is connected with what they brought, and the settings open. */
import { useEffect, useRef, useState } from 'react'
import { finishSignIn } from '../../contract/channels.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { call } from '../platform/client.ts'
import { useGoTo } from '../platform/links.tsx'
import { isProblemError, statusOf } from '../platform/problem.ts'
import { words } from './words.ts'

/** The first part of the word that we sent along says in which workspace it was begun. */
const workspaceOf = (state: string): number | null => {
  const id = Number(state.split('.')[0])
  return Number.isInteger(id) && id > 0 ? id : null
}

/** On one's own machine the way back leads to 127.0.0.1; who works at localhost is signed in there. */
const otherName = (): string | null => {
  const { hostname, href } = window.location
  if (hostname !== '127.0.0.1') return null
  const url = new URL(href)
  url.hostname = 'localhost'
  return url.href
}

export const SignInDonePage = () => {
  const t = words.useT()
  const goTo = useGoTo()
  const toasts = useToasts()
  const [problem, setProblem] = useState<unknown>(null)
  const isAsked = useRef(false)
  const query = new URLSearchParams(window.location.search)
  const state = query.get('state') ?? ''
  const workspaceId = workspaceOf(state)
  const settings = workspaceId === null ? '/' : `/w/${workspaceId}/settings/channels`

  useEffect(() => {
    if (isAsked.current || workspaceId === null) return
    isAsked.current = true
    const part = (name: string) => query.get(name) ?? undefined
    const brought = { state, code: part('code'), iss: part('iss'), error: part('error') }
    call(finishSignIn, brought, { workspaceId }).then(
      account => {
        toasts.show({ text: t('accounts.connected', { handle: account.handle }), tone: 'good' })
        goTo(settings, { replace: true })
      },
      (error: unknown) => {
        const other = statusOf(error) === 401 ? otherName() : null
        if (other !== null) window.location.replace(other)
        else setProblem(error)
      },
    )
  })

  return (
    <main className="grid h-dvh place-items-center bg-bg px-4">
      {workspaceId === null || problem !== null ? (
        <EmptyState
          title={t('signIn.failed')}
          hint={isProblemError(problem) ? problem.problem.title : t('signIn.nothing')}
        >
          <Button tone="primary" onClick={() => goTo(settings, { replace: true })}>
            {t('signIn.back')}
          </Button>
        </EmptyState>
      ) : (
        <div className="w-full max-w-sm">
          <p role="status" className="mb-3 text-center text-muted">
            {t('signIn.finishing')}
          </p>
          <SkeletonRows count={1} />
        </div>
      )}
    </main>
  )
}
