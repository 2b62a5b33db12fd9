/** 듣기 → 보기 정리: saved views in one's own order, and the one that the stream opens with. */
import { ArrowDown, ArrowUp, Bookmark, Ellipsis, GripVertical, House, Pencil, Trash2, Users } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { arrangeViews, listViews, removeView, restoreView, updateView } from '../../contract/listening.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { BackLink } from '../platform/back-link.tsx'
import { PageLink } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { type OpenableView, useViews } from './use-views.ts'
import { words } from './words.ts'

const dragType = 'application/x-maeari-view'

export const ViewsPage = () => {
  const t = words.useT()
  const query = useEndpoint(listViews, {})
  const views = useViews()
  const arrange = useArrange()
  const ids = views.saved.map(view => view.id)
  const move = (id: string, to: number) => {
    const rest = ids.filter(one => one !== id)
    const at = Math.max(0, Math.min(rest.length, to))
    arrange.run({ order: [...rest.slice(0, at), id, ...rest.slice(at)] })
  }
  const choose = (id: string | null) => arrange.run({ defaultId: id })
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen" label={t('nav.listen')} />}
          title={t('views.title')}
          note={<span className="max-md:hidden">{t('views.hint')}</span>}
        />
      }
    >
      <Scroll>
        <Loaded query={query} waiting={<SkeletonRows hasFace={false} />}>
          {() => (
            <>
              {views.saved.length === 0 ? (
                <EmptyState icon={Bookmark} title={t('views.empty')} hint={t('views.emptyHint')}>
                  <Button asChild tone="primary">
                    <PageLink to="/listen">{t('views.emptyStep')}</PageLink>
                  </Button>
                </EmptyState>
              ) : (
                <ol aria-label={t('view.saved')} className="bg-panel">
                  {views.saved.map((view, at) => (
                    <ViewRow
                      key={view.id}
                      view={view}
                      at={at}
                      last={ids.length - 1}
                      isDefault={views.defaultId === view.id}
                      onMove={move}
                      onDefault={choose}
                    />
                  ))}
                </ol>
              )}
              <h2 className="px-4 pt-6 pb-2 font-semibold text-muted text-sm max-md:px-3">{t('view.offered')}</h2>
              <ul className="border-hair border-t bg-panel">
                {views.offered.map(view => (
                  <li
                    key={view.id}
                    className="flex items-center gap-3 border-hair border-b py-2.5 pr-4 pl-11 hover:bg-hover max-md:pr-3"
                  >
                    <ViewName view={view} isDefault={views.defaultId === view.id} />
                    <DefaultButton view={view} isDefault={views.defaultId === view.id} onDefault={choose} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </Scroll>
    </Page>
  )
}

/** One's own order and default, shown at once. */
const useArrange = () =>
  useVerb(arrangeViews, {
    draw: (draft, { order, defaultId }) =>
      draft.update(listViews, kept => ({
        items: order ? kept.items.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) : kept.items,
        defaultId: defaultId === undefined ? kept.defaultId : defaultId,
      })),
    refetch: [listViews],
  })

const ViewName = ({ view, isDefault }: { view: OpenableView; isDefault: boolean }) => {
  const t = words.useT()
  return (
    <div className="min-w-0 grow">
      <p className="flex flex-wrap items-center gap-2">
        <PageLink to="/listen" search={{ view: view.id }} className="truncate rounded-sm font-semibold hover:underline">
          {view.name}
        </PageLink>
        {view.saved && <Chip>{t(view.saved.isShared ? 'view.shared' : 'view.own')}</Chip>}
        {view.columns.length > 1 && <Chip>{t('view.columnsCount', { count: view.columns.length })}</Chip>}
        {isDefault && <Chip tone="acc">{t('view.default')}</Chip>}
      </p>
      {view.hint && <p className="truncate text-muted">{view.hint}</p>}
    </div>
  )
}

const DefaultButton = ({
  view,
  isDefault,
  onDefault,
}: {
  view: OpenableView
  isDefault: boolean
  onDefault: (id: string | null) => void
}) => {
  const t = words.useT()
  return (
    <IconButton
      icon={House}
      isOn={isDefault}
      label={`${view.name}: ${t(isDefault ? 'view.noDefault' : 'view.makeDefault')}`}
      onClick={() => onDefault(isDefault ? null : view.id)}
    />
  )
}

interface ViewRowProps {
  view: OpenableView
  at: number
  last: number
  isDefault: boolean
  onMove: (id: string, to: number) => void
  onDefault: (id: string | null) => void
}

const ViewRow = ({ view, at, last, isDefault, onMove, onDefault }: ViewRowProps) => {
  const t = words.useT()
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    setOver(false)
    const id = event.dataTransfer.getData(dragType)
    if (id !== '' && id !== view.id) onMove(id, at)
  }
  return (
    <li
      draggable
      onDragStart={event => event.dataTransfer.setData(dragType, view.id)}
      onDragOver={event => {
        if (!event.dataTransfer.types.includes(dragType)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex items-center gap-3 border-hair border-b px-4 py-2.5 hover:bg-hover max-md:px-3',
        isOver && 'shadow-[inset_0_2px_0_var(--accent)]',
      )}
    >
      <GripVertical size={15} className="shrink-0 cursor-grab text-faint max-md:hidden" aria-hidden />
      <ViewName view={view} isDefault={isDefault} />
      <IconButton
        icon={ArrowUp}
        label={t('view.up', { name: view.name })}
        disabled={at === 0}
        onClick={() => onMove(view.id, at - 1)}
      />
      <IconButton
        icon={ArrowDown}
        label={t('view.down', { name: view.name })}
        disabled={at === last}
        onClick={() => onMove(view.id, at + 1)}
      />
      <DefaultButton view={view} isDefault={isDefault} onDefault={onDefault} />
      {view.saved?.isMine ? (
        <ViewActions view={view} isShared={view.saved.isShared} />
      ) : (
        <span className="size-[30px]" />
      )}
    </li>
  )
}

const ViewActions = ({ view, isShared }: { view: OpenableView; isShared: boolean }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayShare = useMay()('listening.close')
  const [isRenaming, setRenaming] = useState(false)
  const change = useVerb(updateView, {
    draw: (draft, { viewId, ...changed }) =>
      draft.updateItems(listViews, one =>
        one.id === viewId
          ? { ...one, name: changed.name ?? one.name, isShared: changed.isShared ?? one.isShared }
          : one,
      ),
    refetch: [listViews],
  })
  const restore = useVerb(restoreView, { refetch: [listViews] })
  const remove = useVerb(removeView, {
    draw: (draft, { viewId }) => draft.updateItems(listViews, one => (one.id === viewId ? null : one)),
    refetch: [listViews],
  })
  const drop = () => {
    const removed = remove.ask({ viewId: view.id }).catch(() => null)
    toasts.show({
      text: t('view.removed', { name: view.name }),
      onUndo: () => void removed.then(done => done && restore.run({ viewId: view.id })),
    })
  }
  const edit = (now: { name?: string; isShared?: boolean }, before: { name?: string; isShared?: boolean }) => {
    change.run({ viewId: view.id, ...now })
    toasts.show({
      text: t('view.updated', { name: now.name ?? view.name }),
      onUndo: () => change.run({ viewId: view.id, ...before }),
    })
  }
  return (
    <>
      <Menu trigger={<IconButton label={t('view.actions', { name: view.name })} icon={Ellipsis} />}>
        <MenuItem icon={Pencil} onPick={() => setRenaming(true)}>
          {t('view.rename')}
        </MenuItem>
        {mayShare && (
          <MenuItem icon={Users} onPick={() => edit({ isShared: !isShared }, { isShared })}>
            {t(isShared ? 'view.unshare' : 'view.shareNow')}
          </MenuItem>
        )}
        <MenuItem icon={Trash2} isDanger onPick={drop}>
          {t('view.remove')}
        </MenuItem>
      </Menu>
      {isRenaming && (
        <RenameDialog
          name={view.name}
          error={change.error}
          onClose={() => setRenaming(false)}
          onName={name => edit({ name }, { name: view.name })}
        />
      )}
    </>
  )
}

const RenameDialog = ({
  name,
  error,
  onClose,
  onName,
}: {
  name: string
  error: unknown
  onClose: () => void
  onName: (name: string) => void
}) => {
  const t = words.useT()
  const [typed, setTyped] = useState(name)
  const save = (text: string) => {
    if (text.trim() === '') return
    if (text.trim() !== name) onName(text.trim())
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('view.rename')}
      actions={
        <Button tone="primary" disabled={typed.trim() === ''} onClick={() => save(typed)}>
          {t('view.make')}
        </Button>
      }
    >
      <Field label={t('view.name')} problem={fieldProblem(error, 'name')}>
        <Input
          autoFocus
          maxLength={60}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          onSubmitText={save}
        />
      </Field>
    </Dialog>
  )
}
