/** 설정 → 회사 계정 로그인: the provider through which members may sign in. */
import { useState } from 'react'
import {
  getSignInProvider,
  removeSignInProvider,
  type SignInProvider,
  setSignInProvider,
} from '../../../contract/access.ts'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { CopyField } from '../../kit/copy-field.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useWorkspace } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { useRoles } from '../role-names.ts'
import { words } from './words.ts'

export const ProviderPage = () => {
  const t = words.useT()
  const told = useEndpoint(getSignInProvider, {})
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} help="operate-sign-in" />
      <Loaded query={told}>
        {({ provider, returnUrl }) => (
          <div className="flex max-w-lg flex-col gap-5">
            <div className="flex flex-col gap-1.5">
              <span className="font-medium text-sm">{t('returnUrl')}</span>
              <CopyField text={returnUrl} label={t('returnUrl')} />
              <p className="text-muted text-xs">{t('returnHint')}</p>
            </div>
            <ProviderForm key={provider?.setAt ?? 'none'} provider={provider} />
            {provider && <Remove provider={provider} />}
          </div>
        )}
      </Loaded>
    </>
  )
}

const nobody = 'nobody'

const ProviderForm = ({ provider }: { provider: SignInProvider | null }) => {
  const t = words.useT()
  const toasts = useToasts()
  const roles = useRoles()
  const mine = useWorkspace().permissions
  const [name, setName] = useState(provider?.name ?? '')
  const [issuer, setIssuer] = useState(provider?.issuer ?? '')
  const [clientId, setClientId] = useState(provider?.clientId ?? '')
  const [secret, setSecret] = useState('')
  const [domains, setDomains] = useState(provider?.domains.join(', ') ?? '')
  const [joining, setJoining] = useState(provider?.joinRole ?? nobody)
  const verb = useVerb(setSignInProvider, {
    isQuiet: true,
    refetch: [getSignInProvider],
    onDone: () => toasts.show({ text: t('saved'), tone: 'good' }),
  })
  const isWhole = Boolean(name.trim() && issuer.trim() && clientId.trim() && (secret || provider))
  const save = () =>
    verb.run({
      name,
      issuer: issuer.trim(),
      clientId,
      ...(secret ? { clientSecret: secret } : {}),
      domains: domains
        .split(/[\s,]+/)
        .map(one => one.replace(/^@/, ''))
        .filter(Boolean),
      joinRole: joining === nobody ? null : joining,
    })
  return (
    <>
      <Field label={t('name')} hint={t('nameHint')} problem={fieldProblem(verb.error, 'name')}>
        <Input value={name} maxLength={60} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t('issuer')} hint={t('issuerHint')} problem={fieldProblem(verb.error, 'issuer')}>
        <Input
          type="url"
          value={issuer}
          maxLength={300}
          placeholder="https://id.example.com"
          onChange={event => setIssuer(event.target.value)}
        />
      </Field>
      <Field label={t('clientId')} problem={fieldProblem(verb.error, 'clientId')}>
        <Input
          value={clientId}
          maxLength={300}
          autoComplete="off"
          onChange={event => setClientId(event.target.value)}
        />
      </Field>
      <Field
        label={t('clientSecret')}
        hint={provider ? t('secretKept') : t('secretHint')}
        problem={fieldProblem(verb.error, 'clientSecret')}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={secret}
          maxLength={500}
          onChange={event => setSecret(event.target.value)}
        />
      </Field>
      <Field label={t('domains')} hint={t('domainsHint')} problem={fieldProblem(verb.error, 'domains')} isOptional>
        <Input value={domains} placeholder="example.com" onChange={event => setDomains(event.target.value)} />
      </Field>
      <Field label={t('joining')} problem={fieldProblem(verb.error, 'joinRole')}>
        <Select
          value={joining}
          choices={[
            { value: nobody, label: t('joiningNone') },
            ...roles
              .choices(mine)
              .map(({ value }) => ({ value, label: t('joiningAs', { role: roles.nameOf(value) }) })),
          ]}
          onChange={setJoining}
        />
      </Field>
      <Button tone="primary" className="self-start" disabled={!isWhole} isBusy={verb.isRunning} onClick={save}>
        {t('save')}
      </Button>
    </>
  )
}

const Remove = ({ provider }: { provider: SignInProvider }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const [isAsked, setAsked] = useState(false)
  const verb = useVerb(removeSignInProvider, {
    refetch: [getSignInProvider],
    onDone: () => toasts.show({ text: t('removed') }),
  })
  return (
    <div className="flex items-center gap-3 border-hair border-t pt-4">
      <span className="grow text-muted text-sm">
        {t('setBy', { name: provider.setBy, date: formats.date(provider.setAt) })}
      </span>
      <Button onClick={() => setAsked(true)}>{t('remove')}</Button>
      {isAsked && (
        <ConfirmDialog
          title={t('remove')}
          hint={t('removeSure')}
          verb={t('remove')}
          isBusy={verb.isRunning}
          onClose={() => setAsked(false)}
          onConfirm={() => verb.run({})}
        />
      )}
    </div>
  )
}
