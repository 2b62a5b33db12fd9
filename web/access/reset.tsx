/** The page behind a link that sets a new password, and the one that asks for such a link. */
import { useState } from 'react'
import { askPasswordReset, resetPassword } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { useGoTo, usePathParams } from '../platform/links.tsx'
import { useVerb } from '../platform/query.ts'
import { Door, DoorField, DoorForm } from './door.tsx'
import { words } from './words.ts'

export const ResetPage = () => {
  const t = words.useT()
  const goTo = useGoTo()
  const token = usePathParams().token ?? ''
  const [isDone, setDone] = useState(false)
  const verb = useVerb(resetPassword, { isQuiet: true, onDone: () => setDone(true) })
  if (isDone)
    return (
      <Door title={t('reset.done')} hint={t('reset.doneHint')}>
        <Button tone="primary" onClick={() => goTo('/sign-in', { replace: true })}>
          {t('signIn.submit')}
        </Button>
      </Door>
    )
  return (
    <Door title={t('reset.title')} hint={t('reset.hint')}>
      <DoorForm
        error={verb.error}
        submit={t('reset.submit')}
        isBusy={verb.isRunning}
        onSend={({ password = '' }) => verb.run({ token, password })}
      >
        <DoorField
          name="password"
          label={t('reset.password')}
          hint={t('field.passwordHint')}
          type="password"
          autoComplete="new-password"
          minLength={10}
          autoFocus
        />
      </DoorForm>
    </Door>
  )
}

export const ForgotPage = () => {
  const t = words.useT()
  const goTo = useGoTo()
  const [isMailed, setMailed] = useState<boolean | null>(null)
  const verb = useVerb(askPasswordReset, { isQuiet: true, onDone: answer => setMailed(answer.isMailed) })
  const back = (
    <Button tone="quiet" onClick={() => goTo('/sign-in')}>
      {t('forgot.back')}
    </Button>
  )
  if (isMailed !== null)
    return (
      <Door
        title={isMailed ? t('forgot.sent') : t('forgot.byHand')}
        hint={isMailed ? t('forgot.sentHint') : t('forgot.byHandHint')}
      >
        {back}
      </Door>
    )
  return (
    <Door title={t('forgot.title')} hint={t('forgot.hint')}>
      <DoorForm
        error={verb.error}
        submit={t('forgot.submit')}
        isBusy={verb.isRunning}
        onSend={({ email = '' }) => verb.run({ email })}
      >
        <DoorField name="email" label={t('field.email')} type="email" autoComplete="username" autoFocus />
      </DoorForm>
      {back}
    </Door>
  )
}
