/** One person asks for their data, or for its erasure. */
import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  type Erasure,
  type ErasurePreview,
  erasePerson,
  erasureReason,
  exportPerson,
  previewErasure,
} from '../../../contract/customers/privacy.ts'
import { getCustomer } from '../../../contract/customers.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { buildRequest } from '../../platform/request.ts'
import { useFormats, useWorkspace } from '../../platform/session.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

export const PersonRequests = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const { id } = useWorkspace()
  const [isErasing, setErasing] = useState(false)
  return (
    <Part title={t('privacy.person')}>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" asChild>
          <a href={buildRequest(exportPerson, { customerId }, id).url} download>
            <Download size={15} strokeWidth={1.7} aria-hidden />
            {t('privacy.export')}
          </a>
        </Button>
        <Button size="sm" icon={Trash2} onClick={() => setErasing(true)}>
          {t('privacy.erase')}
        </Button>
      </div>
      {isErasing && <EraseDialog customerId={customerId} onClose={() => setErasing(false)} />}
    </Part>
  )
}

const EraseDialog = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const go = useGo()
  const toasts = useToasts()
  const customer = useEndpoint(getCustomer, { customerId })
  const preview = useEndpoint(previewErasure, { customerId })
  const [reason, setReason] = useState<Erasure['reason']>('asked')
  const [typed, setTyped] = useState('')
  const name = customer.data?.name ?? ''
  const verb = useVerb(erasePerson, {
    onDone: () => {
      toasts.show({ text: t('privacy.erased'), tone: 'good' })
      onClose()
      go('/customers')
    },
  })
  const isSure = name !== '' && typed.trim() === name.trim()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('privacy.eraseTitle', { name })}
      hint={t('privacy.eraseHint')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            tone="danger"
            disabled={!isSure}
            isBusy={verb.isRunning}
            onClick={() => verb.run({ customerId, reason })}
          >
            {t('privacy.erase')}
          </Button>
        </>
      }
    >
      <Loaded query={preview} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {shown => <Preview preview={shown} />}
      </Loaded>
      <Field label={t('privacy.reason')}>
        <Select
          value={reason}
          onChange={setReason}
          choices={erasureReason.options.map(value => ({ value, label: t(`privacy.reason.${value}`) }))}
        />
      </Field>
      <Field label={t('privacy.confirm')} hint={name}>
        <Input value={typed} onChange={event => setTyped(event.target.value)} autoComplete="off" />
      </Field>
    </Dialog>
  )
}

const kinds = [
  'authors',
  'posts',
  'attachments',
  'readings',
  'mentions',
  'messages',
  'identities',
  'attributes',
  'activities',
  'calls',
  'consents',
  'choices',
  'orders',
  'visits',
  'web_events',
] as const

const Preview = ({ preview }: { preview: ErasurePreview }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <div className="flex flex-col gap-3 text-sm">
      <section>
        <h3 className="font-medium">{t('privacy.held')}</h3>
        <ul className="mt-1 grid grid-cols-2 gap-x-6 gap-y-0.5">
          {preview.held.map(({ room, kind, count }) => {
            const known = kinds.find(one => one === kind)
            return (
              <li key={`${room} ${kind}`} className="flex justify-between gap-2">
                <span className="text-muted">{known ? t(`kind.${known}`) : kind}</span>
                <span className="tabular-nums">{formats.number(count)}</span>
              </li>
            )
          })}
        </ul>
      </section>
      <section>
        <h3 className="font-medium">{t('privacy.kept')}</h3>
        {preview.kept.length === 0 ? (
          <p className="text-muted">{t('privacy.keptNone')}</p>
        ) : (
          <ul>
            {preview.kept.map(({ law, records, until }) => (
              <li key={law}>
                {t(`privacy.law.${law}`, { count: records })}{' '}
                <span className="text-muted">{t('privacy.until', { when: formats.date(until) })}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
