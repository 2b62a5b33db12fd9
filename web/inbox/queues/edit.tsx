/** A saved queue, made or changed: what it asks for, in which order, for whom. */
import { useState } from 'react'
import { listTeams } from '../../../contract/access.ts'
import { listConnectors } from '../../../contract/channels.ts'
import {
  createSavedQueue,
  listSavedQueues,
  type QueueFilter,
  queueSort,
  removeSavedQueue,
  restoreSavedQueue,
  type SavedQueue,
  updateSavedQueue,
} from '../../../contract/inbox/queues.ts'
import { listConversations } from '../../../contract/inbox.ts'
import { intentLabel, sentimentLabel } from '../../../contract/understanding.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Pick, PickChip, toggled } from '../../kit/pick.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { useChannelName } from '../../listening/index.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { words } from './words.ts'

/** Languages that understanding tells apart and that are met here. */
export const knownLanguages = ['ko', 'en', 'ja', 'zh'] as const

const open: QueueFilter = { state: 'open', sort: 'clock' }

export const QueueDialog = ({
  queue,
  onSaved,
  onRemoved,
  onClose,
}: {
  queue: SavedQueue | null
  onSaved: (id: string) => void
  onRemoved: () => void
  onClose: () => void
}) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const may = useMay()
  const toasts = useToasts()
  const [name, setName] = useState(queue?.name ?? '')
  const [isShared, setShared] = useState(queue?.isShared ?? false)
  const [filter, setFilter] = useState<QueueFilter>(queue?.filter ?? open)
  const done = (saved: SavedQueue) => {
    toasts.show({ text: t('saved', { name: saved.name }) })
    onSaved(saved.id)
    onClose()
  }
  const refetch = [listSavedQueues, listConversations]
  const creating = useVerb(createSavedQueue, { refetch, onDone: done })
  const updating = useVerb(updateSavedQueue, { refetch, onDone: done })
  const restoring = useVerb(restoreSavedQueue, { refetch })
  const removing = useVerb(removeSavedQueue, { refetch })
  const save = (typed: string) => {
    if (!typed.trim()) return
    const wish = { name: typed, isShared, filter }
    if (queue) updating.run({ queueId: queue.id, ...wish })
    else creating.run(wish)
  }
  const remove = (one: SavedQueue) => {
    removing.run({ queueId: one.id })
    toasts.show({ text: t('removed', { name: one.name }), onUndo: () => restoring.run({ queueId: one.id }) })
    onRemoved()
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(queue ? 'edit' : 'new')}
      actions={
        <>
          {queue && (
            <Button tone="danger" className="mr-auto" onClick={() => remove(queue)}>
              {t('remove')}
            </Button>
          )}
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            tone="primary"
            disabled={!name.trim()}
            isBusy={creating.isRunning || updating.isRunning}
            onClick={() => save(name)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('name')} hint={t('nameHint')}>
        <Input
          autoFocus
          value={name}
          maxLength={60}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Field>
      <FilterFields filter={filter} onChange={setFilter} />
      {may('inbox.assign') && (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-1"
            checked={isShared}
            onChange={event => setShared(event.target.checked)}
          />
          <span className="flex flex-col">
            {t('share')}
            <span className="text-muted text-xs">{t('shareHint')}</span>
          </span>
        </label>
      )}
    </Dialog>
  )
}

const FilterFields = ({ filter, onChange }: { filter: QueueFilter; onChange: (filter: QueueFilter) => void }) => {
  const t = words.useT()
  const may = useMay()
  const channelName = useChannelName()
  const teams = useEndpoint(listTeams, {}, { when: may('access.read'), staleMs: 5 * 60_000 }).data?.items ?? []
  const channels = useChannels()
  const set = (change: Partial<QueueFilter>) => onChange({ ...filter, ...change })
  const whose = filter.isMine ? 'mine' : filter.isUnassigned ? 'unassigned' : 'anybody'
  return (
    <>
      <div className="grid grid-cols-3 gap-3 max-md:grid-cols-1">
        <Field label={t('state')}>
          <Select
            value={filter.state}
            choices={(['open', 'resolved'] as const).map(value => ({ value, label: t(`state.${value}`) }))}
            onChange={state => set({ state })}
          />
        </Field>
        <Field label={t('whose')}>
          <Select
            value={whose}
            choices={(['anybody', 'mine', 'unassigned'] as const).map(value => ({ value, label: t(value) }))}
            onChange={value => set({ isMine: value === 'mine', isUnassigned: value === 'unassigned' })}
          />
        </Field>
        <Field label={t('sort')}>
          <Select
            value={filter.sort}
            choices={queueSort.options.map(value => ({ value, label: t(`sort.${value}`) }))}
            onChange={sort => set({ sort })}
          />
        </Field>
      </div>
      {teams.length > 0 && (
        <Pick label={t('teams')}>
          {teams.map(one => (
            <PickChip
              key={one.id}
              isOn={filter.teamIds?.includes(one.id) ?? false}
              onPick={() => set({ teamIds: toggled(filter.teamIds, one.id) })}
            >
              {one.name}
            </PickChip>
          ))}
        </Pick>
      )}
      <Pick label={t('channels')}>
        {channels.map(one => (
          <PickChip
            key={one}
            isOn={filter.channels?.includes(one) ?? false}
            onPick={() => set({ channels: toggled(filter.channels, one) })}
          >
            {channelName(one)}
          </PickChip>
        ))}
      </Pick>
      <Pick label={t('sentiments')}>
        {sentimentLabel.options.map(one => (
          <PickChip
            key={one}
            isOn={filter.sentiments?.includes(one) ?? false}
            onPick={() => set({ sentiments: toggled(filter.sentiments, one) })}
          >
            {t(`sentiment.${one}`)}
          </PickChip>
        ))}
      </Pick>
      <Pick label={t('intents')}>
        {intentLabel.options.map(one => (
          <PickChip
            key={one}
            isOn={filter.intents?.includes(one) ?? false}
            onPick={() => set({ intents: toggled(filter.intents, one) })}
          >
            {t(`intent.${one}`)}
          </PickChip>
        ))}
      </Pick>
      <Pick label={t('languages')}>
        {knownLanguages.map(one => (
          <PickChip
            key={one}
            isOn={filter.languages?.includes(one) ?? false}
            onPick={() => set({ languages: toggled(filter.languages, one) })}
          >
            {t(`language.${one}`)}
          </PickChip>
        ))}
      </Pick>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={filter.overdueMinutes !== undefined}
          onChange={event => set({ overdueMinutes: event.target.checked ? 0 : undefined })}
        />
        {t('overdue')}
      </label>
    </>
  )
}

/** Channels on which somebody can be answered, as the connectors have them. */
export const useChannels = (): readonly string[] => {
  const may = useMay()
  const connectors = useEndpoint(listConnectors, {}, { when: may('channels.read'), staleMs: 5 * 60_000 })
  return [...new Set((connectors.data?.items ?? []).flatMap(one => (one.can.includes('inbox') ? one.channel : [])))]
}
