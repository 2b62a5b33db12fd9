/** Inputs drawn from what a connector asks for; secrets are never shown, optional ones are folded away. */
import type { Field as Asked } from '../../contract/channels.ts'
import { Field, Input } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { useLocale } from '../platform/i18n.ts'
import { fieldProblem } from '../platform/problem.ts'
import { words } from './words.ts'

export type Filled = Readonly<Record<string, string>>

interface FieldInputsProps {
  asked: readonly Asked[]
  filled: Filled
  onFill: (filled: Filled) => void
  onSubmit: () => void
  error: unknown
}

export const FieldInputs = ({ asked, ...rest }: FieldInputsProps) => {
  const t = words.useT()
  const needed = asked.filter(one => !one.isOptional)
  const optional = asked.filter(one => one.isOptional)
  const isToldOff = optional.some(one => problemOf(rest.error, one.name))
  return (
    <>
      {needed.map((one, index) => (
        <OneField key={one.name} one={one} isFirst={index === 0} {...rest} />
      ))}
      {optional.length > 0 && (
        <details open={isToldOff || undefined} className="flex flex-col gap-4">
          <summary className="cursor-pointer text-muted text-sm hover:text-ink">{t('connect.more')}</summary>
          <div className="mt-3 flex flex-col gap-4">
            {optional.map(one => (
              <OneField key={one.name} one={one} {...rest} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

const OneField = ({
  one,
  isFirst,
  filled,
  onFill,
  onSubmit,
  error,
}: Omit<FieldInputsProps, 'asked'> & { one: Asked; isFirst?: boolean }) => {
  const locale = useLocale()
  return (
    <Field
      label={one.label[locale]}
      hint={one.hint?.[locale]}
      isOptional={one.isOptional}
      problem={problemOf(error, one.name)}
    >
      {one.kind === 'choice' ? (
        <Select
          value={filled[one.name] ?? one.choices?.[0]?.value ?? ''}
          choices={(one.choices ?? []).map(({ value, label }) => ({ value, label: label[locale] }))}
          onChange={value => onFill({ ...filled, [one.name]: value })}
        />
      ) : (
        <Input
          type={one.kind === 'secret' ? 'password' : 'text'}
          inputMode={one.kind === 'url' ? 'url' : undefined}
          autoComplete={one.kind === 'secret' ? 'new-password' : 'off'}
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={isFirst}
          placeholder={one.placeholder}
          value={filled[one.name] ?? ''}
          onChange={event => onFill({ ...filled, [one.name]: event.target.value })}
          onSubmitText={onSubmit}
        />
      )}
    </Field>
  )
}

const problemOf = (error: unknown, name: string): string | undefined =>
  fieldProblem(error, `fields.${name}`) ?? fieldProblem(error, name)

/** Pure: what is filled in, without what was left empty. */
export const withoutEmpty = (filled: Filled): Record<string, string> =>
  Object.fromEntries(Object.entries(filled).filter(([, value]) => value.trim() !== ''))

/** Pure: whether everything that is not optional is filled in. */
export const isComplete = (asked: readonly Asked[], filled: Filled): boolean =>
  asked.every(one => one.isOptional || (filled[one.name] ?? '').trim() !== '')
