/** Whether the person was checked: what that opens, who did it, and the step itself. */
import { BadgeCheck, Lock } from 'lucide-react'
import { useState } from 'react'
import {
  endVerification,
  getCustomer,
  getProfile,
  listActivities,
  listCustomers,
  listVerifications,
  type Profile,
  type Verification,
  verifyCustomer,
} from '../../../contract/customers.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Textarea } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

const hows: readonly Verification['how'][] = ['order', 'callback', 'signed_in', 'document', 'known']
const changed = [getProfile, getCustomer, listActivities, listVerifications, listCustomers] as const

export const VerificationCard = ({ profile }: { profile: Profile }) => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const { customerId, verification, parts } = profile
  if (verification)
    return (
      <section className="flex flex-col gap-1.5 rounded-md border border-hair bg-pos-soft px-3 py-2.5">
        <p className="flex items-center gap-1.5 font-semibold text-pos text-sm">
          <BadgeCheck size={15} strokeWidth={1.8} aria-hidden />
          {t('verify.open')}
        </p>
        <p className="text-muted text-xs">
          {t('verify.by', {
            by: verification.by,
            when: formats.past(verification.at),
            how: t(`how.${verification.how}`),
          })}
          {verification.note && <span className="block break-words">“{verification.note}”</span>}
        </p>
        {parts.history === 'permission' && <p className="text-muted text-xs">{t('verify.noPermission')}</p>}
        <span className="flex gap-1">
          {may('customers.verify') && <End customerId={customerId} verification={verification} />}
          <Log customerId={customerId} />
        </span>
      </section>
    )
  return (
    <section className="flex flex-col gap-1.5 rounded-md border border-hair bg-sunken px-3 py-2.5">
      <p className="flex items-center gap-1.5 font-semibold text-sm">
        <Lock size={14} strokeWidth={1.8} className="text-muted" aria-hidden />
        {t('verify.closed')}
      </p>
      <p className="text-muted text-xs">
        {t(parts.history === 'permission' ? 'verify.noPermission' : 'verify.closedHint')}
      </p>
      <span className="flex gap-1">
        {may('customers.verify') && (
          <Button size="sm" onClick={() => setAsking(true)}>
            {t('verify.start')}
          </Button>
        )}
        <Log customerId={customerId} />
      </span>
      {isAsking && <Verify customerId={customerId} onClose={() => setAsking(false)} />}
    </section>
  )
}

const Verify = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [how, setHow] = useState<Verification['how']>('order')
  const [note, setNote] = useState('')
  const verb = useVerb(verifyCustomer, { refetch: changed })
  const end = useVerb(endVerification, { refetch: changed })
  const save = (text: string) =>
    verb.ask({ customerId, how, note: text }).then(
      ({ id }) => {
        onClose()
        toasts.show({
          text: t('verify.saved'),
          onUndo: () => end.run({ customerId, verificationId: id }),
        })
      },
      // The refusal was shown by the verb.
      () => {},
    )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('verify.title')}
      hint={t('verify.hint')}
      actions={
        <Button tone="primary" isBusy={verb.isRunning} onClick={() => save(note)}>
          {t('verify.save')}
        </Button>
      }
    >
      <Field label={t('verify.title')}>
        <Select value={how} onChange={setHow} choices={hows.map(value => ({ value, label: t(`how.${value}`) }))} />
      </Field>
      <Field label={t('verify.note')} isOptional>
        <Textarea
          value={note}
          maxLength={500}
          placeholder={t('verify.notePlaceholder')}
          onChange={event => setNote(event.target.value)}
          onSubmitText={save}
        />
      </Field>
    </Dialog>
  )
}

const End = ({ customerId, verification }: { customerId: string; verification: Verification }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(endVerification, { refetch: changed })
  const again = useVerb(verifyCustomer, { refetch: changed })
  const end = () =>
    verb.ask({ customerId, verificationId: verification.id }).then(
      () =>
        toasts.show({
          text: t('verify.ended'),
          onUndo: () => again.run({ customerId, how: verification.how, note: verification.note }),
        }),
      () => {},
    )
  return (
    <Button size="sm" tone="quiet" isBusy={verb.isRunning} onClick={end}>
      {t('verify.end')}
    </Button>
  )
}

const Log = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const log = useEndpoint(listVerifications, { customerId })
  const items = log.data?.items ?? []
  if (items.length === 0) return null
  return (
    <>
      <Button size="sm" tone="quiet" onClick={() => setOpen(true)}>
        {t('verify.log')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('verify.log')}>
        <ul className="flex flex-col gap-2.5">
          {items.map(one => (
            <li key={one.id} className="text-sm">
              {t('verify.by', { by: one.by, when: formats.moment(one.at), how: t(`how.${one.how}`) })}
              {one.note && <span className="block break-words text-muted text-xs">“{one.note}”</span>}
              {one.endedAt && (
                <span className="block text-muted text-xs">
                  {t('verify.logEnded', { by: one.endedBy, when: formats.moment(one.endedAt) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
