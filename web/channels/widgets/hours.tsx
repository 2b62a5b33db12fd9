/** When somebody is there: always, or one span on each day of the week. */
import type { OpenHours } from '../../../contract/channels/widgets.ts'
import { Field, Input } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useFormats } from '../../platform/session.ts'
import { words } from './words.ts'

const week = [1, 2, 3, 4, 5, 6, 7] as const
const office = { from: '09:00', to: '18:00' }

export const HoursField = ({
  hours,
  onChange,
  problem,
}: {
  hours: OpenHours | null
  onChange: (hours: OpenHours | null) => void
  problem: string | undefined
}) => {
  const t = words.useT()
  const { timeZone } = useFormats()
  const begin = () => onChange({ timeZone, days: week.slice(0, 5).map(day => ({ day, ...office })) })
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('hours')} hint={hours ? t('hours.hint', { zone: hours.timeZone }) : undefined} problem={problem}>
        <Select
          value={hours ? 'set' : 'always'}
          choices={(['always', 'set'] as const).map(value => ({ value, label: t(`hours.${value}`) }))}
          onChange={value => (value === 'set' ? begin() : onChange(null))}
        />
      </Field>
      {hours && (
        <ul className="flex flex-col gap-1">
          {week.map(day => (
            <Day key={day} day={day} hours={hours} onChange={onChange} />
          ))}
        </ul>
      )}
    </div>
  )
}

const Day = ({
  day,
  hours,
  onChange,
}: {
  day: (typeof week)[number]
  hours: OpenHours
  onChange: (hours: OpenHours) => void
}) => {
  const t = words.useT()
  const name = t(`day.${day}`)
  const span = hours.days.find(one => one.day === day)
  const set = (next: { from: string; to: string } | null) =>
    onChange({
      ...hours,
      days: [...hours.days.filter(one => one.day !== day), ...(next ? [{ day, ...next }] : [])].sort(
        (a, b) => a.day - b.day,
      ),
    })
  return (
    <li className="flex items-center gap-2 text-sm">
      <label className="flex min-h-9 w-16 items-center gap-2">
        <input type="checkbox" checked={span !== undefined} onChange={() => set(span ? null : office)} />
        {name}
      </label>
      {span && (
        <>
          <Input
            type="time"
            aria-label={t('hours.from', { day: name })}
            value={span.from}
            onChange={event => event.target.value && set({ from: event.target.value, to: span.to })}
          />
          <span aria-hidden>–</span>
          <Input
            type="time"
            aria-label={t('hours.to', { day: name })}
            value={span.to}
            onChange={event => event.target.value && set({ from: span.from, to: event.target.value })}
          />
        </>
      )}
    </li>
  )
}
