/** In a conversation: a grant within one's limit, a wish for one above it, and the decision about it, live. */
import { Check, HandCoins, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import {
  askGrant,
  decideGrant,
  type Grant,
  type GrantKind,
  getAuthority,
  grantKind,
  type Limit,
  listDecisions,
  listGrants,
  withdrawGrant,
} from '../../../contract/inbox/authority.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { ReasonDialog } from '../../kit/reason-dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { words } from './words.ts'

const touched = [listGrants, listDecisions]
export const stateTone: Readonly<Record<Grant['state'], Tone>> = {
  granted: 'pos',
  waiting: 'warn',
  refused: 'neg',
  withdrawn: 'neu',
}

/** What a grant is, in one line: `환불·보상금 10,000원 · 쿠폰 두 장`. */
export const useGrantText = () => {
  const t = words.useT()
  return ({ kind, amount, what }: { kind: GrantKind; amount: number | null; what: string }) =>
    [amount === null ? t(kind) : t('grant.says', { kind: t(kind), amount: t('won', { amount }) }), what]
      .filter(Boolean)
      .join(' · ')
}

export const GrantButton = ({ conversationId }: { conversationId: string }) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" tone="quiet" icon={HandCoins} onClick={() => setOpen(true)}>
        {t('give')}
      </Button>
      {isOpen && <GiveDialog conversationId={conversationId} onClose={() => setOpen(false)} />}
    </>
  )
}

const isWithin = (own: Limit, kind: GrantKind, amount: number | null): boolean => {
  const most = kind === 'coupon' ? own.coupon : own.money
  return (amount === null || most === null || amount <= most) && (kind !== 'exception' || own.exception)
}

