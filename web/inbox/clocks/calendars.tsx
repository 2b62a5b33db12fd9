/** Business hours: a week, the holidays of Korea, own days. */
import { Plus, SplitSquareVertical, Trash2 } from 'lucide-react'
import { type ClockCalendar, defaultPolicy } from '../../../contract/inbox/clocks.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { newKey } from '../../platform/client.ts'
import { readClock } from '../../platform/clock.ts'
import { useWorkspace } from '../../platform/session.ts'
import { Tick } from './parts.tsx'
import { ClosedDays } from './preview.tsx'
import { words } from './words.ts'

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const
const nineToSix = { from: '09:00', to: '18:00' }

export const Calendars = ({
  calendars,
  onChange,
}: {
  calendars: readonly ClockCalendar[]
  onChange: (calendars: ClockCalendar[]) => void
}) => {
  const t = words.useT()
  const { timeZone } = useWorkspace()
  const add = () =>
    onChange([
      ...calendars,
      {
        id: newKey(),
        name: t('calendars.new'),
        timeZone,
        hours: weekdays.map(day => (day < 5 ? [nineToSix] : [])),
        holidays: timeZone === 'Asia/Seoul' ? 'kr' : null,
        ownDays: [],
      },
    ])
  const put = (changed: ClockCalendar) => onChange(calendars.map(one => (one.id === changed.id ? changed : one)))
  return (
    <Card
      title={t('calendars.title')}
      note={
        <Button size="sm" icon={Plus} onClick={add}>
          {t('calendars.add')}
        </Button>
      }
    >
      {calendars.length === 0 && <p className="mt-1 text-muted text-sm">{t('calendars.none')}</p>}
      <ul className="flex flex-col">
        {calendars.map(calendar => (
          <li key={calendar.id} className="flex flex-col gap-3 border-hair border-b py-3 last:border-0">
            <CalendarForm
              calendar={calendar}
              onChange={put}
              onRemove={() => onChange(calendars.filter(one => one.id !== calendar.id))}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

const CalendarForm = ({
  calendar,
  onChange,
  onRemove,
}: {
  calendar: ClockCalendar
  onChange: (calendar: ClockCalendar) => void
  onRemove: () => void
}) => {
  const t = words.useT()
  const set = (change: Partial<ClockCalendar>) => onChange({ ...calendar, ...change })
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2">
        <Field label={t('calendar.name')}>
          <Input value={calendar.name} maxLength={200} onChange={event => set({ name: event.target.value })} />
        </Field>
        <Field label={t('calendar.zone')}>
          <Input value={calendar.timeZone} list="zones" onChange={event => set({ timeZone: event.target.value })} />
        </Field>
        <IconButton label={t('remove', { name: calendar.name })} icon={Trash2} onClick={onRemove} />
      </div>
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map(zone => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <ul className="flex flex-col gap-1">
        {weekdays.map(day => (
          <Weekday
            key={day}
            name={t(`weekday.${day}`)}
            hours={calendar.hours[day] ?? []}
            onChange={hours => set({ hours: calendar.hours.map((one, n) => (n === day ? hours : one)) })}
          />
        ))}
      </ul>
      <Tick isOn={calendar.holidays === 'kr'} onChange={isOn => set({ holidays: isOn ? 'kr' : null })}>
        {t('calendar.holidays')}
      </Tick>
      <OwnDays days={calendar.ownDays} onChange={ownDays => set({ ownDays })} />
      <ClosedDays policy={defaultPolicy} calendar={calendar} />
    </>
  )
}

type Hours = ClockCalendar['hours'][number]

/** The day in hours; an hour in the middle of it may be taken out. */
const Weekday = ({ name, hours, onChange }: { name: string; hours: Hours; onChange: (hours: Hours) => void }) => {
  const t = words.useT()
  const put = (at: number, change: Partial<Hours[number]>) =>
    onChange(hours.map((one, n) => (n === at ? { ...one, ...change } : one)))
  const last = hours.at(-1)
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-2">
      <label className="flex w-12 items-center gap-1.5 text-sm">
        <input
          type="checkbox"
          aria-label={t('calendar.open', { day: name })}
          checked={hours.length > 0}
          onChange={event => onChange(event.target.checked ? [nineToSix] : [])}
          className="size-3.5 accent-(--accent)"
        />
        {name}
      </label>
      {hours.length === 0 && <span className="text-muted text-sm">{t('calendar.closed')}</span>}
      {hours.map((one, n) => (
        <span key={one.from} className="flex items-center gap-1 tabular-nums">
          <Input
            type="time"
            className="w-28"
            aria-label={t('calendar.from', { day: name })}
            value={one.from}
            onChange={event => event.target.value && put(n, { from: event.target.value })}
          />
          –
          <Input
            type="time"
            className="w-28"
            aria-label={t('calendar.to', { day: name })}
            value={one.to === '24:00' ? '00:00' : one.to}
            onChange={event =>
              event.target.value && put(n, { to: event.target.value === '00:00' ? '24:00' : event.target.value })
            }
          />
        </span>
      ))}
      {hours.length === 1 && last && last.from < '12:00' && last.to > '13:00' && (
        <IconButton
          label={t('calendar.split', { day: name })}
          icon={SplitSquareVertical}
          size={15}
          onClick={() =>
            onChange([
              { from: last.from, to: '12:00' },
              { from: '13:00', to: last.to },
            ])
          }
        />
      )}
    </li>
  )
}

const OwnDays = ({
  days,
  onChange,
}: {
  days: ClockCalendar['ownDays']
  onChange: (days: ClockCalendar['ownDays']) => void
}) => {
  const t = words.useT()
  const put = (at: number, change: Partial<ClockCalendar['ownDays'][number]>) =>
    onChange(days.map((one, n) => (n === at ? { ...one, ...change } : one)))
  const today = readClock().toISOString().slice(0, 10)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <h3 className="font-medium text-sm">{t('calendar.own')}</h3>
        <Button
          size="sm"
          tone="quiet"
          icon={Plus}
          onClick={() => onChange([...days, { on: today, name: t('calendar.ownNew'), isOpen: false }])}
        >
          {t('calendar.ownAdd')}
        </Button>
      </div>
      {days.map((day, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the date is what is being edited.
        <div key={n} className="flex flex-wrap items-center gap-2">
          <Input
            type="date"
            className="w-40"
            aria-label={t('calendar.ownDate')}
            value={day.on}
            onChange={event => event.target.value && put(n, { on: event.target.value })}
          />
          <Input
            className="w-44"
            aria-label={t('calendar.ownName')}
            value={day.name}
            maxLength={200}
            onChange={event => put(n, { name: event.target.value })}
          />
          <Tick isOn={day.isOpen} onChange={isOpen => put(n, { isOpen })}>
            {t('calendar.ownOpen')}
          </Tick>
          <IconButton
            label={t('remove', { name: day.name })}
            icon={Trash2}
            size={15}
            onClick={() => onChange(days.filter((_, m) => m !== n))}
          />
        </div>
      ))}
    </div>
  )
}
