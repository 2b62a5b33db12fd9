/** A team, made or changed: name, colour, who belongs to it and leads it, its promise, its hours. */
import { useState } from 'react'
import {
  createTeam,
  listTeams,
  type Member,
  type Team,
  type TeamHours,
  type TeamTone,
  teamTone,
  updateTeam,
} from '../../../contract/access.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Pick, PickChip } from '../../kit/pick.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { fieldProblem } from '../../platform/problem.ts'
import { useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

const workdays: TeamHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export const TeamDialog = ({
  team,
  members,
  onClose,
}: {
  team: Team | null
  members: readonly Member[]
  onClose: () => void
}) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [name, setName] = useState(team?.name ?? '')
  const [tone, setTone] = useState<TeamTone>(team?.tone ?? 'acc')
  const [leadId, setLead] = useState(team?.leadId ?? null)
  const [memberIds, setMembers] = useState<readonly string[]>(team?.memberIds ?? [])
  const [goal, setGoal] = useState(team?.firstAnswerMinutes?.toString() ?? '')
  const [hours, setHours] = useState(team?.hours ?? null)
  const done = (made: Team) => {
    toasts.show({ text: t(team ? 'saved' : 'made', { name: made.name }) })
    onClose()
  }
  const creating = useVerb(createTeam, { refetch: [listTeams], onDone: done, isQuiet: true })
  const updating = useVerb(updateTeam, { refetch: [listTeams], onDone: done, isQuiet: true })
  const error = creating.error ?? updating.error
  const minutes = goal.trim() === '' ? null : Number(goal)
  const isGoalBad = minutes !== null && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 20_160)
  const save = (typed: string) => {
    if (!typed.trim() || isGoalBad) return
    const wish = { name: typed, tone, leadId, memberIds: [...memberIds], firstAnswerMinutes: minutes, hours }
    if (team) updating.run({ teamId: team.id, ...wish })
    else creating.run(wish)
  }
  const toggle = (id: string) => {
    const isIn = memberIds.includes(id)
    setMembers(isIn ? memberIds.filter(one => one !== id) : [...memberIds, id])
    if (isIn && leadId === id) setLead(null)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(team ? 'edit' : 'new')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            tone="primary"
            disabled={!name.trim() || isGoalBad}
            isBusy={creating.isRunning || updating.isRunning}
            onClick={() => save(name)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('name')} hint={t('nameHint')} problem={fieldProblem(error, 'name')}>
        <Input
          autoFocus
          value={name}
          maxLength={60}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Field>
      <Pick label={t('tone')}>
        {teamTone.options.map(one => (
          <PickChip key={one} type="radio" isOn={one === tone} onPick={() => setTone(one)} tone={one}>
            {t(`tone.${one}`)}
          </PickChip>
        ))}
      </Pick>
      <Pick label={t('members')}>
        {members.map(one => (
          <PickChip key={one.id} isOn={memberIds.includes(one.id)} onPick={() => toggle(one.id)}>
            {one.name}
          </PickChip>
        ))}
      </Pick>
      {fieldProblem(error, 'memberIds') && (
        <p role="alert" className="text-neg text-xs">
          {fieldProblem(error, 'memberIds')}
        </p>
      )}
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <Field label={t('lead')}>
          <Select
            value={leadId ?? 'none'}
            choices={[
              { value: 'none', label: t('noLead') },
              ...members
                .filter(one => memberIds.includes(one.id))
                .map(one => ({ value: one.id as string, label: one.name })),
            ]}
            onChange={value => setLead(value === 'none' ? null : value)}
          />
        </Field>
        <Field label={t('goal')} hint={t('goalHint')} problem={isGoalBad ? t('goalBad') : undefined}>
          <Input inputMode="numeric" value={goal} maxLength={5} onChange={event => setGoal(event.target.value)} />
        </Field>
      </div>
      <Field label={t('hours')} hint={t('hoursHint')}>
        <Select
          value={hours ? 'set' : 'always'}
          choices={[
            { value: 'always', label: t('always') },
            { value: 'set', label: t('hours.set') },
          ]}
          onChange={value => setHours(value === 'always' ? null : workdays)}
        />
      </Field>
      {hours && <Hours hours={hours} onChange={setHours} />}
    </Dialog>
  )
}

const Hours = ({ hours, onChange }: { hours: TeamHours; onChange: (hours: TeamHours) => void }) => {
  const t = words.useT()
  const toggle = (day: number) => {
    const days = hours.days.includes(day) ? hours.days.filter(one => one !== day) : [...hours.days, day].sort()
    if (days.length > 0) onChange({ ...hours, days })
  }
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Pick label={t('hours.set')}>
        {weekdays.map(day => (
          <PickChip key={day} isOn={hours.days.includes(day)} onPick={() => toggle(day)}>
            {t(`day.${day}`)}
          </PickChip>
        ))}
      </Pick>
      {(['from', 'to'] as const).map(end => (
        <Field key={end} label={t(end)}>
          <Input
            type="time"
            value={hours[end]}
            onChange={event => event.target.value && onChange({ ...hours, [end]: event.target.value })}
          />
        </Field>
      ))}
    </div>
  )
}
