/** Webhooks and chats that alerts may go to: added, renewed, deleted; a signing secret is shown once. */
import { Copy, KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  addReceiver,
  listReceivers,
  type Receiver,
  type ReceiverKind,
  receiverKind,
  removeReceiver,
  renewReceiverSecret,
  restoreReceiver,
} from '../../contract/listening.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Card } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { HelpLink } from '../platform/help-link.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { words } from './words.ts'

export const Receivers = () => {
  const t = words.useT()
  const query = useEndpoint(listReceivers, {})
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Card
      title={t('receivers.title')}
      note={
        <Button size="sm" icon={Plus} onClick={() => setAdding(true)}>
          {t('receivers.add')}
        </Button>
      }
    >
      <p className="text-muted text-xs">
        {t('receivers.hint')} <HelpLink page="webhooks" />
      </p>
      <Loaded query={query} waiting={<SkeletonRows count={1} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="mt-2 text-muted">{t('receivers.empty')}</p>
          ) : (
            <ul className="mt-2 flex flex-col">
              {items.map(receiver => (
                <ReceiverRow key={receiver.id} receiver={receiver} onSecret={setSecret} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAdding && <AddReceiver onClose={() => setAdding(false)} onSecret={setSecret} />}
      {secret && <Secret secret={secret} onClose={() => setSecret(null)} />}
    </Card>
  )
}

const ReceiverRow = ({ receiver, onSecret }: { receiver: Receiver; onSecret: (secret: string) => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const renew = useVerb(renewReceiverSecret, { onDone: ({ secret }) => onSecret(secret) })
  const restore = useVerb(restoreReceiver, { refetch: [listReceivers] })
  const remove = useVerb(removeReceiver, {
    draw: (draft, { receiverId }) => draft.updateItems(listReceivers, one => (one.id === receiverId ? null : one)),
    refetch: [listReceivers],
  })
  return (
    <li className="flex items-center gap-2 border-hair border-t py-1.5">
      <Chip>{t(`receivers.kind.${receiver.kind}`)}</Chip>
      <span className="truncate font-medium">{receiver.name}</span>
      <span className="grow truncate text-muted text-sm">{receiver.host}</span>
      {receiver.kind === 'webhook' && (
        <IconButton
          label={t('receivers.renew')}
          icon={KeyRound}
          onClick={() => renew.run({ receiverId: receiver.id })}
        />
      )}
      <IconButton
        label={t('receivers.remove', { name: receiver.name })}
        icon={Trash2}
        onClick={() => {
          remove.run({ receiverId: receiver.id })
          toasts.show({
            text: t('receivers.removed', { name: receiver.name }),
            onUndo: () => restore.run({ receiverId: receiver.id }),
          })
        }}
      />
    </li>
  )
}

const AddReceiver = ({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [kind, setKind] = useState<ReceiverKind>('webhook')
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const verb = useVerb(addReceiver, {
    isQuiet: true,
    refetch: [listReceivers],
    onDone: made => {
      toasts.show({ text: t('receivers.added', { name: made.name }), tone: 'good' })
      onClose()
      if (made.secret) onSecret(made.secret)
    },
  })
  const isWhole = name.trim() !== '' && url.trim() !== ''
  const add = () => isWhole && verb.run({ kind, name, url: url.trim() })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('receivers.title')}
      hint={t('receivers.hint')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!isWhole} isBusy={verb.isRunning} onClick={add}>
            {t('receivers.add')}
          </Button>
        </>
      }
    >
      <Field label={t('receivers.kind')}>
        <Select
          value={kind}
          choices={receiverKind.options.map(value => ({
            value,
            label: t(`receivers.kind.${value}`),
            hint: t(`receivers.kind.${value}Hint`),
          }))}
          onChange={setKind}
        />
      </Field>
      <Field label={t('receivers.name')} problem={fieldProblem(verb.error, 'name')}>
        <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t('receivers.url')} problem={fieldProblem(verb.error, 'url')}>
        <Input
          type="url"
          value={url}
          placeholder="https://"
          onChange={event => setUrl(event.target.value)}
          onSubmitText={add}
        />
      </Field>
    </Dialog>
  )
}

const Secret = ({ secret, onClose }: { secret: string; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const copy = async () => {
    // Without a secure context there is no clipboard: the text is there to be selected.
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(secret)
    toasts.show({ text: t('receivers.copied'), tone: 'good' })
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('receivers.secret')} hint={t('receivers.secretHint')}>
      <div className="flex gap-2">
        <Input
          readOnly
          value={secret}
          aria-label={t('receivers.secret')}
          onFocus={event => event.currentTarget.select()}
          className="font-mono"
        />
        <Button tone="primary" icon={Copy} className="h-[34px]" onClick={() => void copy()}>
          {t('receivers.copy')}
        </Button>
      </div>
    </Dialog>
  )
}
