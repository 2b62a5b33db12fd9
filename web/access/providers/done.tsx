/** Where a provider sends people back to: the sign-in is finished here, or says why it was not. */
import { useEffect, useRef } from 'react'
import { finishProviderSignIn } from '../../../contract/access.ts'
import { Button } from '../../kit/button.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useGoTo } from '../../platform/links.tsx'
import { isProblemError } from '../../platform/problem.ts'
import { useVerb } from '../../platform/query.ts'
import { Door } from '../door.tsx'
import { safeTarget } from '../safe-target.ts'
import { words } from './words.ts'

export const SignInDonePage = () => {
  const t = words.useT()
  const goTo = useGoTo()
  const isAsked = useRef(false)
  const verb = useVerb(finishProviderSignIn, {
    isQuiet: true,
    // Loads the app anew: nobody was signed in when it began.
    onDone: ({ to }) => location.replace(safeTarget(to)),
  })
  const { run, error } = verb
  useEffect(() => {
    // An answer holds once.
    if (isAsked.current) return
    isAsked.current = true
    run({ answer: location.search })
  }, [run])
  if (!error)
    return (
      <Door title={t('returning')}>
        <SkeletonRows count={1} hasFace={false} />
      </Door>
    )
  return (
    <Door title={t('failed')}>
      <p role="alert" className="rounded-md bg-neg-soft px-3 py-2 text-neg text-sm">
        {isProblemError(error) ? error.problem.title : String(error)}
      </p>
      <Button size="lg" onClick={() => goTo('/sign-in', { replace: true })}>
        {t('again')}
      </Button>
    </Door>
  )
}
