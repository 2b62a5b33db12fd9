/** Dead jobs gathered by what they failed of: a pile is retried or discarded as one. */
import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  type DeadPile,
  getStatus,
  listDeadJobs,
  listDeadPiles,
  listQueues,
  moveDeadJobs,
} from '../../../contract/system.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const Piles = () => {
  const t = words.useT()
  const piles = useEndpoint(listDeadPiles, {}).data?.items ?? []
  if (piles.length === 0) return null
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{t('title')}</h3>
      <ul className="flex flex-col">
        {piles.map(pile => (
          <Pile key={`${pile.queue} ${pile.error}`} pile={pile} />
        ))}
      </ul>
    </section>
  )
}

const Pile = ({ pile }: { pile: DeadPile }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const mayManage = useMay()('system.manage')
  const [isAsking, setAsking] = useState(false)
  const verb = useVerb(moveDeadJobs, { refetch: [listDeadPiles, listDeadJobs, listQueues, getStatus] })
  const move = (to: 'retry' | 'discard') =>
    verb.ask({ to, queue: pile.queue, error: pile.error, until: pile.lastFailedAt }).then(
      ({ moved }) => {
        setAsking(false)
        toasts.show({ text: t(to === 'retry' ? 'retried' : 'discarded', { count: moved }), tone: 'good' })
      },
      // The refusal was shown by the verb.
      () => setAsking(false),
    )
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-hair border-b py-2">
      <span className="flex min-w-0 grow flex-col">
        <span className="break-all">
          <code className="font-semibold">{pile.queue}</code> · {t('count', { count: pile.count })}
        </span>
        <span className="break-words text-xs">
          <span className="text-neg">{pile.error}</span>
          <span className="text-muted"> · {t('last', { when: formats.past(pile.lastFailedAt) })}</span>
        </span>
      </span>
      {mayManage && (
        <span className="flex gap-1.5">
          <Button size="sm" icon={RotateCcw} isBusy={verb.isRunning} onClick={() => void move('retry')}>
            {t('retry')}
          </Button>
          <Button size="sm" tone="quiet" icon={Trash2} onClick={() => setAsking(true)}>
            {t('discard')}
          </Button>
        </span>
      )}
      {isAsking && (
        <Dialog
          isOpen
          onClose={() => setAsking(false)}
          width="sm"
          title={t('sureTitle', { count: pile.count })}
          hint={t('sure')}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{kit('cancel')}</Button>
              <Button tone="danger" isBusy={verb.isRunning} onClick={() => void move('discard')}>
                {t('discard')}
              </Button>
            </>
          }
        />
      )}
    </li>
  )
}
