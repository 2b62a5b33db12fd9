/** 설정 → 매크로: several verbs under one key, for the team. */
import { PencilLine, Trash2, Zap } from 'lucide-react'
import { useState } from 'react'
import { listMembers, listTeams } from '../../../contract/access.ts'
import {
  createMacro,
  listMacros,
  type Macro,
  type MacroSteps,
  removeMacro,
  restoreMacro,
  updateMacro,
} from '../../../contract/inbox/bulk.ts'
import { listTags } from '../../../contract/listening.ts'
import { listSavedReplies } from '../../../contract/voice.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Kbd } from '../../kit/kbd.tsx'
import { Pick, PickChip, toggled } from '../../kit/pick.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words } from '../rules/words.ts'

/** Macros that have a key. */
const keyed = 9

export const MacrosPage = () => {
  const t = words.useT()
  const mayWrite = useMay()('voice.write')
  const macros = useEndpoint(listMacros, {})
  const [editing, setEditing] = useState<Macro | 'new' | null>(null)
  const make = (
    <Button tone="primary" onClick={() => setEditing('new')}>
      {t('macros.new')}
    </Button>
  )
  return (
    <>
      <SettingsHead title={t('macros.title')} hint={t('macros.hint')} actions={mayWrite && make} />
      <Loaded query={macros} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Zap} title={t('macros.empty')} hint={t('macros.emptyHint')}>
              {mayWrite && make}
            </EmptyState>
          ) : (
            <ul aria-label={t('macros.title')} className="flex flex-col">
              {items.map((macro, at) => (
                <MacroRow
                  key={macro.id}
                  macro={macro}
                  at={at}
                  onEdit={mayWrite ? () => setEditing(macro) : undefined}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing && <MacroDialog macro={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

const MacroRow = ({ macro, at, onEdit }: { macro: Macro; at: number; onEdit: (() => void) | undefined }) => {
  const t = words.useT()
  const toasts = useToasts()
  const restoring = useVerb(restoreMacro, { refetch: [listMacros] })
  const removing = useVerb(removeMacro, {
    draw: (draft, { macroId }) => draft.updateItems(listMacros, one => (one.id === macroId ? null : one)),
    refetch: [listMacros],
    onDone: () =>
      toasts.show({
        text: t('macros.removed', { name: macro.name }),
        onUndo: () => restoring.run({ macroId: macro.id }),
      }),
  })
  return (
    <li className="flex items-center gap-3 border-hair border-b py-2.5">
      <span className="w-12 shrink-0">{at < keyed && <Kbd keys={`m ${at + 1}`} />}</span>
      <span className="min-w-0 grow truncate font-medium">{macro.name}</span>
      {onEdit && <IconButton label={`${t('macros.edit')}: ${macro.name}`} icon={PencilLine} onClick={onEdit} />}
      {onEdit && (
        <IconButton
          label={`${t('macros.remove')}: ${macro.name}`}
          icon={Trash2}
          onClick={() => removing.run({ macroId: macro.id })}
        />
      )}
    </li>
  )
}

const keep = 'keep'

const MacroDialog = ({ macro, onClose }: { macro: Macro | null; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const may = useMay()
  const toasts = useToasts()
  const [name, setName] = useState(macro?.name ?? '')
  const [steps, setSteps] = useState<MacroSteps>(macro?.steps ?? { sends: false, close: false })
  const set = (change: Partial<MacroSteps>) => setSteps({ ...steps, ...change })
  const members = useEndpoint(listMembers, {}, { when: may('access.read') }).data?.items ?? []
  const teams = useEndpoint(listTeams, {}, { when: may('access.read') }).data?.items ?? []
  const tags = useEndpoint(listTags, {}, { when: may('listening.read') }).data?.items ?? []
  const replies = useEndpoint(listSavedReplies, {}).data?.items ?? []
  const done = (saved: Macro) => {
    toasts.show({ text: t('macros.saved', { name: saved.name }) })
    onClose()
  }
  const creating = useVerb(createMacro, { refetch: [listMacros], onDone: done })
  const updating = useVerb(updateMacro, { refetch: [listMacros], onDone: done })
  const isEmpty = !steps.assign && !steps.teamId && !steps.tagIds?.length && !steps.savedReplyId && !steps.close
  const save = (typed: string) => {
    if (!typed.trim() || isEmpty) return
    if (macro) updating.run({ macroId: macro.id, name: typed, steps })
    else creating.run({ name: typed, steps })
  }
  const orKeep = (value: string) => (value === keep ? undefined : value)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(macro ? 'macros.edit' : 'macros.new')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            tone="primary"
            disabled={!name.trim() || isEmpty}
            isBusy={creating.isRunning || updating.isRunning}
            onClick={() => save(name)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('name')} hint={t('macros.nameHint')}>
        <Input
          autoFocus
          value={name}
          maxLength={60}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <Field label={t('macros.assign')}>
          <Select
            value={steps.assign ?? keep}
            choices={[
              { value: keep, label: t('macros.assignKeep') },
              { value: 'me', label: t('macros.assignMe') },
              { value: 'nobody', label: t('macros.assignNobody') },
              ...members.map(one => ({ value: one.id as string, label: one.name })),
            ]}
            onChange={value => set({ assign: orKeep(value) })}
          />
        </Field>
        <Field label={t('team')}>
          <Select
            value={steps.teamId ?? keep}
            choices={[
              { value: keep, label: t('macros.teamKeep') },
              ...teams.map(one => ({ value: one.id as string, label: one.name })),
            ]}
            onChange={value => set({ teamId: orKeep(value) })}
          />
        </Field>
      </div>
      {tags.length > 0 && (
        <Pick label={t('macros.tags')}>
          {tags.map(one => (
            <PickChip
              key={one.id}
              isOn={steps.tagIds?.includes(one.id) ?? false}
              onPick={() => set({ tagIds: toggled(steps.tagIds, one.id) })}
            >
              {one.name}
            </PickChip>
          ))}
        </Pick>
      )}
      <Field label={t('macros.reply')}>
        <Select
          value={steps.savedReplyId ?? keep}
          choices={[
            { value: keep, label: t('macros.replyNone') },
            ...replies.map(one => ({ value: one.id as string, label: one.name })),
          ]}
          onChange={value => set({ savedReplyId: orKeep(value) })}
        />
      </Field>
      {steps.savedReplyId && (
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" checked={steps.sends} onChange={event => set({ sends: event.target.checked })} />
          {t('macros.sends')}
        </label>
      )}
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" checked={steps.close} onChange={event => set({ close: event.target.checked })} />
        {t('macros.close')}
      </label>
    </Dialog>
  )
}
