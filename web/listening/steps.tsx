/** A walk of a few steps: where one is, what it asks, and the ways on and back. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { words } from './words.ts'

export interface StepName<S extends string> {
  readonly step: S
  readonly label: string
}

/** `1 이름 — 2 목표 — 3 검색식`: steps that are done lead back. */
export const StepLine = <S extends string>({
  steps,
  at,
  onGo,
}: {
  steps: readonly StepName<S>[]
  at: S
  onGo: (step: S) => void
}) => {
  const t = words.useT()
  const now = steps.findIndex(one => one.step === at)
  return (
    <ol aria-label={t('steps.title')} className="flex items-center gap-2 text-sm">
      {steps.map(({ step, label }, index) => (
        <li key={step} aria-current={index === now ? 'step' : undefined} className="flex items-center gap-2">
          {index > 0 && <span aria-hidden className="h-px w-5 bg-hair-strong max-md:w-3" />}
          <button
            type="button"
            disabled={index >= now}
            onClick={() => onGo(step)}
            className={cx(
              'flex items-center gap-1.5 rounded-sm pointer-coarse:min-h-11',
              index === now ? 'font-semibold text-ink' : 'text-muted',
              index < now && 'hover:text-ink',
            )}
          >
            <span
              aria-hidden
              className={cx(
                'grid size-5 place-items-center rounded-full font-semibold text-2xs tabular-nums',
                index === now
                  ? 'bg-accent text-on-accent'
                  : index < now
                    ? 'bg-accent-soft text-accent-text'
                    : 'bg-neu-soft text-muted',
              )}
            >
              {index < now ? <Check size={11} strokeWidth={3} /> : index + 1}
            </span>
            {label}
          </button>
        </li>
      ))}
    </ol>
  )
}

/** A step: its question, its fields, and the buttons below. */
export const Step = ({
  title,
  hint,
  children,
  back,
  skip,
  next,
}: {
  title: ReactNode
  hint: ReactNode
  children: ReactNode
  back?: (() => void) | undefined
  skip?: { label: string; run: () => void } | undefined
  next: { label: string; run: () => void; isReady: boolean; isBusy?: boolean }
}) => {
  const t = words.useT()
  return (
    <section className="flex flex-col gap-5">
      <div>
        <h2 className="font-bold text-lg">{title}</h2>
        <p className="mt-0.5 text-muted">{hint}</p>
      </div>
      {children}
      <div className="flex flex-wrap items-center gap-2 border-hair border-t pt-4">
        {back && <Button onClick={back}>{t('steps.back')}</Button>}
        <div className="grow" />
        {skip && (
          <Button tone="quiet" onClick={skip.run}>
            {skip.label}
          </Button>
        )}
        <Button tone="primary" disabled={!next.isReady} isBusy={next.isBusy ?? false} onClick={next.run}>
          {next.label}
        </Button>
      </div>
    </section>
  )
}
