/** Turning the second factor on (password, scan, code, recovery codes) and off. */
import { type ReactNode, useState } from 'react'
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, getSecurity } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { QrCode } from '../kit/qr-code.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useVerb } from '../platform/query.ts'
import { words } from './words.ts'

export const SecondFactor = ({ isOn }: { isOn: boolean }) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="flex flex-col gap-2">
      <h3 className="flex items-center gap-2 font-semibold">
        {t('security.factor')} {isOn && <Chip tone="pos">✓</Chip>}
      </h3>
      <p className="max-w-prose text-muted">{t(isOn ? 'security.factorOn' : 'security.factorOff')}</p>
      <Button className="self-start" tone={isOn ? 'plain' : 'primary'} onClick={() => setOpen(true)}>
        {t(isOn ? 'security.turnOff' : 'security.turnOn')}
      </Button>
      {isOpen && (isOn ? <TurnOff onClose={() => setOpen(false)} /> : <TurnOn onClose={() => setOpen(false)} />)}
    </section>
  )
}

const TurnOn = ({ onClose }: { onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [made, setMade] = useState<{ uri: string; recoveryCodes: string[] } | null>(null)
  const [isConfirmed, setConfirmed] = useState(false)
  const begin = useVerb(beginSecondFactor, { isQuiet: true, onDone: setMade })
  const confirm = useVerb(confirmSecondFactor, {
    isQuiet: true,
    refetch: [getSecurity],
    onDone: () => {
      setConfirmed(true)
      toasts.show({ text: t('security.isOn'), tone: 'good' })
    },
  })
  if (made && isConfirmed) return <Recovery codes={made.recoveryCodes} onClose={onClose} />
  if (made)
    return (
      <Asking
        title={t('security.factor')}
        hint={t('security.scan')}
        label={t('security.code')}
        error={confirm.error}
        isBusy={confirm.isRunning}
        submit={t('security.turnOn')}
        onClose={onClose}
        onSend={code => confirm.run({ code })}
        isCode
      >
        <Scan uri={made.uri} />
      </Asking>
    )
  return (
    <Asking
      title={t('security.factor')}
      hint={t('security.askPassword')}
      label={t('field.password')}
      error={begin.error}
      isBusy={begin.isRunning}
      submit={t('security.next')}
      onClose={onClose}
      onSend={password => begin.run({ password })}
    />
  )
}

const TurnOff = ({ onClose }: { onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(endSecondFactor, {
    isQuiet: true,
    refetch: [getSecurity],
    onDone: () => {
      toasts.show({ text: t('security.isOff') })
      onClose()
    },
  })
  return (
    <Asking
      title={t('security.factor')}
      hint={t('security.askPassword')}
      label={t('field.password')}
      error={verb.error}
      isBusy={verb.isRunning}
      submit={t('security.turnOff')}
      onClose={onClose}
      onSend={password => verb.run({ password })}
    />
  )
}

interface AskingProps {
  title: string
  hint: string
  label: string
  submit: string
  error: unknown
  isBusy: boolean
  /** Digits rather than a password. */
  isCode?: boolean
  onClose: () => void
  onSend: (text: string) => void
  children?: ReactNode
}

/** A dialog that asks for one thing. */
const Asking = ({ title, hint, label, submit, error, isBusy, isCode, onClose, onSend, children }: AskingProps) => {
  const kit = kitWords.useT()
  const [text, setText] = useState('')
  const send = (typed: string) => typed.trim() && onSend(typed.trim())
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={title}
      hint={hint}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!text.trim()} isBusy={isBusy} onClick={() => send(text)}>
            {submit}
          </Button>
        </>
      }
    >
      {children}
      <Field label={label} problem={error instanceof Error ? error.message : undefined}>
        <Input
          autoFocus
          type={isCode ? 'text' : 'password'}
          inputMode={isCode ? 'numeric' : undefined}
          autoComplete={isCode ? 'one-time-code' : 'current-password'}
          value={text}
          onChange={event => setText(event.target.value)}
          onSubmitText={send}
        />
      </Field>
    </Dialog>
  )
}

const Scan = ({ uri }: { uri: string }) => {
  const t = words.useT()
  return (
    <figure className="flex flex-col items-center gap-3">
      <QrCode text={uri} label={t('security.scanAlt')} />
      <figcaption className="flex flex-col gap-1 text-center text-muted text-xs">
        {t('security.orType')}
        <code className="select-all break-all text-ink">{new URL(uri).searchParams.get('secret')}</code>
      </figcaption>
    </figure>
  )
}

const Recovery = ({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('security.recovery')}
      hint={t('security.recoveryHint')}
      actions={
        <>
          <Button onClick={() => void navigator.clipboard?.writeText(codes.join('\n'))}>{kit('copy')}</Button>
          <Button tone="primary" onClick={onClose}>
            {kit('close')}
          </Button>
        </>
      }
    >
      <ul className="grid select-all grid-cols-2 gap-x-4 gap-y-1 font-mono text-sm">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  )
}
