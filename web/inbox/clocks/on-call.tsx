/** The rota: the order of turns, what comes, and who stands in. */
import { ArrowUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { listMembers } from '../../../contract/access.ts'
import { addStandIn, getOnCall, type OnCall, removeStandIn, saveOnCall } from '../../../contract/inbox/clocks.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Emphasised } from '../../kit/emphasised.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { readClock } from '../../platform/clock.ts'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay, useWorkspace } from '../../platform/session.ts'
import { words } from './words.ts'

const mondayOf = (now: Date): string =>
  new Date(now.getTime() - ((now.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)

export const OnCallCard = () => {
  const t = words.useT()
  const query = useEndpoint(getOnCall, {})
  return (
    <Card title={t('rota.title')}>
      <p className="mt-1 mb-2 text-muted text-sm">{t('rota.hint')}</p>
      <Loaded query={query} waiting={<SkeletonRows hasFace={false} count={2} />}>
        {onCall => (
          <div className="flex flex-col gap-4">
            <p>
              {onCall.now ? (
                <Emphasised text={t('rota.now', { name: onCall.now.name })} />
              ) : (
                <span className="text-warn">{t('rota.nobody')}</span>
              )}
            </p>
            <RotaForm key={onCall.version} onCall={onCall} />
            <Turns onCall={onCall} />
            <StandIns onCall={onCall} />
          </div>
        )}
      </Loaded>
    </Card>
  )
}

const RotaForm = ({ onCall }: { onCall: OnCall }) => {
  const t = words.useT()
  const toasts = useToasts()
  const may = useMay()('inbox.manage')
  const { timeZone } = useWorkspace()
  const members = useEndpoint(listMembers, {}).data?.items ?? []
  const [memberIds, setMemberIds] = useState(onCall.rota?.memberIds ?? [])
  const [startsOn, setStartsOn] = useState(onCall.rota?.startsOn ?? mondayOf(readClock()))
  const [handsOverAt, setHandsOverAt] = useState(onCall.rota?.handsOverAt ?? '09:00')
  const verb = useVerb(saveOnCall, {
    refetch: [getOnCall],
    onDone: () => toasts.show({ text: t('rota.saved'), tone: 'good' }),
  })
  if (!may) return null
  const nameOf = (id: string) => members.find(one => one.id === id)?.name ?? '—'
  const others = members.filter(one => !memberIds.includes(one.id))
  const up = (n: number) => {
    const moved = [...memberIds]
    const [one] = moved.splice(n, 1)
    moved.splice(n - 1, 0, one!)
    setMemberIds(moved)
  }
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className="font-medium text-sm">{t('rota.members')}</h3>
        <ol className="mt-1 flex flex-wrap items-center gap-2">
          {memberIds.map((id, n) => (
            <li key={id} className="flex items-center gap-0.5">
              <Chip>
                {n + 1}. {nameOf(id)}
              </Chip>
              {n > 0 && (
                <IconButton size={15} label={t('up', { name: nameOf(id) })} icon={ArrowUp} onClick={() => up(n)} />
              )}
              <IconButton
                size={15}
                label={t('remove', { name: nameOf(id) })}
                icon={Trash2}
                onClick={() => setMemberIds(memberIds.filter(one => one !== id))}
              />
            </li>
          ))}
          {others.length > 0 && (
            <li>
              <Select
                isCompact
                label={t('rota.add')}
                value=""
                onChange={id => setMemberIds([...memberIds, id])}
                choices={others.map(one => ({ value: one.id, label: one.name }))}
              />
            </li>
          )}
        </ol>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('rota.startsOn')}>
          <Input
            type="date"
            value={startsOn}
            onChange={event => event.target.value && setStartsOn(event.target.value)}
          />
        </Field>
        <Field label={t('rota.handsOverAt')}>
          <Input
            type="time"
            value={handsOverAt}
            onChange={event => event.target.value && setHandsOverAt(event.target.value)}
          />
        </Field>
        <Button
          isBusy={verb.isRunning}
          onClick={() =>
            verb.run({
              memberIds,
              startsOn,
              handsOverAt,
              timeZone: onCall.rota?.timeZone ?? timeZone,
              version: onCall.version,
            })
          }
        >
          {t('rota.save')}
        </Button>
      </div>
    </div>
  )
}

const Turns = ({ onCall }: { onCall: OnCall }) => {
  const t = words.useT()
  const formats = useFormats()
  if (onCall.turns.length === 0) return null
  return (
    <div>
      <h3 className="font-medium text-sm">{t('rota.turns')}</h3>
      <ol className="mt-1 text-sm">
        {onCall.turns.slice(0, 4).map(one => (
          <li key={one.from} className="flex gap-3 tabular-nums">
            <span className="text-muted">
              {t('rota.turn', { from: formats.moment(one.from), to: formats.moment(one.to) })}
            </span>
            <span className="font-medium">{one.name}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

const StandIns = ({ onCall }: { onCall: OnCall }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const may = useMay()('inbox.assign')
  const members = useEndpoint(listMembers, {}).data?.items ?? []
  const [memberId, setMemberId] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const nameOf = (id: string) => members.find(one => one.id === id)?.name ?? '—'
  const adding = useVerb(addStandIn, {
    isQuiet: true,
    refetch: [getOnCall],
    onDone: () => toasts.show({ text: t('standIn.added', { name: nameOf(memberId) }), tone: 'good' }),
  })
  const removing = useVerb(removeStandIn, { refetch: [getOnCall] })
  const remove = (one: OnCall['standIns'][number]) => {
    removing.run({ standInId: one.id })
    toasts.show({
      text: t('standIn.removed', { name: one.name }),
      onUndo: () => adding.run({ memberId: one.memberId, from: one.from, to: one.to }),
    })
  }
  if (!may) return null
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{t('standIn.title')}</h3>
      <ul className="text-sm">
        {onCall.standIns.map(one => (
          <li key={one.id} className="flex items-center gap-3 tabular-nums">
            <span className="text-muted">
              {t('rota.turn', { from: formats.moment(one.from), to: formats.moment(one.to) })}
            </span>
            <span className="font-medium">{one.name}</span>
            <IconButton size={15} label={t('remove', { name: one.name })} icon={Trash2} onClick={() => remove(one)} />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('standIn.who')} problem={fieldProblem(adding.error, 'memberId')}>
          <Select
            value={memberId}
            onChange={setMemberId}
            choices={members.map(one => ({ value: one.id, label: one.name }))}
          />
        </Field>
        <Field label={t('standIn.from')}>
          <Input type="datetime-local" value={from} onChange={event => setFrom(event.target.value)} />
        </Field>
        <Field label={t('standIn.to')} problem={fieldProblem(adding.error, 'to')}>
          <Input type="datetime-local" value={to} onChange={event => setTo(event.target.value)} />
        </Field>
        <Button
          disabled={memberId === '' || from === '' || to === ''}
          isBusy={adding.isRunning}
          onClick={() => adding.run({ memberId, from: new Date(from).toISOString(), to: new Date(to).toISOString() })}
        >
          {t('standIn.add')}
        </Button>
      </div>
    </div>
  )
}
