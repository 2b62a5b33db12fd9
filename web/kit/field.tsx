/** Fields of forms: label, hint and refusal around inputs that know Hangul. */
import { type ComponentProps, createContext, type ReactNode, use, useId } from 'react'
import { cx } from './class.ts'
import { useSubmitKey } from './use-submit-key.ts'
import { words } from './words.ts'

interface FieldLinks {
  id: string
  describedBy: string | undefined
  isInvalid: boolean
}
const FieldContext = createContext<FieldLinks | null>(null)

/** Joins a label, an optional hint and the server's refusal to the one input inside it. */
export const Field = ({
  label,
  hint,
  problem,
  isOptional,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  problem?: string | undefined
  isOptional?: boolean
  children: ReactNode
}) => {
  const id = useId()
  const t = words.useT()
  const describedBy = problem ? `${id}-problem` : hint ? `${id}-hint` : undefined
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="flex items-baseline gap-1.5 font-medium text-sm">
        {label}
        {isOptional && <span className="font-normal text-faint text-xs">{t('optional')}</span>}
      </label>
      <FieldContext value={{ id, describedBy, isInvalid: Boolean(problem) }}>{children}</FieldContext>
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="text-neg text-xs">
          {problem}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-muted text-xs">
            {hint}
          </p>
        )
      )}
    </div>
  )
}

/** What links an input of any kind to the `Field` around it. */
export const useFieldLinks = () => {
  const field = use(FieldContext)
  return field
    ? { id: field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.isInvalid || undefined }
    : {}
}

export const inputLook =
  'w-full rounded-sm border border-hair-strong bg-panel px-2.5 text-ink text-base outline-offset-0 transition-colors hover:border-faint focus-visible:border-accent aria-[invalid=true]:border-neg disabled:opacity-50 pointer-coarse:text-[16px]'

interface InputProps extends ComponentProps<'input'> {
  /** Enter, once, with the text that is in the field. */
  onSubmitText?: ((text: string) => void) | undefined
}

export const Input = ({ className, onSubmitText, ...rest }: InputProps) => {
  const links = useFieldLinks()
  const keys = useSubmitKey<HTMLInputElement>(onSubmitText, 'enter')
  return <input {...links} className={cx(inputLook, 'h-[34px] pointer-coarse:h-11', className)} {...keys} {...rest} />
}

interface TextareaProps extends ComponentProps<'textarea'> {
  onSubmitText?: ((text: string) => void) | undefined
  /** `mod` (⌘/Ctrl+Enter) by default; `enter` for chat-like fields, where Shift+Enter breaks the line. */
  submitOn?: 'enter' | 'mod'
  /** Without a frame, inside one that a page draws. */
  isBare?: boolean
}

export const Textarea = ({ className, onSubmitText, submitOn = 'mod', isBare, ...rest }: TextareaProps) => {
  const links = useFieldLinks()
  const keys = useSubmitKey<HTMLTextAreaElement>(onSubmitText, submitOn)
  return (
    <textarea
      {...links}
      className={cx(
        isBare
          ? 'w-full bg-transparent text-base text-ink outline-none pointer-coarse:text-[16px]'
          : cx(inputLook, 'py-2'),
        'field-sizing-content min-h-[76px] resize-none leading-[1.65]',
        className,
      )}
      {...keys}
      {...rest}
    />
  )
}
