/** Sign-in by mail address and password. */
import { useState } from 'react'
import { getSetup, signIn } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { useGoTo, useView } from '../platform/links.tsx'
import { isProblemError } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useKeepSession } from '../platform/session.ts'
import { Door, DoorField, DoorForm } from './door.tsx'
import { SignInDoors } from './providers/doors.tsx'
import { safeTarget } from './safe-target.ts'
import { words } from './words.ts'

export const SignInPage = () => {
  const t = words.useT()
  const goTo = useGoTo()
  const keepSession = useKeepSession()
  const [view] = useView(search => ({ to: safeTarget(search.to) }))
  const setup = useEndpoint(getSetup, {})
  const verb = useVerb(signIn, {
    isQuiet: true,
    onDone: me => {
      keepSession(me)
      goTo(view.to, { replace: true })
    },
  })
  const code = isProblemError(verb.error) ? verb.error.problem.code : ''
  // The form stays as it is filled; the code is asked for in the same place.
  const [needsCode, setNeedsCode] = useState(false)
  if (code === 'login.code_needed' && !needsCode) setNeedsCode(true)
  return (
    <Door title={t('signIn.title')}>
      {setup.data?.isNeeded && (
        <p className="rounded-md bg-accent-soft px-3 py-2 text-accent-text">{t('signIn.setupNeeded')}</p>
      )}
      <DoorForm
        error={code === 'login.code_needed' ? null : verb.error}
        submit={t('signIn.submit')}
        isBusy={verb.isRunning}
        onSend={({ email = '', password = '', code: typed }) =>
          verb.run({ email, password, ...(typed ? { code: typed } : {}) })
        }
      >
        <DoorField name="email" label={t('field.email')} type="email" autoComplete="username" autoFocus />
        <DoorField name="password" label={t('field.password')} type="password" autoComplete="current-password" />
        {needsCode && (
          <DoorField
            name="code"
            label={t('signIn.code')}
            hint={t('signIn.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
          />
        )}
      </DoorForm>
      <SignInDoors to={view.to} />
      <Button tone="quiet" onClick={() => goTo('/forgot')}>
        {t('forgot.title')}
      </Button>
    </Door>
  )
}
