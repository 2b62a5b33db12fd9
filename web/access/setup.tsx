/** The first run: the one-time link names the first owner and the brand. */
import { getSetup, setUp } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { useLocale } from '../platform/i18n.ts'
import { useGoTo, useView } from '../platform/links.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useKeepSession } from '../platform/session.ts'
import { startOf, useRooms } from '../platform/slots.tsx'
import { Door, DoorField, DoorForm } from './door.tsx'
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
        error={verb.error}
        submit={t('setup.submit')}
        isBusy={verb.isRunning}
        onSend={({ workspaceName = '', name = '', email = '', password = '' }) =>
          verb.run({ token, name, email, password, workspaceName, timeZone, locale })
        }
      >
        <DoorField
          name="workspaceName"
          label={t('setup.brand')}
          hint={t('setup.brandHint')}
          maxLength={200}
          autoFocus
          autoComplete="organization"
        />
        <DoorField name="name" label={t('field.name')} maxLength={200} autoComplete="name" />
        <DoorField name="email" label={t('field.email')} type="email" autoComplete="username" />
        <DoorField
          name="password"
          label={t('field.password')}
          hint={t('field.passwordHint')}
          type="password"
          minLength={10}
          autoComplete="new-password"
        />
      </DoorForm>
    </Door>
  )
}
