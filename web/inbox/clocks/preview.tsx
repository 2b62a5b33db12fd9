/** What a policy means, in sentences that people argue about: what comes on Friday at ten to six is due when? */
import { useQuery } from '@tanstack/react-query'
import { type ClockCalendar, type ClockPolicy, previewClocks } from '../../../contract/inbox/clocks.ts'
import { Emphasised } from '../../kit/emphasised.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { call } from '../../platform/client.ts'
import { useLocale } from '../../platform/i18n.ts'
import { isProblemError } from '../../platform/problem.ts'
import { useFormats, useWorkspace } from '../../platform/session.ts'
import { words } from './words.ts'

const standsMs = 400
const daysShown = 6

export const usePreview = (policy: ClockPolicy, calendar: ClockCalendar | null) => {
  const { id: workspaceId } = useWorkspace()
  const asked = useSettled(JSON.stringify({ policy, calendar }), standsMs)
  return useQuery({
    queryKey: [previewClocks.name, workspaceId, asked],
    queryFn: ({ signal }) => call(previewClocks, JSON.parse(asked), { workspaceId, signal }),
    placeholderData: before => before,
    retry: false,
  })
}

export const PolicyPreview = ({ policy, calendar }: { policy: ClockPolicy; calendar: ClockCalendar | null }) => {
  const t = words.useT()
  const locale = useLocale()
  const { data, error } = usePreview(policy, calendar)
  const zone = calendar?.timeZone ?? 'Asia/Seoul'
  const format = new Intl.DateTimeFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: zone,
    month: 'short',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const shown = (at: string) => format.format(new Date(at))
  return (
    <div aria-live="polite" className="rounded-md bg-sunken px-3 py-2 text-sm">
      <p className="text-muted text-xs">{t('preview.label')}</p>
      {error && <p className="text-neg">{isProblemError(error) ? error.problem.title : String(error)}</p>}
      <ul>
        {data?.samples.map(one => (
          <li key={one.kind}>
            <Emphasised
              text={
                one.firstDueAt
                  ? t('preview.first', { said: shown(one.saidAt), due: shown(one.firstDueAt) })
                  : t('preview.never', { said: shown(one.saidAt) })
              }
            />
            {one.kind === 'holiday' && <span className="text-muted"> ({t('preview.holiday')})</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The next days on which a calendar is closed although its week is open. */
export const ClosedDays = ({ policy, calendar }: { policy: ClockPolicy; calendar: ClockCalendar }) => {
  const t = words.useT()
  const formats = useFormats()
  const { data } = usePreview(policy, calendar)
  const closed = data?.closed ?? []
  if (closed.length === 0) return null
  return (
    <p className="text-muted text-xs">
      {t('calendar.next')}:{' '}
      {closed
        .slice(0, daysShown)
        .map(one => `${formats.date(`${one.on}T03:00:00Z`)} ${one.name}`)
        .join(' · ')}
    </p>
  )
}
