/** What can be done with the chosen customers: merge them, after a look at what would come of it. */
import { AlertTriangle, Merge, X } from 'lucide-react'
import { useState } from 'react'
import { mergeCustomers, previewMerge } from '../../contract/customers.ts'
import type { Output } from '../../contract/endpoint.ts'
import { listConversations } from '../../contract/inbox.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { FilterBar } from '../kit/page.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { shownHandle } from './handle.ts'
import { mergeChanged, useUndo } from './profile/merges.tsx'
import { words } from './words.ts'

interface MergeBarProps {
  chosen: readonly string[]
  onClear: () => void
}

export const MergeBar = ({ chosen, onClear }: MergeBarProps) => {
  const t = words.useT()
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  useShortcut('escape', t('merge.clear'), onClear, { when: !isOpen })
  useShortcut('m', t('merge.start'), () => setOpen(true), { when: chosen.length > 1 })
  return (
    <FilterBar label={t('merge.bar')}>
      <IconButton icon={X} label={t('merge.clear')} shortcut="Esc" onClick={onClear} />
      <span role="status" className="shrink-0 font-semibold text-sm tabular-nums">
        {t('merge.chosen', { count: formats.number(chosen.length) })}
      </span>
      <div className="grow" />
      <Button icon={Merge} disabled={chosen.length < 2} onClick={() => setOpen(true)}>
        {t('merge.start')}
      </Button>
      {isOpen && (
        <MergeDialog
          chosen={chosen}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onClear()
          }}
        />
      )}
    </FilterBar>
  )
}

const MergeDialog = ({
  chosen,
  onClose,
  onDone,
}: {
  chosen: readonly string[]
  onClose: () => void
  onDone: () => void
}) => {
  const t = words.useT()
  const toasts = useToasts()
  const [why, setWhy] = useState('')
  const groups = [[...chosen]]
  const preview = useEndpoint(previewMerge, { groups })
  const merge = useVerb(mergeCustomers, { refetch: [...mergeChanged, listConversations] })
  const undo = useUndo()
  const group = preview.data?.groups[0]
  const run = (text: string) =>
    merge.ask({ groups, why: text, evenIfRefused: Boolean(group?.refusedBy) }).then(
      ({ operationId }) => {
        onDone()
        toasts.show({
          text: t('merge.done', { count: chosen.length }),
          onUndo: () => undo.run({ operationId }),
        })
      },
      // The refusal was shown by the verb.
      () => {},
    )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('merge.title', { count: chosen.length })}
      hint={t('merge.hint')}
      actions={
        <>
          <Button onClick={onClose}>{t('merge.cancel')}</Button>
          <Button tone="primary" disabled={!group} isBusy={merge.isRunning} onClick={() => run(why)}>
            {t(group?.refusedBy ? 'merge.runAnyway' : 'merge.run')}
          </Button>
        </>
      }
    >
      <Loaded query={preview} waiting={<SkeletonRows count={3} />}>
        {data => <Preview group={data.groups[0]!} />}
      </Loaded>
      <Field label={t('merge.why')} isOptional>
        <Input
          value={why}
          maxLength={500}
          placeholder={t('merge.whyPlaceholder')}
          onChange={event => setWhy(event.target.value)}
          onSubmitText={text => group && run(text)}
        />
      </Field>
    </Dialog>
  )
}

const Preview = ({ group }: { group: Output<typeof previewMerge>['groups'][number] }) => {
  const t = words.useT()
  const warnings = [
    group.refusedBy ? t('merge.refused', { by: group.refusedBy }) : null,
    group.areTwo ? t('merge.areTwo') : null,
  ].filter(one => one !== null)
  return (
    <>
      <ul className="flex flex-col">
        {group.members.map(one => (
          <li key={one.id} className="flex min-h-10 items-center gap-2.5 border-hair border-b text-sm">
            <Avatar name={one.name} size={24} />
            <span className="truncate font-medium">{one.name}</span>
            <span className="min-w-0 grow truncate text-muted text-xs">
              {one.identities.map(identity => shownHandle(identity.handle)).join(', ')}
            </span>
            <span className="shrink-0 text-faint text-xs tabular-nums">
              {t('profile.said', { count: one.counts.said })}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-sm tabular-nums">
        {t('merge.sum', {
          said: group.counts.said,
          answered: group.counts.answered,
          bought: group.counts.bought,
        })}
      </p>
      {warnings.map(text => (
        <p key={text} className="flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          <AlertTriangle size={15} className="mt-0.5 shrink-0" aria-hidden />
          {text}
        </p>
      ))}
    </>
  )
}
