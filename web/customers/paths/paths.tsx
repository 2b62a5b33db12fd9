/** 말이 오가는 곳 → 구매로 이어진 길: exposure, visit and order, with what nobody can know. */

import type { ReactNode } from 'react'
import { getPaths, type PathPart, type PathPlace } from '../../../contract/customers.ts'
import { PartsBar } from '../../kit/bar.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Card } from '../../kit/page.tsx'
import type { PartTone } from '../../kit/parts.ts'
import { useChannelName } from '../../listening/index.ts'
import { PageLink, type Search, useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

const parts: readonly { name: PathPart; tone: PartTone }[] = [
  { name: 'whole', tone: 'accent' },
  { name: 'visitOnly', tone: 'pos' },
  { name: 'exposureOnly', tone: 'mix' },
  { name: 'unknown', tone: 'rest' },
]

export const Paths = ({ from, to }: { from: string; to: string }) =>
  useMay()('customers.value') ? <Report from={from} to={to} /> : null

const Report = ({ from, to }: { from: string; to: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const paths = useEndpoint(getPaths, { from, to })
  const go = useGo()
  const columns = useColumns({ from, to })
  return (
    <Card title={t('title')}>
      <Loaded query={paths}>
        {found => (
          <>
            {found.orders === 0 ? (
              <p className="mt-2 text-muted text-sm">
                {t('none')} {t('noneHint')}
              </p>
            ) : (
              <>
                <p className="mt-1 text-muted text-xs">{t('note', { orders: found.orders })}</p>
                <PartsBar
                  label={t('title')}
                  parts={parts.map(({ name, tone }) => ({
                    name,
                    tone,
                    label: t(name),
                    count: found[name],
                    onOpen: () => go('/customers/paths', { from, to, part: name }),
                    says: t('says', { count: found[name], share: formats.share(found[name] / found.orders) }),
                  }))}
                />
              </>
            )}
            {!found.hasSites && <p className="mt-2 text-muted text-xs">{t('noSites')}</p>}
            {found.places.length > 0 && (
              <div className="mt-3">
                <DataTable
                  label={t('title')}
                  rows={found.places}
                  columns={columns}
                  idOf={({ seenBy, place }) => `${seenBy} ${place}`}
                />
              </div>
            )}
            {found.orders > 0 && <p className="mt-3 text-muted text-xs">{t('how')}</p>}
          </>
        )}
      </Loaded>
    </Card>
  )
}

const useColumns = (period: { from: string; to: string }): readonly Column<PathPlace>[] => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  return [
    {
      name: 'place',
      head: t('place'),
      isMain: true,
      draw: ({ place, seenBy }) => (
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-semibold">{seenBy === 'talk' ? channelName(place) : place}</span>
          <span className="truncate text-muted text-xs">{t(seenBy)}</span>
        </span>
      ),
    },
    {
      name: 'visits',
      head: t('visits'),
      isNumber: true,
      draw: ({ place, seenBy, visits, visitors }) =>
        visits === null || visitors === null ? (
          <span className="text-muted">{t('unknown')}</span>
        ) : (
          <Rows isSome={visits > 0} search={{ ...period, tab: 'visits', place, seenBy }}>
            {formats.number(visits)} <span className="text-muted">· {t('visitors', { count: visitors })}</span>
          </Rows>
        ),
    },
    {
      name: 'orders',
      head: t('orders'),
      isNumber: true,
      draw: ({ place, seenBy, orders }) => (
        <Rows isSome={orders > 0} search={{ ...period, place, seenBy }}>
          <span className="font-semibold">{formats.number(orders)}</span>
        </Rows>
      ),
    },
  ]
}

/** A number that opens the rows behind it; nothing opens nothing. */
const Rows = ({ isSome, search, children }: { isSome: boolean; search: Search; children: ReactNode }) =>
  isSome ? (
    <PageLink to="/customers/paths" search={search} className="rounded-sm hover:underline">
      {children}
    </PageLink>
  ) : (
    children
  )
