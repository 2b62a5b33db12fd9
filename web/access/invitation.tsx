/** Taking up an invitation: with a new login, or with one that exists. */
import { acceptInvitation, getInvitation } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { useLocale } from '../platform/i18n.ts'
import { useGoTo, usePathParams } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { statusOf } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useKeepSession } from '../platform/session.ts'
import { Door, DoorField, DoorForm } from './door.tsx'
import { roleName } from './role-names.ts'
import { words } from './words.ts'

export const InvitationPage = () => {
  const t = words.useT()
  const goTo = useGoTo()
  const locale = useLocale()
  const keepSession = useKeepSession()
  const token = usePathParams().token ?? ''
  const invitation = useEndpoint(getInvitation, { token })
  const verb = useVerb(acceptInvitation, {
    isQuiet: true,
    onDone: me => {
      keepSession(me)
      const joined =
        me.workspaces.find(workspace => workspace.name === invitation.data?.workspaceName) ?? me.workspaces[0]
      goTo(joined ? `/w/${joined.id}` : '/', { replace: true })
    },
  })

  if (statusOf(invitation.error) === 404) {
    return (
      <Door title={t('invite.gone')} hint={t('invite.goneHint')}>
        <Button onClick={() => goTo('/sign-in')}>{t('signIn.title')}</Button>
      </Door>
    )
  }
  if (invitation.error) return <Failed error={invitation.error} onRetry={() => void invitation.refetch()} />
  if (!invitation.data) return null
  const { workspaceName, invitedBy, role, roleName: ownName } = invitation.data
  return (
    <Door
      title={t('invite.title', { name: workspaceName })}
      hint={t('invite.hint', { by: invitedBy, role: roleName(role, ownName) })}
    >
      <DoorForm
        error={verb.error}
        submit={t('invite.submit')}
        isBusy={verb.isRunning}
        onSend={({ name = '', email = '', password = '' }) => verb.run({ token, name, email, password, locale })}
      >
        <DoorField name="name" label={t('field.name')} maxLength={200} autoFocus autoComplete="name" />
        <DoorField name="email" label={t('field.email')} type="email" autoComplete="username" />
        <DoorField
          name="password"
          label={t('field.password')}
          hint={t('field.passwordHint')}
          type="password"
          minLength={10}
          autoComplete="new-password"
        />
        <p className="text-muted text-xs">{t('invite.existing')}</p>
      </DoorForm>
    </Door>
  )
}
