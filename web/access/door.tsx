/** The frame of the pages outside: the mark, a form in the middle, the language. */
import { type ComponentProps, createContext, type FormEvent, type ReactNode, use, useEffect, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { setLocale, useLocale } from '../platform/i18n.ts'
import { fieldProblem, isProblemError } from '../platform/problem.ts'
import { words } from './words.ts'

export const Door = ({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) => {
  const t = words.useT()
  useEffect(() => {
    document.title = `${t('door.name')} · ${title}`
  }, [t, title])
  return (
    <main className="scroll-quiet flex h-dvh flex-col items-center bg-bg px-4 py-[10dvh]">
      <div className="flex w-full max-w-[380px] flex-col gap-6">
        <div className="flex items-center gap-2.5">
          <Mark />
          <span className="font-bold text-md">{t('door.name')}</span>
          <span className="text-muted text-sm">{t('door.tagline')}</span>
        </div>
        <div className="flex flex-col gap-5 rounded-lg border border-hair bg-panel px-6 py-6">
          <div>
            <h1 className="font-bold text-lg">{title}</h1>
            {hint && <p className="mt-1 text-muted">{hint}</p>}
          </div>
          {children}
        </div>
        <LanguageSwitch />
      </div>
    </main>
  )
}

const Mark = () => (
  <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden className="text-accent">
    <rect width="32" height="32" rx="8" fill="currentColor" />
    <path
      d="M16 8v16M10.5 12v8M21.5 12v8M5.5 14.5v3M26.5 14.5v3"
      stroke="var(--on-accent)"
      strokeWidth="2.4"
      strokeLinecap="round"
    />
  </svg>
)

const LanguageSwitch = () => {
  const locale = useLocale()
  const other = locale === 'ko' ? 'en' : 'ko'
  return (
    <button
      type="button"
      lang={other}
      onClick={() => setLocale(other)}
      className="self-center rounded-sm px-2 py-1 text-muted text-sm hover:text-ink"
    >
      {other === 'en' ? 'English' : '한국어'}
    </button>
  )
}

interface FormState {
  /** By the field's name: what is wrong with it, as far as the browser can tell. */
  readonly wrong: Readonly<Record<string, string>>
  readonly error: unknown
}
const FormContext = createContext<FormState>({ wrong: {}, error: null })

/** A form that sends what its named fields hold, once they hold what they must; its words are ours, not the browser's. */
export const DoorForm = ({
  error,
  submit,
  isBusy,
  onSend,
  children,
}: {
  /** The server's refusal. */
  error: unknown
  /** What its button says. */
  submit: string
  isBusy: boolean
  onSend: (fields: Record<string, string>) => void
  children: ReactNode
}) => {
  const t = words.useT()
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const inputs = [...event.currentTarget.querySelectorAll('input')]
    const refused = inputs.filter(input => !input.validity.valid)
    setWrong(Object.fromEntries(refused.map(input => [input.name, sentenceFor(input, t)])))
    if (refused[0]) refused[0].focus()
    else onSend(Object.fromEntries(inputs.map(input => [input.name, input.value])))
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4" noValidate>
      <FormContext value={{ wrong, error }}>{children}</FormContext>
      <DoorProblem error={error} />
      <Button type="submit" tone="primary" size="lg" isBusy={isBusy}>
        {submit}
      </Button>
    </form>
  )
}

const sentenceFor = ({ validity, minLength }: HTMLInputElement, t: ReturnType<typeof words.useT>): string => {
  if (validity.valueMissing) return t('field.missing')
  if (validity.tooShort) return t('field.tooShort', { count: minLength })
  return t('field.noEmail')
}

interface DoorFieldProps extends ComponentProps<'input'> {
  name: string
  label: string
  hint?: string
}

/** A required field of a door's form. */
export const DoorField = ({ label, hint, ...input }: DoorFieldProps) => {
  const { wrong, error } = use(FormContext)
  return (
    <Field label={label} hint={hint} problem={wrong[input.name] ?? fieldProblem(error, input.name)}>
      <Input required {...input} />
    </Field>
  )
}

/** The refusal of a whole form, unless its fields say it themselves. */
const DoorProblem = ({ error }: { error: unknown }) => {
  if (!error) return null
  if (isProblemError(error) && error.problem.fields?.length) return null
  return (
    <p role="alert" className="rounded-md bg-neg-soft px-3 py-2 text-neg text-sm">
      {isProblemError(error) ? error.problem.title : String(error)}
    </p>
  )
}
