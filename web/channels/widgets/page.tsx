/** 설정 → 웹 채팅: widgets, the snippet of each, who may sign in with them, and whether anything arrives. */
import { MessagesSquare, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { getWidgetSecret, listWidgets, removeWidget, type Widget } from '../../../contract/channels/widgets.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { CopyField } from '../../kit/copy-field.tsx'
import { Card } from '../../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { WidgetEditor } from './editor.tsx'
import { identifyCode, snippetOf } from './widget-code.ts'
import { words } from './words.ts'

export const WidgetsPage = () => {
  const t = words.useT()
  const may = useMay()
  const query = useEndpoint(listWidgets, {})
  /** The widget that is changed; `new` for one to be made. */
  const [edited, setEdited] = useState<string | null>(null)
  const isMaking = edited === 'new'
  return (
    <>
      <SettingsHead
        title={t('title')}
        hint={t('hint')}
        actions={
          may('channels.manage') &&
          !isMaking && (
            <Button tone="primary" icon={Plus} onClick={() => setEdited('new')}>
              {t('add')}
            </Button>
          )
        }
      />
      <div className="mt-4 flex flex-col gap-4">
        {isMaking && <WidgetEditor onClose={() => setEdited(null)} />}
        <Loaded query={query} waiting={<SkeletonRows count={2} hasFace={false} />}>
          {({ items }) =>
            items.length === 0 && !isMaking ? (
              <EmptyState icon={MessagesSquare} title={t('empty')} hint={t('emptyHint')} />
            ) : (
              items.map(widget =>
                widget.id === edited ? (
                  <WidgetEditor key={widget.id} widget={widget} onClose={() => setEdited(null)} />
                ) : (
                  <WidgetCard key={widget.id} widget={widget} onEdit={() => setEdited(widget.id)} />
                ),
              )
            )
          }
        </Loaded>
      </div>
    </>
  )
}

const WidgetCard = ({ widget, onEdit }: { widget: Widget; onEdit: () => void }) => {
  const t = words.useT()
  const may = useMay()
  const formats = useFormats()
  const [isRemoving, setRemoving] = useState(false)
  return (
    <Card
      title={widget.name}
      note={widget.lastMessageAt ? t('last', { when: formats.ago(widget.lastMessageAt) }) : t('never')}
    >
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <Chip tone={widget.isOpen ? 'pos' : 'neu'}>{t(widget.isOpen ? 'open' : 'away')}</Chip>
        {widget.origins.map(origin => (
          <Chip key={origin}>{origin}</Chip>
        ))}
        <span className="grow" />
        {may('channels.manage') && (
          <>
            <Button size="sm" onClick={onEdit}>
              {t('edit')}
            </Button>
            <IconButton label={`${widget.name}: ${t('remove')}`} icon={Trash2} onClick={() => setRemoving(true)} />
          </>
        )}
      </div>
      {widget.refused && (
        <p role="status" className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {t('refused', { origin: widget.refused.origin, when: formats.ago(widget.refused.at) })}
        </p>
      )}
      <Code title={t('snippet')} hint={t('snippetHint')} text={snippetOf(location.origin, widget.key)} />
      <Code title={t('identify')} hint={t('identifyHint')} text={identifyCode} />
      {may('channels.manage') && <WidgetSecret widget={widget} />}
      {isRemoving && <RemoveWidget widget={widget} onClose={() => setRemoving(false)} />}
    </Card>
  )
}

const Code = ({ title, hint, text }: { title: string; hint: string; text: string }) => (
  <div className="mt-4 flex min-w-0 flex-col gap-1">
    <h3 className="font-medium text-sm">{title}</h3>
    <p className="text-muted text-xs">{hint}</p>
    <CopyField text={text} label={title} />
  </div>
)

const WidgetSecret = ({ widget }: { widget: Widget }) => {
  const t = words.useT()
  const [secret, setSecret] = useState<string | null>(null)
  const verb = useVerb(getWidgetSecret, { onDone: told => setSecret(told.secret) })
  return (
    <div className="mt-4 flex min-w-0 flex-col gap-1">
      <h3 className="font-medium text-sm">{t('secret')}</h3>
      <p className="text-muted text-xs">{t('secretHint')}</p>
      {secret && <CopyField text={secret} label={t('secret')} />}
      <div className="flex gap-2">
        <Button size="sm" isBusy={verb.isRunning} onClick={() => verb.run({ widgetId: widget.id, isNew: false })}>
          {t('showSecret')}
        </Button>
        {secret && (
          <Button size="sm" onClick={() => verb.run({ widgetId: widget.id, isNew: true })}>
            {t('newSecret')}
          </Button>
        )}
      </div>
    </div>
  )
}

const RemoveWidget = ({ widget, onClose }: { widget: Widget; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(removeWidget, {
    refetch: [listWidgets],
    onDone: () => {
      toasts.show({ text: t('removed', { name: widget.name }) })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('removeTitle', { name: widget.name })}
      hint={t('removeHint')}
      verb={t('remove')}
      isBusy={verb.isRunning}
      onClose={onClose}
      onConfirm={() => verb.run({ widgetId: widget.id })}
    />
  )
}
