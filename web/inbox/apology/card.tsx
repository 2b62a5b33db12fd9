/** The apology playbook above the field: four steps with their time, done by an answer or a click; and the way to begin it. */
import { CircleCheck, CircleDashed, HeartHandshake } from 'lucide-react'
import { useState } from 'react'
import {
  type Apology,
  type ApologyStep,
  callOffApology,
  getApology,
  listRunningApologies,
  setApologyStep,
  startApology,
} from '../../../contract/inbox/apologies.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { cx } from '../../kit/class.ts'
import { ReasonDialog } from '../../kit/reason-dialog.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useNow } from '../../platform/session.ts'
import { clockOf } from '../clock.ts'
import { words as inbox } from '../words.ts'
import { words } from './words.ts'

const touched = [getApology, listRunningApologies]

/** Begins it, unless one runs; `isOffered` where the check of a draft found a fault of ours and no apology. */
export const ApologyButton = ({ conversationId, isOffered }: { conversationId: string; isOffered: boolean }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [isOpen, setOpen] = useState(false)
  const running = useEndpoint(getApology, { conversationId }).data?.apology
  const ending = useVerb(callOffApology, { refetch: touched })
  const verb = useVerb(startApology, {
    refetch: touched,
    onDone: () => {
      setOpen(false)
      toasts.show({
        text: t('start.done'),
        onUndo: () => ending.run({ conversationId, isCalledOff: true }),
      })
    },
  })
  if (running && running.endedAt === null) return null
  return (
    <>
      {isOffered && <span className="text-sm text-warn">{t('offer')}</span>}
      <Button size="sm" tone={isOffered ? 'plain' : 'quiet'} icon={HeartHandshake} onClick={() => setOpen(true)}>
        {t('start')}
      </Button>
      {isOpen && (
        <ReasonDialog
          title={t('start.title')}
          hint={t('start.hint')}
          label={t('start.reason')}
          verb={t('start.verb')}
          isBusy={verb.isRunning}
          onClose={() => setOpen(false)}
          onReason={reason => verb.run({ conversationId, reason })}
        />
      )}
    </>
  )
}

/** While it runs, and for the day after it ended. */
export const ApologyCard = ({ conversationId }: { conversationId: string }) => {
  const t = words.useT()
  const now = useNow()
  const apology = useEndpoint(getApology, { conversationId }).data?.apology
  const ending = useVerb(callOffApology, { refetch: touched })
  if (!apology || (apology.endedAt !== null && now.getTime() - Date.parse(apology.endedAt) > shownMs)) return null
  const isRunning = apology.endedAt === null
  return (
    <section
      aria-label={t('label')}
      className="mx-4 mb-2 flex flex-col gap-1 rounded-lg border border-hair bg-panel px-3 py-2 text-sm max-md:mx-0"
    >
      <p className="flex flex-wrap items-center gap-2">
        <HeartHandshake size={14} aria-hidden className="shrink-0 text-faint" />
        <b className="font-semibold">{t(isRunning ? 'label' : apology.isCalledOff ? 'calledOff' : 'ended')}</b>
        <span className="min-w-0 grow truncate text-muted text-xs">{apology.reason}</span>
        {(isRunning || apology.isCalledOff) && (
          <Button
            size="sm"
            tone="quiet"
            isBusy={ending.isRunning}
            onClick={() => ending.run({ conversationId, isCalledOff: isRunning })}
          >
            {t(isRunning ? 'callOff' : 'goOn')}
          </Button>
        )}
      </p>
      {!apology.isCalledOff && <Steps apology={apology} />}
    </section>
  )
}

const shownMs = 24 * 3600_000

const Steps = ({ apology }: { apology: Apology }) => {
  const next = apology.steps.find(one => one.doneAt === null)
  return (
    <ol className="grid grid-cols-4 gap-2 max-md:grid-cols-2">
      {apology.steps.map(step => (
        <Step key={step.step} apology={apology} step={step} isNext={step === next} />
      ))}
    </ol>
  )
}

const Step = ({ apology, step, isNext }: { apology: Apology; step: ApologyStep; isNext: boolean }) => {
  const t = words.useT()
  const formats = useFormats()
  const verb = useVerb(setApologyStep, { refetch: touched })
  const isDone = step.doneAt !== null
  return (
    <li
      aria-current={isNext ? 'step' : undefined}
      title={t(`hint.${step.step}`)}
      className={cx(
        'flex min-w-0 flex-col items-start gap-1 border-t-2 pt-1.5',
        isDone ? 'border-pos' : isNext ? 'border-accent' : 'border-hair',
      )}
    >
      <span className="flex items-center gap-1.5 font-medium">
        {isDone ? (
          <CircleCheck size={14} aria-hidden className="shrink-0 text-pos" />
        ) : (
          <CircleDashed size={14} aria-hidden className="shrink-0 text-faint" />
        )}
        {t(`step.${step.step}`)}
      </span>
      {isDone ? (
        <span className="text-muted text-xs">
          {t('doneBy', { name: step.doneBy ?? '', at: formats.moment(step.doneAt ?? '') })}
        </span>
      ) : (
        <Countdown dueAt={step.dueAt} />
      )}
      {isNext && step.step !== 'fix' && <span className="text-muted text-xs">{t('byAnswer')}</span>}
      {(isNext || isDone) && (
        <Button
          size="sm"
          tone={isNext && step.step === 'fix' ? 'plain' : 'quiet'}
          isBusy={verb.isRunning}
          aria-label={`${t(`step.${step.step}`)}: ${t(isDone ? 'undone' : 'done')}`}
          onClick={() => verb.run({ conversationId: apology.conversationId, step: step.step, isDone: !isDone })}
        >
          {t(isDone ? 'undone' : 'done')}
        </Button>
      )}
    </li>
  )
}

const Countdown = ({ dueAt }: { dueAt: string }) => {
  const t = words.useT()
  const ti = inbox.useT()
  const formats = useFormats()
  const clock = clockOf({ state: 'open', dueAt, warnAt: null, firstAnsweredAt: null }, useNow())
  if (!clock || !('span' in clock)) return null
  return (
    <time
      dateTime={dueAt}
      title={formats.moment(dueAt)}
      className={cx(
        'text-xs tabular-nums',
        clock.tone === 'neg' ? 'font-medium text-neg' : clock.tone === 'warn' ? 'text-warn' : 'text-muted',
      )}
    >
      {t(clock.kind === 'over' ? 'over' : 'left', {
        time: ti(`time.${clock.span.unit}`, { count: clock.span.count }),
      })}
    </time>
  )
}

/** In the queue: a step that is late, or whose turn it is. */
export const ApologyChip = ({ conversationId }: { conversationId: string }) => {
  const t = words.useT()
  const now = useNow()
  const running = useEndpoint(listRunningApologies, {}, { staleMs: 60_000 }).data?.items
  const step = running?.find(one => one.conversationId === conversationId)
  if (!step) return null
  const isLate = Date.parse(step.dueAt) <= now.getTime()
  return (
    <Chip tone={isLate ? 'neg' : 'neu'}>{t(isLate ? 'chip.late' : 'chip.next', { step: t(`step.${step.step}`) })}</Chip>
  )
}
