/** 설정 → 답변 기한: promises, business hours, alarms, the acknowledgement and the rota. */
import { useState } from 'react'
import { type ClockSettings, type Clocks, getClocks, saveClocks } from '../../../contract/inbox/clocks.ts'
import { Button } from '../../kit/button.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { isProblemError } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { AcknowledgementForm, Alarms } from './alarms.tsx'
import { Calendars } from './calendars.tsx'
import { OnCallCard } from './on-call.tsx'
import { Policies } from './policies.tsx'
import { words } from './words.ts'

export const ClocksPage = () => {
  const query = useEndpoint(getClocks, {})
  return (
    <Loaded query={query} waiting={<SkeletonRows hasFace={false} count={4} />}>
      {kept => <ClocksForm key={kept.version} kept={kept} />}
    </Loaded>
  )
}

const settingsOf = ({ calendars, policies, alarms, acknowledgement }: Clocks): ClockSettings => ({
  calendars,
  policies,
  alarms,
  acknowledgement,
})

const ClocksForm = ({ kept }: { kept: Clocks }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const may = useMay()('inbox.manage')
  const [draft, setDraft] = useState(() => settingsOf(kept))
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settingsOf(kept))
  const verb = useVerb(saveClocks, {
    isQuiet: true,
    refetch: [getClocks],
    onDone: () => toasts.show({ text: t('saved'), tone: 'good' }),
  })
  const set = (change: Partial<ClockSettings>) => setDraft({ ...draft, ...change })
  // A calendar that is gone takes no policy with it: those run around the clock, as the form then shows.
  const setCalendars = (calendars: ClockSettings['calendars']) =>
    set({
      calendars,
      policies: draft.policies.map(one =>
        one.calendarId !== null && !calendars.some(calendar => calendar.id === one.calendarId)
          ? { ...one, calendarId: null }
          : one,
      ),
    })
  return (
    <>
      <SettingsHead
        title={t('title')}
        hint={t('hint')}
        actions={
          may && (
            <Button
              tone="primary"
              disabled={!isChanged}
              isBusy={verb.isRunning}
              onClick={() => verb.run({ ...draft, version: kept.version })}
            >
              {t('save')}
            </Button>
          )
        }
      />
      <p aria-live="polite" className="mt-1 min-h-4 text-muted text-xs">
        {isChanged
          ? t('unsaved')
          : kept.changedBy && t('changedBy', { by: kept.changedBy, when: formats.moment(kept.changedAt!) })}
      </p>
      {verb.error && (
        <p role="alert" className="mt-2 rounded-md bg-neg-soft px-3 py-2 text-neg text-sm">
          {isProblemError(verb.error)
            ? (verb.error.problem.fields?.[0]?.message ?? verb.error.problem.title)
            : String(verb.error)}
        </p>
      )}
      <fieldset disabled={!may} className="mt-3 flex min-w-0 flex-col gap-4">
        <Policies policies={draft.policies} calendars={draft.calendars} onChange={policies => set({ policies })} />
        <Calendars calendars={draft.calendars} onChange={setCalendars} />
        <Alarms alarms={draft.alarms} onChange={alarms => set({ alarms })} />
        <AcknowledgementForm
          acknowledgement={draft.acknowledgement}
          onChange={acknowledgement => set({ acknowledgement })}
        />
      </fieldset>
      <div className="mt-4">
        <OnCallCard />
      </div>
    </>
  )
}
