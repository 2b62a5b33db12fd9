/** 듣기 → 수치 → 말이 오가는 곳: where people talk about us, also where we are not. */
import { MapPin } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../../contract/endpoint.ts'
import { listPlaces, type Place } from '../../../contract/listening.ts'
import { AddFeed, useChannelName } from '../../channels/index.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Card } from '../../kit/page.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { Slotted } from '../../platform/slots.tsx'
import { placesPanel } from '../slots.ts'
import { type Report, ReportFrame, useReport } from './frame.tsx'
import { Rising } from './rising.tsx'
import { rowsBehind } from './view.ts'
import { words } from './words.ts'

type Linked = Output<typeof listPlaces>['linked'][number]

export const PlacesPage = () => {
  const t = words.useT()
  const report = useReport()
  const { view, spans } = report
  const places = useEndpoint(listPlaces, { ...spans.now, ...(view.topic === undefined ? {} : { topicId: view.topic }) })
  const columns = useColumns(report)
  return (
    <ReportFrame report={report} title={t('report.places')}>
      <Loaded query={places}>
        {({ items, linked }) =>
          items.length === 0 ? (
            <EmptyState icon={MapPin} title={t('places.none')} hint={t('report.noneHint')} />
          ) : (
            <div className="grid grid-cols-[minmax(0,1fr)_340px] items-start gap-5 max-lg:grid-cols-1">
              <div className="flex min-w-0 flex-col gap-5">
                <Card title={t('places.title', { count: items.length })}>
                  <DataTable
                    label={t('report.places')}
                    rows={items}
                    columns={columns}
                    idOf={place => `${place.channel} ${place.site}`}
                  />
                </Card>
                <Slotted slot={placesPanel} give={spans.now} />
              </div>
              <div className="flex flex-col gap-5">
                <Rising view={view} />
                <Card title={t('places.linked')}>
                  <p className="mt-1 text-muted text-xs">{t('places.linkedNote')}</p>
                  {linked.length === 0 ? (
                    <p className="mt-3 text-muted text-sm">{t('places.linkedNone')}</p>
                  ) : (
                    <ul className="mt-2 flex flex-col">
                      {linked.map(place => (
                        <LinkedRow key={place.site} place={place} />
                      ))}
                    </ul>
                  )}
                  <p className="mt-3 text-muted text-xs">{t('places.how')}</p>
                </Card>
              </div>
            </div>
          )
        }
      </Loaded>
    </ReportFrame>
  )
}

const useColumns = ({ view, spans }: Report): readonly Column<Place>[] => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const rows = (place: Place, more: Readonly<Record<string, string>> = {}) =>
    rowsBehind(view, spans.now, {
      channel: place.channel,
      ...(place.site === null ? {} : { site: place.site }),
      ...more,
    })
  return [
    {
      name: 'place',
      head: t('places.place'),
      isMain: true,
      draw: place => (
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-semibold">{place.site ?? channelName(place.channel)}</span>
          {place.site !== null && <span className="truncate text-muted text-xs">{channelName(place.channel)}</span>}
        </span>
      ),
    },
    {
      name: 'mentions',
      head: t('places.mentions'),
      isNumber: true,
      draw: place => (
        <PageLink to="/listen" search={rows(place)} className="rounded-sm font-semibold hover:underline">
          {formats.number(place.mentions)}
        </PageLink>
      ),
    },
    {
      name: 'negative',
      head: t('places.negative'),
      isNumber: true,
      draw: place => (
        <PageLink to="/listen" search={rows(place, { sentiment: 'negative' })} className="rounded-sm hover:underline">
          {formats.number(place.negative)}
          <span className="text-muted"> · {formats.share(place.negative / place.mentions)}</span>
        </PageLink>
      ),
    },
    {
      name: 'authors',
      head: t('places.authors'),
      isNumber: true,
      isWide: true,
      draw: place => formats.number(place.authors),
    },
    {
      name: 'pending',
      head: t('places.pending'),
      isNumber: true,
      isWide: true,
      draw: place => (
        <PageLink to="/listen" search={rows(place, { state: 'pending' })} className="rounded-sm hover:underline">
          {formats.number(place.pending)}
        </PageLink>
      ),
    },
    { name: 'us', head: t('places.us'), draw: place => <Us place={place} /> },
  ]
}

/** Whether we can answer there, listen there, or only hear of it. */
const Us = ({ place }: { place: Place }) => {
  const t = words.useT()
  if (place.isOurs) return <Chip tone="pos">{t('places.ours')}</Chip>
  if (place.isHeard) return <Chip>{t('places.heard')}</Chip>
  return <Chip tone="warn">{t(place.site === null ? 'places.absent' : 'places.through')}</Chip>
}

const LinkedRow = ({ place }: { place: Linked }) => {
  const t = words.useT()
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  return (
    <li className="flex items-center gap-2 border-hair border-b py-2.5 last:border-b-0">
      <span className="flex min-w-0 grow flex-col">
        <span className="truncate font-medium">{place.site}</span>
        <PageLink
          to="/listen"
          search={{ q: place.site.split('/')[0], open: place.mentionId }}
          className="self-start rounded-sm text-muted text-xs hover:underline"
        >
          {t('places.linkedSays', { posts: place.posts, authors: place.authors })}
        </PageLink>
      </span>
      {may('channels.manage') && <Button onClick={() => setAdding(true)}>{t('places.add')}</Button>}
      <Dialog isOpen={isAdding} onClose={() => setAdding(false)} title={t('places.addTitle', { site: place.site })}>
        <AddFeed address={`https://${place.site}`} onDone={() => setAdding(false)} />
      </Dialog>
    </li>
  )
}
