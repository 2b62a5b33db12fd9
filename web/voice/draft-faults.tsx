/** What a second look says of a draft: underlines behind the field, and below it reason and better words, never forced. */
import { Check, SpellCheck } from 'lucide-react'
import type { Fault } from '../../contract/voice/drafts.ts'
import { Button } from '../kit/button.tsx'
import { Chip, type Tone } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Kbd } from '../kit/kbd.tsx'
import { partsOf } from './mend.ts'
import { words } from './words.ts'

const tones: Readonly<Record<Fault['kind'], Tone>> = {
  private_data: 'neg',
  wrong_name: 'neg',
  conflicting_promise: 'neg',
  rule_quoting: 'warn',
  blame: 'warn',
  missing_apology: 'warn',
  honorific: 'acc',
  tone: 'acc',
}
const lines: Readonly<Record<string, string>> = {
  neg: 'decoration-neg',
  warn: 'decoration-warn',
  acc: 'decoration-accent',
}

/** The same text as the field above it, drawn without ink: only the wavy lines show. Put it behind the field. */
export const FaultMarks = ({
  text,
  faults,
  className,
  ref,
}: {
  text: string
  faults: readonly Fault[]
  className?: string
  ref?: React.Ref<HTMLDivElement>
}) => (
  <div
    ref={ref}
    aria-hidden
    data-part="fault-marks"
    className={cx(
      'pointer-events-none absolute inset-0 overflow-hidden whitespace-pre-wrap break-words text-base text-transparent leading-[1.65] pointer-coarse:text-[16px]',
      className,
    )}
  >
    {partsOf(text, faults).map((part, at) =>
      part.fault ? (
        <mark
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place.
          key={at}
          className={cx(
            'bg-transparent text-transparent underline decoration-2 decoration-wavy underline-offset-4',
            lines[tones[part.fault.kind]],
          )}
        >
          {part.text}
        </mark>
      ) : (
        part.text
      ),
    )}
  </div>
)

export const FaultList = ({
  text,
  faults,
  onMend,
  onIgnore,
}: {
  text: string
  faults: readonly Fault[]
  onMend: (fault: Fault) => void
  onIgnore: (fault: Fault) => void
}) => {
  const t = words.useT()
  if (faults.length === 0) return null
  return (
    <section aria-label={t('check.title')} className="border-hair border-t px-3 py-2">
      <p role="status" className="flex items-center gap-1.5 pb-1 text-muted text-xs">
        <SpellCheck size={13} aria-hidden />
        {t('check.count', { count: faults.length })}
        <span className="grow" />
        <span className="inline-flex items-center gap-1 pointer-coarse:hidden">
          {t('check.mendKey')} <Kbd keys="mod+." />
        </span>
      </p>
      <ul className="scroll-quiet flex max-h-[26dvh] flex-col divide-y divide-hair overflow-auto">
        {faults.map(fault => (
          <li key={`${fault.kind}-${fault.span[0]}-${fault.span[1]}`} className="flex flex-col gap-1 py-1.5 text-sm">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Chip tone={tones[fault.kind]}>{t(`kind.${fault.kind}`)}</Chip>
              <q className="min-w-0 flex-1 basis-32 truncate font-medium">{text.slice(...fault.span)}</q>
              <Button size="sm" tone="quiet" onClick={() => onIgnore(fault)}>
                {t('check.ignore')}
              </Button>
              <Button size="sm" icon={Check} onClick={() => onMend(fault)}>
                {t(fault.better === '' ? 'check.drop' : 'check.mend')}
              </Button>
            </div>
            <p className="text-muted text-xs">{fault.why}</p>
            {fault.better !== '' && (
              <p className="text-xs">
                <span className="text-muted">{t('check.becomes')} </span>
                <span className="break-words">{fault.better}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
