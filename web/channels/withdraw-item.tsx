/** Deletes a post of our own on its network, where the network lets it; why is asked and kept. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type Item, listConnectors, withdrawItem } from '../../contract/channels.ts'
import { IconButton } from '../kit/button.tsx'
import { ReasonDialog } from '../kit/reason-dialog.tsx'
import { useToasts } from '../kit/toast.tsx'
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
  const toasts = useToasts()
  const verb = useVerb(withdrawItem, {
    onDone: () => {
      toasts.show({ text: t('withdraw.begun') })
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={t('withdraw.title')}
      hint={t('withdraw.hint')}
      label={t('withdraw.reason')}
      verb={t('withdraw')}
      isBusy={verb.isRunning}
      onClose={onClose}
      onReason={reason => verb.run({ itemId: item.id, reason })}
    />
  )
}
