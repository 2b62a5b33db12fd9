/** The first run: the one-time link names the first owner and the brand. */
import { getSetup, setUp } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { useLocale } from '../platform/i18n.ts'
import { useGoTo, useView } from '../platform/links.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useKeepSession } from '../platform/session.ts'
import { startOf, useRooms } from '../platform/slots.tsx'
import { Door, DoorForm, DoorProblem } from './door.tsx'
import { words } from './words.ts'

export const SetupPage = () => {
  const t = words.useT()
  const goTo = useGoTo()
  const locale = useLocale()
  const keepSession = useKeepSession()
  const rooms = useRooms()
  const [{ token }] = useView(search => ({ token: typeof search.token === 'string' ? search.token : '' }))
  const state = useEndpoint(getSetup, {})
  const verb = useVerb(setUp, {
    isQuiet: true,
    onDone: me => {
      keepSession(me)
      goTo(me.workspaces[0] ? startOf(me.workspaces[0].id, rooms) : '/', { replace: true })
    },
  })
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Seoul'

  if (state.data?.isNeeded === false && !verb.isRunning) {
    return (
      <Door title={t('setup.done')} hint={t('setup.doneHint')}>
        <Button tone="primary" size="lg" onClick={() => goTo('/sign-in')}>
          {t('signIn.title')}
        </Button>
      </Door>
    )
  }
  if (!token) return <Door title={t('setup.noToken')}>{t('setup.noTokenHint')}</Door>
  return (
    <Door title={t('setup.title')} hint={t('setup.hint')}>
      <DoorForm
        onSend={({ workspaceName = '', name = '', email = '', password = '' }) =>
          verb.run({ token, name, email, password, workspaceName, timeZone, locale })
        }
      >
        <Field label={t('setup.brand')} hint={t('setup.brandHint')} problem={fieldProblem(verb.error, 'workspaceName')}>
          <Input name="workspaceName" required maxLength={200} autoFocus autoComplete="organization" />
        </Field>
        <Field label={t('field.name')} problem={fieldProblem(verb.error, 'name')}>
          <Input name="name" required maxLength={200} autoComplete="name" />
        </Field>
        <Field label={t('field.email')} problem={fieldProblem(verb.error, 'email')}>
          <Input name="email" type="email" required autoComplete="username" />
        </Field>
        <Field
          label={t('field.password')}
          hint={t('field.passwordHint')}
          problem={fieldProblem(verb.error, 'password')}
        >
          <Input name="password" type="password" required minLength={10} autoComplete="new-password" />
        </Field>
        <DoorProblem error={verb.error} />
        <Button type="submit" tone="primary" size="lg" isBusy={verb.isRunning}>
          {t('setup.submit')}
        </Button>
      </DoorForm>
    </Door>
  )
}
