/** 말이 오가는 곳 → 지켜볼 곳: channels and sites that nobody here listens to, and where ever more is said of us. */
import { Ellipsis, Eye, EyeOff, Radio } from 'lucide-react'
import { useState } from 'react'
import { listRisingPlaces, markPlace, type PlaceMark, type RisingPlace } from '../../../contract/listening.ts'
import { AddFeed, useChannelName } from '../../channels/index.ts'
import { Sparkline } from '../../kit/bar.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay, useNow } from '../../platform/session.ts'
import type { Report } from './frame.tsx'
import { rowsBehind } from './view.ts'
import { words } from './words.ts'

export const Rising = ({ view }: Pick<Report, 'view'>) => {
  const t = words.useT()
  const [isPassed, setPassed] = useState(false)
  const rising = useEndpoint(listRisingPlaces, {
    ...(view.topic === undefined ? {} : { topicId: view.topic }),
    ...(isPassed ? { passed: true } : {}),
  })
  return (
    <Card title={t('rising.title')}>
      <p className="mt-1 text-muted text-xs">{t('rising.note')}</p>
      <Loaded query={rising}>
        {({ items, passed, hasPast, recentFrom }) => (
          <>
            {items.length === 0 ? (
              <p className="mt-3 text-muted text-sm">
                {t(isPassed ? 'rising.nonePassed' : hasPast ? 'rising.none' : 'rising.tooYoung')}
              </p>
            ) : (
              <ul className="mt-2 flex flex-col">
                {items.map(place => (
                  <Row key={`${place.channel} ${place.site}`} place={place} view={view} recentFrom={recentFrom} />
                ))}
              </ul>
            )}
            {(passed > 0 || isPassed) && (
              <Button size="sm" tone="quiet" className="mt-2 -ml-2" onClick={() => setPassed(!isPassed)}>
                {t(isPassed ? 'rising.backToList' : 'rising.showPassed', { count: passed })}
              </Button>
            )}
          </>
        )}
      </Loaded>
      <p className="mt-3 text-muted text-xs">{t('rising.how')}</p>
    </Card>
  )
}

const Row = ({ place, view, recentFrom }: { place: RisingPlace; view: Report['view']; recentFrom: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const channelName = useChannelName()
  const now = useNow()
  const mark = useMark()
  const [isAdding, setAdding] = useState(false)
  const name = place.site ?? channelName(place.channel!)
  const rows =
    place.seenBy === 'links'
      ? { q: place.site!.split('/')[0], open: place.mentionId ?? undefined }
      : rowsBehind(
          view,
          { from: recentFrom, to: now.toISOString() },
          { channel: place.channel!, ...(place.site === null ? {} : { site: place.site }) },
        )
  return (
    <li className="flex items-center gap-3 border-hair border-b py-2.5 last:border-b-0">
      <span className="flex min-w-0 grow flex-col">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate font-medium">{name}</span>
          {place.mark === 'watched' && <Chip tone="acc">{t('rising.watched')}</Chip>}
        </span>
        <PageLink to="/listen" search={rows} className="self-start rounded-sm text-muted text-xs hover:underline">
          {t(place.seenBy === 'links' ? 'rising.linksSay' : 'rising.postsSay', {
            recent: place.recent,
            people: place.authors,
          })}
          {place.recent > 0 && (
            <>
              {' · '}
              {place.times === null
                ? t('rising.new')
                : t('rising.times', {
                    times: formats.number(Math.round(place.times * 10) / 10),
                    usual: formats.number(Math.round(place.usual * 10) / 10),
                  })}
            </>
          )}
        </PageLink>
        <span className="text-faint text-xs">
          {t(!place.isRising ? 'rising.still' : place.chance < 0.001 ? 'rising.verySure' : 'rising.sure')}
        </span>
      </span>
      <Sparkline values={place.weeks} width={64} height={24} label={t('rising.spark', { name })} />
      {may('listening.manage') && (
        <Menu trigger={<IconButton label={t('rising.actions', { name })} icon={Ellipsis} />}>
          {place.site !== null && may('channels.manage') && (
            <MenuItem icon={Radio} onPick={() => setAdding(true)}>
              {t('places.add')}
            </MenuItem>
          )}
          <MenuItem icon={Eye} onPick={() => mark(place, place.mark === 'watched' ? null : 'watched')}>
            {t(place.mark === 'watched' ? 'rising.unwatch' : 'rising.watch')}
          </MenuItem>
          <MenuItem icon={EyeOff} onPick={() => mark(place, place.mark === 'passed' ? null : 'passed')}>
            {t(place.mark === 'passed' ? 'rising.unpass' : 'rising.pass')}
          </MenuItem>
        </Menu>
      )}
      {place.site !== null && (
        <Dialog isOpen={isAdding} onClose={() => setAdding(false)} title={t('places.addTitle', { site: place.site })}>
          <AddFeed address={`https://${place.site}`} onDone={() => setAdding(false)} />
        </Dialog>
      )}
    </li>
  )
}

/** Marks a place at once; the toast takes it back to what it was. */
const useMark = (): ((place: RisingPlace, mark: PlaceMark | null) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const channelName = useChannelName()
  const change = useVerb(markPlace, { refetch: [listRisingPlaces] })
  return (place, mark) => {
    const { channel, site, mark: before } = place
    const name = site ?? channelName(channel!)
    void change
      .ask({ channel, site, mark })
      .then(() =>
        toasts.show({
          text: t(`rising.did.${mark ?? 'none'}`, { name }),
          onUndo: () => change.run({ channel, site, mark: before }),
        }),
      )
      .catch(() => null)
  }
}