const GiveDialog = ({ conversationId, onClose }: { conversationId: string; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const own = useEndpoint(getAuthority, {}, { staleMs: 60_000 }).data?.own
  const [kind, setKind] = useState<GrantKind>('money')
  const [typed, setTyped] = useState('')
  const [what, setWhat] = useState('')
  const [reason, setReason] = useState('')
  const taking = useVerb(withdrawGrant, { refetch: touched })
  const verb = useVerb(askGrant, {
    refetch: touched,
    onDone: grant => {
      onClose()
      toasts.show({
        text: t(grant.state === 'granted' ? 'give.done' : 'give.asked'),
        onUndo: () => taking.run({ conversationId, grantId: grant.id }),
      })
    },
  })
  const digits = typed.replace(/\D/g, '')
  const amount = digits === '' ? null : Number(digits)
  const isWhole = reason.trim() !== '' && (kind === 'exception' ? what.trim() !== '' : (amount ?? 0) > 0)
  const within = own ? isWithin(own, kind, amount) : false
  const most = own && (kind === 'coupon' ? own.coupon : own.money)
  const send = () => {
    if (isWhole && !verb.isRunning)
      verb.run({ conversationId, kind, what: what.trim(), reason: reason.trim(), ...(amount ? { amount } : {}) })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('give.title')}
      actions={
        <Button tone="primary" disabled={!isWhole} isBusy={verb.isRunning} onClick={send}>
          {t(within ? 'give.now' : 'give.ask')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('give.kind')}>
          <Select
            value={kind}
            onChange={setKind}
            choices={grantKind.options.map(value => ({ value, label: t(value) }))}
          />
        </Field>
        <Field label={t('give.amount')} isOptional={kind === 'exception'}>
          <Input
            inputMode="numeric"
            maxLength={12}
            value={amount === null ? '' : amount.toLocaleString('ko-KR')}
            onChange={event => setTyped(event.target.value)}
            onSubmitText={send}
          />
        </Field>
        <Field label={t('give.what')} isOptional={kind !== 'exception'} hint={t('give.whatHint')}>
          <Input maxLength={200} value={what} onChange={event => setWhat(event.target.value)} onSubmitText={send} />
        </Field>
        <Field label={t('give.reason')}>
          <Input maxLength={500} value={reason} onChange={event => setReason(event.target.value)} onSubmitText={send} />
        </Field>
        {own && (
          <p role="status" className={within ? 'text-muted text-sm' : 'text-sm text-warn'}>
            {within
              ? t('give.within')
              : kind === 'exception' && !own.exception
                ? t('give.aboveException')
                : t('give.above', { limit: t('won', { amount: most ?? 0 }) })}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** Above the field: what waits, and the last that was decided; older ones behind a line. */
export const GrantCards = ({ conversationId }: { conversationId: string }) => {
  const t = words.useT()
  const items = useEndpoint(listGrants, { conversationId }).data?.items ?? []
  if (items.length === 0) return null
  const first = items.filter((one, n) => one.state === 'waiting' || n === 0)
  const rest = items.filter(one => !first.includes(one))
  return (
    <section
      aria-label={t('grant.label')}
      className="mx-4 mb-2 flex flex-col rounded-lg border border-hair bg-panel px-3 py-1.5 text-sm max-md:mx-0"
    >
      {first.map(grant => (
        <GrantRow key={grant.id} grant={grant} />
      ))}
      {rest.length > 0 && (
        <details>
          <summary className="cursor-pointer py-1 text-muted text-xs">
            {t('grant.more', { count: rest.length })}
          </summary>
          {rest.map(grant => (
            <GrantRow key={grant.id} grant={grant} />
          ))}
        </details>
      )}
    </section>
  )
}

const GrantRow = ({ grant }: { grant: Grant }) => {
  const t = words.useT()
  const formats = useFormats()
  const says = useGrantText()
  const [deciding, setDeciding] = useState<'granted' | 'refused' | null>(null)
  const decide = useVerb(decideGrant, { refetch: touched, onDone: () => setDeciding(null) })
  const take = useVerb(withdrawGrant, { refetch: touched })
  const place = { conversationId: grant.conversationId, grantId: grant.id }
  const isWaiting = grant.state === 'waiting'
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1">
      <HandCoins size={14} aria-hidden className="shrink-0 text-faint" />
      <span className="font-medium">{says(grant)}</span>
      <Chip tone={stateTone[grant.state]}>{t(`grant.${grant.state}`)}</Chip>
      <span className="min-w-0 grow basis-40 truncate text-muted text-xs" title={grant.reason}>
        {t(isWaiting ? 'grant.asks' : 'grant.gives', { name: grant.askedBy })} ·{' '}
        <time dateTime={grant.askedAt}>{formats.time(grant.askedAt)}</time> · {grant.reason}
        {grant.decidedBy && grant.decidedBy !== grant.askedBy && (
          <>
            {' '}
            · {t('grant.decided', { name: grant.decidedBy })}
            {grant.decisionReason && ` (${grant.decisionReason})`}
          </>
        )}
      </span>
      {grant.isOwn && (isWaiting || grant.state === 'granted') && (
        <Button size="sm" tone="quiet" icon={Undo2} isBusy={take.isRunning} onClick={() => take.run(place)}>
          {t('grant.take')}
        </Button>
      )}
      {grant.mayDecide && (
        <>
          <Button size="sm" icon={X} onClick={() => setDeciding('refused')}>
            {t('grant.refuse')}
          </Button>
          <Button size="sm" tone="primary" icon={Check} onClick={() => setDeciding('granted')}>
            {t('grant.approve')}
          </Button>
        </>
      )}
      {deciding && (
        <ReasonDialog
          title={t(deciding === 'granted' ? 'grant.approveTitle' : 'grant.refuseTitle')}
          hint={t('grant.decideHint', { name: grant.askedBy })}
          label={t('give.reason')}
          verb={t(deciding === 'granted' ? 'grant.approve' : 'grant.refuse')}
          isBusy={decide.isRunning}
          onClose={() => setDeciding(null)}
          onReason={reason => decide.run({ ...place, decision: deciding, reason })}
        />
      )}
    </div>
  )
}
