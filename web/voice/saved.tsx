/** Saved replies: written, found, taken away with the way back. */
import { MessageSquareQuote, PenLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  createSavedReply,
  listSavedReplies,
  removeSavedReply,
  restoreSavedReply,
  type SavedReply,
  updateSavedReply,
} from '../../contract/voice.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input, Textarea } from '../kit/field.tsx'
import { Card } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { words } from './words.ts'

const refetch = [listSavedReplies]

export const SavedPanel = ({ isNew, onNew }: { isNew: boolean; onNew: (isNew: boolean) => void }) => {
  const t = words.useT()
  const [q, setQ] = useState('')
  const typed = q.trim()
  const query = useEndpoint(listSavedReplies, typed ? { q: typed } : {}, { keep: true })
  return (
    <>
      <Input
        type="search"
        aria-label={t('saved.search')}
        placeholder={t('saved.insertHint')}
        value={q}
        onChange={event => setQ(event.target.value)}
      />
      <Loaded query={query} waiting={<SkeletonRows hasFace={false} count={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={MessageSquareQuote}
              title={typed ? t('saved.none', { q: typed }) : t('saved.empty')}
              hint={typed ? undefined : t('saved.emptyHint')}
            />
          ) : (
            <ul className="flex flex-col gap-2">
              {items.map(reply => (
                <li key={reply.id}>
                  <SavedCard reply={reply} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {isNew && <SavedEdit reply={null} onClose={() => onNew(false)} />}
    </>
  )
}

const SavedCard = ({ reply }: { reply: SavedReply }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayWrite = useMay()('voice.write')
  const [isOpen, setOpen] = useState(false)
  const removing = useVerb(removeSavedReply, {
    draw: (draft, input) => draft.updateItems(listSavedReplies, one => (one.id === input.savedReplyId ? null : one)),
    refetch,
  })
  const restoring = useVerb(restoreSavedReply, { refetch })
  const remove = () => {
    removing.run({ savedReplyId: reply.id })
    toasts.show({
      text: t('saved.removed', { name: reply.name }),
      onUndo: () => restoring.run({ savedReplyId: reply.id }),
    })
  }
  return (
    <Card>
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold">{reply.name}</h2>
        <span className="text-muted text-xs tabular-nums">{t('saved.uses', { count: reply.uses })}</span>
        <span className="grow" />
        {mayWrite && (
          <>
            <IconButton label={t('saved.edit')} icon={PenLine} onClick={() => setOpen(true)} />
            <IconButton label={t('saved.remove')} icon={Trash2} onClick={remove} />
          </>
        )}
      </div>
      <p className="mt-1 whitespace-pre-wrap break-words text-muted">{reply.text}</p>
      {isOpen && <SavedEdit reply={reply} onClose={() => setOpen(false)} />}
    </Card>
  )
}

const SavedEdit = ({ reply, onClose }: { reply: SavedReply | null; onClose: () => void }) => {
  const t = words.useT()
  const [name, setName] = useState(reply?.name ?? '')
  const [text, setText] = useState(reply?.text ?? '')
  const creating = useVerb(createSavedReply, { refetch, isQuiet: true })
  const updating = useVerb(updateSavedReply, { refetch, isQuiet: true })
  const verb = reply ? updating : creating
  const canSave = name.trim() !== '' && text.trim() !== ''
  const save = () => {
    if (!canSave || verb.isRunning) return
    const saving = reply ? updating.ask({ savedReplyId: reply.id, name, text }) : creating.ask({ name, text })
    saving.then(
      onClose,
      // The fields show why.
      () => undefined,
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(reply ? 'saved.edit' : 'saved.new')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" isBusy={verb.isRunning} disabled={!canSave} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('saved.name')} problem={fieldProblem(verb.error, 'name')}>
        <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} onSubmitText={save} />
      </Field>
      <Field label={t('saved.text')} hint={t('saved.textHint')} problem={fieldProblem(verb.error, 'text')}>
        <Textarea value={text} maxLength={4000} onChange={event => setText(event.target.value)} onSubmitText={save} />
      </Field>
    </Dialog>
  )
}
