/** 응대 현황 → 결정: questions of a week that were met with different remedies, side by side. */
import { Scale } from 'lucide-react'
import { useState } from 'react'
import { listInconsistencies, type Remedy } from '../../../contract/inbox/consistency.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useNow } from '../../platform/session.ts'
import { useGrantText } from './grants.tsx'
import { words } from './words.ts'

const weeks = ['0', '1', '2', '3'] as const
const weekMs = 7 * 86_400_000

export const Consistency = () => {
  const t = words.useT()
  const formats = useFormats()
  const now = useNow()
  const [ago, setAgo] = useState<(typeof weeks)[number]>('0')
  // A whole hour, so that the question stays the same while somebody reads.
  const at = Math.floor((now.getTime() - Number(ago) * weekMs) / 3_600_000) * 3_600_000
  const query = useEndpoint(listInconsistencies, ago === '0' ? {} : { week: new Date(at).toISOString() }, {
    staleMs: 5 * 60_000,
    keep: true,
  })
  return (
    <Card
      title={t('even.title')}
      note={
        <Select
          isCompact
          label={t('even.week')}
          value={ago}
          onChange={setAgo}
          choices={weeks.map(value => ({ value, label: t(`even.week.${value}`) }))}
        />
      }
    >
      <Loaded query={query} waiting={<SkeletonRows count={2} hasFace={false} />}>
        {({ from, to, compared, groups }) => (
          <div className="mt-1 flex flex-col gap-3 text-sm">
            <p className="text-muted text-xs">
              {t('even.compared', {
                from: formats.day(from),
                to: formats.day(new Date(Date.parse(to) - 1000).toISOString()),
                count: compared,
              })}
            </p>
            {groups.length === 0 && (
              <p className="flex items-center gap-1.5 text-muted">
                <Scale size={14} aria-hidden />
                {t('even.none')}
              </p>
            )}
            {groups.map(group => (
              <section key={group.shared.join(' ')} className="rounded-md border border-hair px-3 py-2">
                <h3 className="flex flex-wrap items-center gap-2 font-medium">
                  {group.shared.join(' · ')}
                  {group.grantsDiffer && <Chip tone="warn">{t('even.grants')}</Chip>}
                  {group.remedies.some(one => one.conflicts.length > 0) && <Chip tone="neg">{t('even.promises')}</Chip>}
                </h3>
                <ul className="mt-1 flex flex-col">
                  {group.remedies.map(one => (
                    <RemedyRow key={`${one.conversationId} ${one.at}`} remedy={one} />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  )
}

const RemedyRow = ({ remedy }: { remedy: Remedy }) => {
  const t = words.useT()
  const formats = useFormats()
  const says = useGrantText()
  return (
    <li className="border-hair border-t first:border-t-0">
      <PageLink
        to={`/inbox/${remedy.conversationId}`}
        className="flex flex-col gap-0.5 rounded-sm px-1 py-1.5 hover:bg-hover"
      >
        <span className="flex flex-wrap items-center gap-x-2 text-muted text-xs">
          <span className="text-ink text-sm">{remedy.customerName}</span>
          <span>
            {remedy.by} · {formats.moment(remedy.at)}
          </span>
          {remedy.grants.length === 0 ? (
            <span>{t('even.noGrant')}</span>
          ) : (
            remedy.grants.map(grant => (
              <Chip key={`${grant.kind} ${grant.amount} ${grant.what}`} tone="acc">
                {says(grant)}
              </Chip>
            ))
          )}
        </span>
        <span className="line-clamp-2">{remedy.answer}</span>
        {remedy.conflicts.map(why => (
          <span key={why} className="text-neg text-xs">
            {why}
          </span>
        ))}
      </PageLink>
    </li>
  )
}
