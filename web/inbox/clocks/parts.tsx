/** Small parts of the forms of clocks: a box to tick, several to choose from, a number of minutes. */
import { type ReactNode, useId } from 'react'
import { Field, Input } from '../../kit/field.tsx'

export const Tick = ({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}) => (
  <label className="flex items-center gap-2 text-sm pointer-coarse:min-h-11">
    <input
      type="checkbox"
      checked={isOn}
      onChange={event => onChange(event.target.checked)}
      className="size-3.5 shrink-0 accent-(--accent)"
    />
    {children}
  </label>
)

/** Which of these; none chosen means all. */
export const Ticks = <V extends string>({
  legend,
  hint,
  choices,
  on,
  onChange,
}: {
  legend: string
  hint?: string
  choices: readonly { value: V; label: string }[]
  on: readonly V[]
  onChange: (on: V[]) => void
}) => {
  const id = useId()
  return (
    <fieldset aria-describedby={hint ? id : undefined}>
      <legend className="mb-1 font-medium text-sm">
        {legend}
        {hint && (
          <span id={id} className="ml-1.5 font-normal text-muted text-xs">
            {hint}
          </span>
        )}
      </legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {choices.map(({ value, label }) => (
          <Tick
            key={value}
            isOn={on.includes(value)}
            onChange={isOn => onChange(isOn ? [...on, value] : on.filter(one => one !== value))}
          >
            {label}
          </Tick>
        ))}
      </div>
    </fieldset>
  )
}

/** Whole minutes; null where it is left empty and may be. */
export const Minutes = <N extends number | null>({
  label,
  hint,
  value,
  least = 1,
  problem,
  onChange,
}: {
  label: string
  hint?: string
  value: N
  least?: number
  problem?: string | undefined
  onChange: (value: N extends null ? number | null : number) => void
}) => (
  <Field label={label} hint={hint} problem={problem}>
    <Input
      type="number"
      min={least}
      max={60_000}
      value={value ?? ''}
      onChange={event => {
        const typed = event.target.value
        if (typed === '') return onChange((hint === undefined ? least : null) as never)
        onChange(Math.max(least, Math.round(Number(typed))) as never)
      }}
    />
  </Field>
)
