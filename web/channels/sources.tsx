/** Sources with their health and what they brought. */
import { Ellipsis, Pause, Play, RefreshCw, Rss, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  listSources,
  pauseSource,
  readSourceNow,
  removeSource,
  resumeSource,
  type Source,
} from '../../contract/channels.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { AddFeed } from './add-feed.tsx'
import { useChannelName } from './channel-name.ts'
import { HealthChip, HealthProblem } from './health-chip.tsx'
import { words } from './words.ts'

export const Sources = () => {
  const t = words.useT()
  const may = useMay()
  const toasts = useToasts()
  const query = useEndpoint(listSources, {})
  const [isAdding, setAdding] = useState(false)
  const canManage = may('channels.manage')
  const add = canManage && <Button onClick={() => setAdding(true)}>{t('sources.add')}</Button>
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-end gap-3">
        <div className="grow">
          <h3 className="font-semibold">{t('sources.title')}</h3>
          <p className="text-muted">{t('sources.hint')}</p>
        </div>
        {query.data?.items.length ? add : null}
      </div>
      <Loaded query={query} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Rss} title={t('sources.empty')} hint={t('sources.emptyHint')}>
              {add}
            </EmptyState>
          ) : (
            <SourceTable sources={items} canManage={canManage} />
          )
        }
      </Loaded>
      {isAdding && (
        <Dialog isOpen onClose={() => setAdding(false)} title={t('feed.title')}>
          <AddFeed
            onDone={source => {
              toasts.show({ text: t('feed.added', { name: source.name }), tone: 'good' })
              setAdding(false)
            }}
          />
        </Dialog>
      )}
    </section>
  )
}

const SourceTable = ({ sources, canManage }: { sources: readonly Source[]; canManage: boolean }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const [leaving, setLeaving] = useState<Source | null>(null)
  return (
    <>
      <DataTable
        label={t('sources.title')}
        isHeadless
        rows={sources}
        idOf={source => source.id}
        columns={[
          {
            name: 'name',
            head: t('sources.name'),
            isMain: true,
            draw: source => (
              <span className="flex min-w-0 flex-col">
                <span className="font-semibold">{source.name}</span>
                <span className="truncate md:max-w-72 text-muted text-xs">
                  {[channelName(source.channel), source.address].filter(part => part !== source.name).join(' · ')}
                </span>
                <HealthProblem health={source.health} />
              </span>
            ),
          },
          {
            name: 'count',
            head: t('sources.count'),
            isWide: true,
            className: 'whitespace-nowrap text-muted',
            draw: source => (
              <span className="flex flex-col text-xs">
                <span className="tabular-nums">{t('sources.items', { count: source.items.total })}</span>
                <span className="text-faint">
                  {source.items.lastAt
                    ? t('sources.last', { time: formats.past(source.items.lastAt) })
                    : t('sources.none')}
                </span>
              </span>
            ),
          },
          { name: 'health', head: t('sources.health'), draw: source => <HealthChip health={source.health} /> },
          {
            name: 'actions',
            head: t('sources.remove'),
            className: 'w-9 text-right',
            draw: source => canManage && <SourceMenu source={source} onRemove={() => setLeaving(source)} />,
          },
        ]}
      />
      {leaving && <RemoveDialog source={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

const SourceMenu = ({ source, onRemove }: { source: Source; onRemove: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const isPaused = source.health.state === 'paused'
  const pause = useVerb(pauseSource, { refetch: [listSources] })
  const read = useVerb(readSourceNow, {
    refetch: [listSources],
    onDone: () => toasts.show({ text: t('connections.reading', { name: source.name }) }),
  })
  const resume = useVerb(resumeSource, { refetch: [listSources] })
  const turn = (to: 'pause' | 'resume') => {
    const [verb, back] = to === 'pause' ? [pause, resume] : [resume, pause]
    verb.ask({ sourceId: source.id }).then(
      () =>
        toasts.show({
          text: t(to === 'pause' ? 'sources.paused' : 'sources.resumed', { name: source.name }),
          onUndo: () => back.run({ sourceId: source.id }),
        }),
      // The refusal was shown by the verb.
      () => {},
    )
  }
  return (
    <Menu trigger={<IconButton label={t('accounts.actions', { name: source.name })} icon={Ellipsis} />}>
      {!isPaused && source.everySeconds !== null && (
        <MenuItem icon={RefreshCw} onPick={() => read.run({ sourceId: source.id })}>
          {t('connections.readNow')}
        </MenuItem>
      )}
      <MenuItem icon={isPaused ? Play : Pause} onPick={() => turn(isPaused ? 'resume' : 'pause')}>
        {t(isPaused ? 'sources.resume' : 'sources.pause')}
      </MenuItem>
      <MenuItem icon={Trash2} isDanger onPick={onRemove}>
        {t('sources.remove')}
      </MenuItem>
    </Menu>
  )
}

const RemoveDialog = ({ source, onClose }: { source: Source; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(removeSource, {
    refetch: [listSources],
    onDone: () => {
      toasts.show({ text: t('sources.removed', { name: source.name }) })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('sources.removeTitle', { name: source.name })}
      hint={t('sources.removeHint')}
      verb={t('sources.remove')}
      isBusy={verb.isRunning}
      onClose={onClose}
      onConfirm={() => verb.run({ sourceId: source.id })}
    />
  )
}
