/** Saved views: opened from a menu, saved from what is on screen. */
import { Bookmark, BookmarkPlus, ChevronDown, ListOrdered, Save } from 'lucide-react'
import { useState } from 'react'
import { createView, listViews, updateView } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useGo } from '../platform/links.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { type OpenableView, useViews } from './use-views.ts'
import { isSameView, type StreamView, type ViewFilter } from './view.ts'
import { words } from './words.ts'

interface ViewMenuProps {
  view: StreamView
  onOpen: (view: { id: string | undefined; filter: ViewFilter; columns: readonly string[] }) => void
}

export const ViewMenu = ({ view, onOpen }: ViewMenuProps) => {
  const t = words.useT()
  const go = useGo()
  const toasts = useToasts()
  const views = useViews()
  const [isOpen, setOpen] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const update = useVerb(updateView, { refetch: [listViews] })
  useShortcut('v', t('view.menu'), () => setOpen(true))
  useShortcut('shift+v', t('view.save'), () => setSaving(true))
  const current = view.view === undefined ? undefined : views.find(view.view)
  const isChanged = current !== undefined && !isSameView(current, view)
  const save = (one: OpenableView) => {
    const { filter, columns } = view
    update.run({ viewId: one.id, filter, columns: [...columns] })
    toasts.show({
      text: t('view.updated', { name: one.name }),
      onUndo: () => update.run({ viewId: one.id, filter: one.filter, columns: [...one.columns] }),
    })
  }
  const entry = (one: OpenableView) => (
    <MenuItem key={one.id} isChosen={one.id === current?.id} onPick={() => onOpen(one)}>
      {one.name}
      {one.hint && <span className="block text-faint text-xs">{one.hint}</span>}
    </MenuItem>
  )
  return (
    <>
      <Menu
        align="start"
        isOpen={isOpen}
        onOpen={setOpen}
        trigger={
          <Button size="sm" tone={current ? 'plain' : 'quiet'} icon={Bookmark} className="max-w-52">
            <span className="truncate">{current?.name ?? t('view.menu')}</span>
            {isChanged && <span className="font-normal text-faint">{t('view.changed')}</span>}
            <ChevronDown size={12} strokeWidth={1.7} className="shrink-0 text-faint" aria-hidden />
          </Button>
        }
      >
        <MenuItem isChosen={!current} onPick={() => onOpen({ id: undefined, filter: {}, columns: [] })}>
          {t('view.plain')}
        </MenuItem>
        {views.saved.length > 0 && <MenuLabel>{t('view.saved')}</MenuLabel>}
        {views.saved.map(entry)}
        <MenuLabel>{t('view.offered')}</MenuLabel>
        {views.offered.map(entry)}
        <MenuLine />
        {isChanged && current.saved?.isMine && (
          <MenuItem icon={Save} onPick={() => save(current)}>
            {t('view.update', { name: current.name })}
          </MenuItem>
        )}
        <MenuItem icon={BookmarkPlus} shortcut="shift+v" onPick={() => setSaving(true)}>
          {t('view.save')}
        </MenuItem>
        <MenuItem icon={ListOrdered} onPick={() => go('/listen/views')}>
          {t('view.arrange')}
        </MenuItem>
      </Menu>
      {isSaving && <SaveView view={view} onClose={() => setSaving(false)} onMade={onOpen} />}
    </>
  )
}

const SaveView = ({
  view,
  onClose,
  onMade,
}: {
  view: StreamView
  onClose: () => void
  onMade: ViewMenuProps['onOpen']
}) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayShare = useMay()('listening.close')
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const make = useVerb(createView, {
    isQuiet: true,
    refetch: [listViews],
    onDone: made => {
      toasts.show({ text: t('view.made', { name: made.name }) })
      onMade(made)
      onClose()
    },
  })
  const save = (typed: string) => {
    if (typed.trim() === '' || make.isRunning) return
    make.run({ name: typed, filter: view.filter, columns: [...view.columns], isShared })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('view.save')}
      hint={t('view.nameHint')}
      actions={
        <Button tone="primary" isBusy={make.isRunning} disabled={name.trim() === ''} onClick={() => save(name)}>
          {t('view.make')}
        </Button>
      }
    >
      <Field label={t('view.name')} problem={fieldProblem(make.error, 'name')}>
        <Input
          autoFocus
          maxLength={60}
          value={name}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Field>
      {mayShare && (
        <label className="flex items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input type="checkbox" checked={isShared} onChange={event => setShared(event.target.checked)} />
          {t('view.share')}
        </label>
      )}
    </Dialog>
  )
}
