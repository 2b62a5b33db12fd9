/** Sign-in by mail address and password. */
import { getSetup, signIn } from '../../contract/access.ts'
import { useGoTo, useView } from '../platform/links.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useKeepSession } from '../platform/session.ts'
import { Door, DoorField, DoorForm } from './door.tsx'
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
  return (
    <Door title={t('signIn.title')}>
      {setup.data?.isNeeded && (
        <p className="rounded-md bg-accent-soft px-3 py-2 text-accent-text">{t('signIn.setupNeeded')}</p>
      )}
      <DoorForm
        error={verb.error}
        submit={t('signIn.submit')}
        isBusy={verb.isRunning}
        onSend={({ email = '', password = '' }) => verb.run({ email, password })}
      >
        <DoorField name="email" label={t('field.email')} type="email" autoComplete="username" autoFocus />
        <DoorField name="password" label={t('field.password')} type="password" autoComplete="current-password" />
      </DoorForm>
    </Door>
  )
}
