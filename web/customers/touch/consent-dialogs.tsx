/** Writing down a consent, and what somebody chose. */
import { useState } from 'react'
import {
  type ConsentDeed,
  type ConsentPurpose,
  type ContactChoice,
  commonConsentChannels,
  consentDeed,
  consentPurposes,
  getConsents,
  recordConsent,
  setContactChoice,
} from '../../../contract/customers/consents.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input, Textarea } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { fieldProblem } from '../../platform/problem.ts'
import { useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

type Channel = (typeof commonConsentChannels)[number]

export const ConsentDialog = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [purpose, setPurpose] = useState<ConsentPurpose>('marketing')
  const [channel, setChannel] = useState<Channel>('sms')
  const [deed, setDeed] = useState<ConsentDeed>('given')
  const [wording, setWording] = useState('')
  const [proof, setProof] = useState('')
  const verb = useVerb(recordConsent, {
    isQuiet: true,
    refetch: [getConsents],
    onDone: () => {
      toasts.show({ text: t('consent.saved'), tone: 'good' })
      onClose()
    },
  })
  const save = () =>
    verb.run({ customerId, purpose, channel, deed, wording: wording.trim() || null, proof: proof.trim() || null })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('consent.add')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" isBusy={verb.isRunning} onClick={save}>
            {t('consent.save')}
          </Button>
        </>
      }
    >
      <Field label={t('consent.purpose')}>
        <Select
          value={purpose}
          onChange={setPurpose}
          choices={consentPurposes.map(value => ({ value, label: t(`purpose.${value}`) }))}
        />
      </Field>
      <Field label={t('consent.channel')}>
        <Select
          value={channel}
          onChange={setChannel}
          choices={commonConsentChannels.map(value => ({ value, label: t(`channel.${value}`) }))}
        />
      </Field>
      <Field label={t('consent.deed')}>
        <Select
          value={deed}
          onChange={setDeed}
          choices={consentDeed.options.map(value => ({ value, label: t(`deed.${value}`) }))}
        />
      </Field>
      <Field label={t('consent.wording')} isOptional problem={fieldProblem(verb.error, 'wording')}>
        <Textarea value={wording} rows={2} maxLength={2000} onChange={event => setWording(event.target.value)} />
      </Field>
      <Field
        label={t('consent.proof')}
        isOptional
        hint={t('consent.proofHint')}
        problem={fieldProblem(verb.error, 'proof')}
      >
        <Input value={proof} maxLength={500} onChange={event => setProof(event.target.value)} onSubmitText={save} />
      </Field>
    </Dialog>
  )
}

const chosen = commonConsentChannels.filter(channel => channel !== 'all' && channel !== 'web')
const spans = ['any', '8-12', '9-18', '12-18', '18-21'] as const
type Span = (typeof spans)[number]

const spanOf = (hours: ContactChoice['hours']): Span =>
  spans.find(span => hours !== null && span === `${hours.from}-${hours.until}`) ?? 'any'

export const ChoiceDialog = ({
  customerId,
  choice,
  onClose,
}: {
  customerId: string
  choice: ContactChoice
  onClose: () => void
}) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [wanted, setWanted] = useState<readonly string[]>(choice.channels ?? [])
  const [refused, setRefused] = useState<readonly string[]>(choice.refused)
  const [span, setSpan] = useState<Span>(spanOf(choice.hours))
  const [isMinor, setMinor] = useState(choice.isMinor)
  const verb = useVerb(setContactChoice, {
    refetch: [getConsents],
    onDone: () => {
      toasts.show({ text: t('consent.saved'), tone: 'good' })
      onClose()
    },
  })
  const save = () => {
    const [from, until] = span.split('-').map(Number)
    const hours = span === 'any' || from === undefined || until === undefined ? null : { from, until }
    verb.run({ customerId, channels: wanted.length > 0 ? [...wanted] : null, refused: [...refused], hours, isMinor })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('consent.choice')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" isBusy={verb.isRunning} onClick={save}>
            {t('consent.save')}
          </Button>
        </>
      }
    >
      <Boxes legend={t('consent.choiceChannels')} on={wanted} onChange={setWanted} />
      <Boxes legend={t('consent.choiceRefused')} on={refused} onChange={setRefused} />
      <Field label={t('consent.choiceHours')}>
        <Select
          value={span}
          onChange={setSpan}
          choices={spans.map(value => {
            const [from, until] = value.split('-')
            return {
              value,
              label:
                value === 'any'
                  ? t('consent.choiceAny')
                  : t('consent.choiceHour', { from: from ?? '', until: until ?? '' }),
            }
          })}
        />
      </Field>
      <label className="flex items-center gap-2 text-sm pointer-coarse:min-h-11">
        <input type="checkbox" checked={isMinor} onChange={event => setMinor(event.target.checked)} />
        {t('consent.isMinor')}
      </label>
    </Dialog>
  )
}

const Boxes = ({
  legend,
  on,
  onChange,
}: {
  legend: string
  on: readonly string[]
  onChange: (on: readonly string[]) => void
}) => {
  const t = words.useT()
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {chosen.map(channel => (
        <label key={channel} className="flex items-center gap-1.5 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={on.includes(channel)}
            onChange={event => onChange(event.target.checked ? [...on, channel] : on.filter(one => one !== channel))}
          />
          {t(`channel.${channel}`)}
        </label>
      ))}
    </fieldset>
  )
}
