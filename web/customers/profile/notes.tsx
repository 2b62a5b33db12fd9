/** Notes about a customer that only members see: added, written anew, taken away, each with a way back. */
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  type Activity,
  getProfile,
  listActivities,
  noteCustomer,
  removeNote,
  rewriteNote,
} from '../../../contract/customers.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Textarea } from '../../kit/field.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

const changed = [listActivities, getProfile] as const

export const Notes = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayEdit = useMay()('customers.edit')
  const [isAdding, setAdding] = useState(false)
  const notes = useEndpoint(listActivities, { customerId, kind: ['note'], limit: 20 })
  const add = useVerb(noteCustomer, { refetch: changed })
  const remove = useVerb(removeNote, { refetch: changed })
  const items = (notes.data?.items ?? []).filter(one => one.detail.isProfile)
  if (items.length === 0 && !mayEdit) return null
  const save = (text: string) =>
    add.ask({ customerId, text }).then(
      ({ id }) => {
        setAdding(false)
        toasts.show({ text: t('notes.saved'), onUndo: () => remove.run({ customerId, noteId: id }) })
      },
      () => {},
    )
  return (
    <Part title={t('notes.title')}>
      <ul className="flex flex-col">
        {items.map(note => (
          <Note key={note.id} note={note} customerId={customerId} />
        ))}
      </ul>
      {mayEdit &&
        (isAdding ? (
          <Write text="" isBusy={add.isRunning} onSave={save} onCancel={() => setAdding(false)} />
        ) : (
          <Button size="sm" tone="quiet" icon={Plus} className="-ml-2 self-start" onClick={() => setAdding(true)}>
            {t('notes.add')}
          </Button>
        ))}
    </Part>
  )
}

const Note = ({ note, customerId }: { note: Activity; customerId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const mayEdit = useMay()('customers.edit')
  const [isWriting, setWriting] = useState(false)
  const rewrite = useVerb(rewriteNote, { refetch: changed })
  const remove = useVerb(removeNote, { refetch: changed })
  const again = useVerb(noteCustomer, { refetch: changed })
  const at = { customerId, noteId: note.id }
  const save = (text: string) =>
    rewrite.ask({ ...at, text }).then(
      () => {
        setWriting(false)
        toasts.show({ text: t('notes.edited'), onUndo: () => rewrite.run({ ...at, text: note.text }) })
      },
      () => {},
    )
  const take = () =>
    remove.ask(at).then(
      () =>
        toasts.show({
          text: t('notes.removed'),
          onUndo: () => again.run({ customerId, text: note.text, at: note.at }),
        }),
      () => {},
    )
  if (isWriting)
    return (
      <li>
        <Write text={note.text} isBusy={rewrite.isRunning} onSave={save} onCancel={() => setWriting(false)} />
      </li>
    )
  return (
    <li className="group flex items-start gap-1 py-1">
      <p className="min-w-0 grow whitespace-pre-line break-words text-sm">
        {note.text}
        <span className="block text-faint text-xs">
          {t('notes.by', { by: note.detail.by ?? '—', when: formats.date(note.at) })}
        </span>
      </p>
      {mayEdit && (
        <span className="flex shrink-0 opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <IconButton label={t('notes.edit')} icon={Pencil} size={13} onClick={() => setWriting(true)} />
          <IconButton label={t('notes.remove')} icon={Trash2} size={13} onClick={take} />
        </span>
      )}
    </li>
  )
}

interface WriteProps {
  text: string
  isBusy: boolean
  onSave: (text: string) => void
  onCancel: () => void
}

const Write = ({ text, isBusy, onSave, onCancel }: WriteProps) => {
  const t = words.useT()
  const [typed, setTyped] = useState(text)
  const save = (written: string) => {
    if (written.trim() !== '' && !isBusy) onSave(written.trim())
  }
  return (
    <div className="flex flex-col gap-1.5 py-1">
      <Textarea
        autoFocus
        aria-label={t('notes.title')}
        placeholder={t('notes.placeholder')}
        maxLength={5000}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onSubmitText={save}
      />
      <span className="flex justify-end gap-1.5">
        <Button size="sm" tone="quiet" onClick={onCancel}>
          {t('notes.cancel')}
        </Button>
        <Button size="sm" tone="primary" isBusy={isBusy} onClick={() => save(typed)}>
          {t('notes.save')}
        </Button>
      </span>
    </div>
  )
}
