/** Between brand and care: trouble that was brought over to care, and the reason that an answer from the brand needs. */
import { ArrowRightLeft, ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { allowBrandReply, getBrandGuard } from '../../contract/inbox/modes.ts'
import { shownHandle } from '../customers/index.ts'
import { Button } from '../kit/button.tsx'
import { ReasonDialog } from '../kit/reason-dialog.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { words } from './ledger/words.ts'

const line = 'flex flex-wrap items-center gap-2 border-hair border-b px-3 py-1.5 text-sm'

export const BrandGuardLine = ({ conversationId, messageCount }: { conversationId: string; messageCount: number }) => {
  const t = words.useT()
  const [isAsking, setAsking] = useState(false)
  // A new word of the customer asks anew.
  const query = useEndpoint(getBrandGuard, { conversationId }, { staleMs: messageCount > 0 ? 10_000 : 0 })
  const verb = useVerb(allowBrandReply, { refetch: [getBrandGuard], onDone: () => setAsking(false) })
  const guard = query.data
  if (!guard || !(guard.isClosed || guard.isMoved || guard.exception)) return null
  const handle = shownHandle(guard.spokenTo ?? '')
  return (
    <div role="status" className={`${line} ${guard.isClosed ? 'bg-warn-soft text-warn' : 'text-muted'}`}>
      {guard.isClosed ? (
        <>
          <ShieldAlert size={14} aria-hidden className="shrink-0" />
          <span className="min-w-0 grow basis-60">{t('guard.closed')}</span>
          <Button size="sm" onClick={() => setAsking(true)}>
            {t('guard.allow')}
          </Button>
        </>
      ) : (
        <>
          <ArrowRightLeft size={14} aria-hidden className="shrink-0" />
          <span className="min-w-0 grow basis-60">
            {guard.exception
              ? t('guard.exception', { by: guard.exception.by, reason: guard.exception.reason })
              : t('guard.moved', { handle })}
          </span>
        </>
      )}
      {isAsking && (
        <ReasonDialog
          title={t('guard.title')}
          hint={t('guard.hint')}
          label={t('guard.reason')}
          verb={t('guard.allow')}
          isBusy={verb.isRunning}
          onClose={() => setAsking(false)}
          onReason={reason => verb.run({ conversationId, reason })}
        />
      )}
    </div>
  )
}
