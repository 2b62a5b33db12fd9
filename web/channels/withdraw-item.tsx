/** Deletes a post of our own on its network, where the network lets it; why is asked and kept. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type Item, listConnectors, withdrawItem } from '../../contract/channels.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { words } from './words.ts'

/** Draws nothing for posts of others, posts that are gone, and networks that take nothing back. */
export const WithdrawItem = ({ item }: { item: Item }) => {
  const t = words.useT()
  const may = useMay()
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  const [isAsking, setAsking] = useState(false)
  const canWithdraw = connectors.data?.items.find(one => one.channel === item.channel)?.canWithdraw
  if (!item.isOwn || item.removedAt || !canWithdraw || !may('channels.manage')) return null
  return (
    <>
      <IconButton label={t('withdraw')} icon={Trash2} onClick={() => setAsking(true)} />
      {isAsking && <WithdrawDialog item={item} onClose={() => setAsking(false)} />}
    </>
  )
}

const WithdrawDialog = ({ item, onClose }: { item: Item; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [reason, setReason] = useState('')
  const verb = useVerb(withdrawItem, {
    onDone: () => {
      toasts.show({ text: t('withdraw.begun') })
      onClose()
    },
  })
  const send = (typed: string) => {
    if (typed.trim() !== '' && !verb.isRunning) verb.run({ itemId: item.id, reason: typed.trim() })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('withdraw.title')}
      hint={t('withdraw.hint')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="danger" disabled={reason.trim() === ''} isBusy={verb.isRunning} onClick={() => send(reason)}>
            {t('withdraw')}
          </Button>
        </>
      }
    >
      <Field label={t('withdraw.reason')}>
        <Input
          autoFocus
          maxLength={500}
          value={reason}
          onChange={event => setReason(event.target.value)}
          onSubmitText={send}
        />
      </Field>
    </Dialog>
  )
}
