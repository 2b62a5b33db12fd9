/** 설정 → 보안: password, second factor, and where one is signed in. */
import { LogOut, MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import { changePassword, endOtherSessions, endSession, getSecurity, type Session } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Field, Input } from '../kit/field.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem, isProblemError } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { browserName } from './browser-name.ts'
import { SecondFactor } from './second-factor.tsx'
import { words } from './words.ts'

export const SecurityPage = () => {
  const t = words.useT()
  const security = useEndpoint(getSecurity, {})
  return (
    <>
      <SettingsHead title={t('security.title')} hint={t('security.hint')} />
      <Loaded query={security} waiting={<SkeletonRows count={4} hasFace={false} />}>
        {({ hasSecondFactor, sessions }) => (
          <div className="flex flex-col gap-8">
            <SecondFactor isOn={hasSecondFactor} />
            <Password />
            <Sessions sessions={sessions} />
          </div>
        )}
      </Loaded>
    </>
  )
}

const Password = () => {
  const t = words.useT()
  const toasts = useToasts()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const verb = useVerb(changePassword, {
    isQuiet: true,
    refetch: [getSecurity],
    onDone: () => {
      setCurrent('')
      setNext('')
      toasts.show({ text: t('security.changed'), tone: 'good' })
    },
  })
  const isWrong = isProblemError(verb.error) && verb.error.problem.code === 'login.wrong_password'
  const change = () => current && next.length >= 10 && verb.run({ current, next })
  return (
    <section className="flex max-w-sm flex-col gap-4">
      <h3 className="font-semibold">{t('security.password')}</h3>
      <Field label={t('security.current')} problem={isWrong ? (verb.error as Error).message : undefined}>
        <Input
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={event => setCurrent(event.target.value)}
          onSubmitText={change}
        />
      </Field>
      <Field label={t('reset.password')} hint={t('field.passwordHint')} problem={fieldProblem(verb.error, 'next')}>
        <Input
          type="password"
          autoComplete="new-password"
          value={next}
          maxLength={200}
          onChange={event => setNext(event.target.value)}
          onSubmitText={change}
        />
      </Field>
      <Button className="self-start" disabled={!current || next.length < 10} isBusy={verb.isRunning} onClick={change}>
        {t('security.change')}
      </Button>
    </section>
  )
}

const Sessions = ({ sessions }: { sessions: readonly Session[] }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const options = {
    refetch: [getSecurity],
    onDone: () => void toasts.show({ text: t('security.ended') }),
  }
  const end = useVerb(endSession, options)
  const endOthers = useVerb(endOtherSessions, options)
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{t('security.sessions')}</h3>
        {sessions.length > 1 && (
          <Button size="sm" icon={LogOut} isBusy={endOthers.isRunning} onClick={() => endOthers.run({})}>
            {t('security.endOthers')}
          </Button>
        )}
      </div>
      <ul className="flex flex-col divide-y divide-hair border-hair border-y">
        {sessions.map(session => (
          <li key={session.id} className="flex items-center gap-3 py-2.5">
            <MonitorSmartphone size={18} className="shrink-0 text-muted" aria-hidden />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate font-medium" title={session.agent ?? undefined}>
                {browserName(session.agent) ?? t('security.unknownAgent')}
              </span>
              <span className="text-muted text-xs">
                {[session.ip, t('security.seen', { time: formats.past(session.lastSeenAt) })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {session.isCurrent ? (
              <Chip tone="acc">{t('security.here')}</Chip>
            ) : (
              <Button size="sm" tone="quiet" onClick={() => end.run({ sessionId: session.id })}>
                {t('security.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
