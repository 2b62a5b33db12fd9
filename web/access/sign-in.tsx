/** Sign-in by mail address and password. */
import { getSetup, signIn } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { useGoTo, useView } from '../platform/links.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useKeepSession } from '../platform/session.ts'
import { Door, DoorForm, DoorProblem } from './door.tsx'
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
      <DoorForm onSend={({ email = '', password = '' }) => verb.run({ email, password })}>
        <Field label={t('field.email')} problem={fieldProblem(verb.error, 'email')}>
          <Input name="email" type="email" autoComplete="username" required autoFocus />
        </Field>
        <Field label={t('field.password')} problem={fieldProblem(verb.error, 'password')}>
          <Input name="password" type="password" autoComplete="current-password" required />
        </Field>
        <DoorProblem error={verb.error} />
        <Button type="submit" tone="primary" size="lg" isBusy={verb.isRunning}>
          {t('signIn.submit')}
        </Button>
      </DoorForm>
    </Door>
  )
}
