/** 설정 → 상태: how the installation is, its alarms, and what there is to mend. */
import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { listConnections } from '../../../contract/channels.ts'
import { type Finding, getStatus, type Installation } from '../../../contract/system.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { cx } from '../../kit/class.ts'
import { SkeletonRows } from '../../kit/states.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { fileSize } from '../file-size.ts'
import { words } from './words.ts'

export const StatusPage = () => {
  const t = words.useT()
  const query = useEndpoint(getStatus, {}, { staleMs: 15_000 })
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} help="operate-backup-and-upgrade" />
      <Loaded query={query} waiting={<SkeletonRows count={6} hasFace={false} />}>
        {status => (
          <>
            <Alarms status={status} />
            <Numbers status={status} />
            <Checks findings={status.findings} />
          </>
        )}
      </Loaded>
    </>
  )
}

const Alarms = ({ status: { alarms } }: { status: Installation }) => {
  const t = words.useT()
  const formats = useFormats()
  if (alarms.length === 0)
    return (
      <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2.5">
        <CircleCheck size={16} className="text-pos" aria-hidden />
        {t('well')}
      </p>
    )
  return (
    <section role="alert" className="flex flex-col gap-2 rounded-md bg-neg-soft px-3 py-2.5">
      <h3 className="flex items-center gap-2 font-semibold text-neg">
        <CircleAlert size={16} aria-hidden />
        {t('alarm')}
      </h3>
      <ul className="flex flex-col gap-1">
        {alarms.map(one => (
          <li key={one.about}>
            {one.text} <span className="text-muted text-xs">{t('since', { when: formats.moment(one.since) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Numbers = ({ status: { disk, memory, database, backupAt, jobs } }: { status: Installation }) => {
  const t = words.useT()
  const formats = useFormats()
  const size = (bytes: number) => fileSize(bytes, formats.number)
  const growth = database.growthPerDay
  return (
    <dl className="grid grid-cols-4 gap-px overflow-hidden rounded-md border border-hair bg-hair max-md:grid-cols-2">
      {disk && <Figure label={t('disk')} value={size(disk.free)} note={t('of', { size: size(disk.size) })} />}
      <Figure label={t('memory')} value={size(memory.used)} note={t('of', { size: size(memory.size) })} />
      <Figure
        label={t('database')}
        value={size(database.bytes)}
        note={growth !== null && growth > 0 ? t('growth', { size: size(Math.round(growth)) }) : undefined}
      />
      <Figure label={t('backup')} value={backupAt ? formats.past(backupAt) : t('never')} />
      <Figure
        label={t('waiting')}
        value={<PageLink to="/settings/jobs">{formats.number(jobs.waiting + jobs.active)}</PageLink>}
        note={
          jobs.oldestSeconds !== null && jobs.oldestSeconds >= 60
            ? t('oldest', { minutes: Math.round(jobs.oldestSeconds / 60) })
            : undefined
        }
      />
      <Figure
        label={t('failed')}
        value={<PageLink to="/settings/jobs">{formats.number(jobs.failed)}</PageLink>}
        isBad={jobs.failed > 0}
      />
      <Figure label={t('workers')} value={formats.number(jobs.workers)} />
      <Connections />
    </dl>
  )
}

const Connections = () => {
  const t = words.useT()
  const mayRead = useMay()('channels.read')
  const items = useEndpoint(listConnections, {}, { when: mayRead, staleMs: 60_000 }).data?.items
  if (!items) return null
  const bad = items.filter(one => one.health.state === 'broken' || one.health.state === 'silent').length
  const said = bad > 0 ? t('channelsBad', { count: bad }) : t('channelsWell')
  return <Figure label={t('channels')} value={<PageLink to="/settings/connections">{said}</PageLink>} isBad={bad > 0} />
}

const Figure = ({
  label,
  value,
  note,
  isBad = false,
}: {
  label: string
  value: ReactNode
  note?: string | undefined
  isBad?: boolean
}) => (
  <div className="flex flex-col gap-0.5 bg-panel px-3 py-2.5">
    <dt className="text-muted text-xs">{label}</dt>
    <dd className={cx('font-semibold tabular-nums', isBad && 'text-neg')}>
      {value}
      {note && <span className="ml-1.5 font-normal text-muted text-xs">{note}</span>}
    </dd>
  </div>
)

const tones: Record<Finding['state'], Tone> = { good: 'pos', advice: 'neu', warning: 'warn', wrong: 'neg' }
const order: readonly Finding['state'][] = ['wrong', 'warning', 'advice', 'good']

const Checks = ({ findings }: { findings: readonly Finding[] }) => {
  const t = words.useT()
  const sorted = findings.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{t('checks')}</h3>
      <ul className="flex flex-col">
        {sorted.map(one => (
          <li key={`${one.about} ${one.text}`} className="flex items-start gap-3 border-hair border-b py-2">
            <span className="w-14 shrink-0">
              <Chip tone={tones[one.state]}>{t(`state.${one.state}`)}</Chip>
            </span>
            <span className="min-w-0 break-words">{one.text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
