/** Who is told of deadlines and over which roads; the automatic acknowledgement. */
import type { ClockSettings } from '../../../contract/inbox/clocks.ts'
import { listReceivers } from '../../../contract/listening.ts'
import { Field, Textarea } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { Tick, Ticks } from './parts.tsx'
import { useAnswerChannels } from './policies.tsx'
import { words } from './words.ts'

type Alarming = ClockSettings['alarms']

export const Alarms = ({ alarms, onChange }: { alarms: Alarming; onChange: (alarms: Alarming) => void }) => {
  const t = words.useT()
  const may = useMay()('listening.manage')
  const receivers = useEndpoint(listReceivers, {}, { when: may }).data?.items ?? []
  const set = (change: Partial<Alarming>) => onChange({ ...alarms, ...change })
  return (
    <Card title={t('alarms.title')}>
      <p className="mt-1 mb-2 text-muted text-sm">{t('alarms.hint')}</p>
      <Tick isOn={alarms.onWarning} onChange={onWarning => set({ onWarning })}>
        {t('alarms.warning')}
      </Tick>
      <Tick isOn={alarms.onBreach} onChange={onBreach => set({ onBreach })}>
        {t('alarms.breach')}
      </Tick>
      <Tick isOn={alarms.byMail} onChange={byMail => set({ byMail })}>
        {t('alarms.mail')}
      </Tick>
      <div className="mt-2">
        {receivers.length === 0 ? (
          <p className="text-muted text-xs">{t('alarms.noReceivers')}</p>
        ) : (
          <Ticks
            legend={t('alarms.receivers')}
            choices={receivers.map(one => ({ value: one.id, label: one.name }))}
            on={alarms.receiverIds}
            onChange={receiverIds => set({ receiverIds })}
          />
        )}
      </div>
    </Card>
  )
}

type Acknowledging = ClockSettings['acknowledgement']

export const AcknowledgementForm = ({
  acknowledgement,
  onChange,
}: {
  acknowledgement: Acknowledging
  onChange: (acknowledgement: Acknowledging) => void
}) => {
  const t = words.useT()
  const channels = useAnswerChannels(acknowledgement.publicChannels)
  const set = (change: Partial<Acknowledging>) => onChange({ ...acknowledgement, ...change })
  return (
    <Card title={t('ack.title')}>
      <p className="mt-1 mb-2 text-muted text-sm">{t('ack.hint')}</p>
      <Tick isOn={acknowledgement.isOn} onChange={isOn => set({ isOn })}>
        {t('ack.on')}
      </Tick>
      {acknowledgement.isOn && (
        <div className="mt-2 flex flex-col gap-3">
          <Tick isOn={acknowledgement.onlyClosed} onChange={onlyClosed => set({ onlyClosed })}>
            {t('ack.onlyClosed')}
          </Tick>
          <Field label={t('ack.text')} hint={t('ack.textHint')}>
            <Textarea
              rows={2}
              maxLength={500}
              value={acknowledgement.text}
              onChange={event => set({ text: event.target.value })}
            />
          </Field>
          <p className="rounded-md bg-sunken px-3 py-2 text-sm">
            {t('ack.preview', { text: acknowledgement.text.trim() || t('ack.usual') })}
          </p>
          {channels.length > 0 && (
            <Ticks
              legend={t('ack.public')}
              hint={t('ack.publicHint')}
              choices={channels}
              on={acknowledgement.publicChannels}
              onChange={publicChannels => set({ publicChannels })}
            />
          )}
        </div>
      )}
    </Card>
  )
}
