/** A second person: the answer that waits above the field, approved or returned with a reason; and the way to ask. */
import { Check, Undo2, UserCheck } from 'lucide-react'
import { useState } from 'react'
import {
  askReview,
  decideReview,
  listReplyReviews,
  type ReplyReview,
  riskyKinds,
  withdrawReview,
} from '../../contract/inbox/reviews.ts'
import { type ConversationDetail, getConversation, listConversations } from '../../contract/inbox.ts'
import type { Fault } from '../../contract/voice/drafts.ts'
import { Button } from '../kit/button.tsx'
import { ReasonDialog } from '../kit/reason-dialog.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { words } from './words.ts'

export const riskOf = (conversation: ConversationDetail, faults: readonly Fault[]): Fault['kind'][] =>
  conversation.isPublic ? [...new Set(faults.map(one => one.kind).filter(kind => riskyKinds.has(kind)))] : []

const touched = [listReplyReviews, getConversation, listConversations]

/** Lets the answer wait. Resolves true when it does. */
export const useAskReview = () => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(askReview, { refetch: touched })
  return {
    isRunning: verb.isRunning,
    ask: (conversationId: string, text: string, faults: readonly string[], policyVersionId: string | null) =>
      verb.ask({ conversationId, text, faults: [...faults], ...(policyVersionId ? { policyVersionId } : {}) }).then(
        () => {
          toasts.show({ text: t('review.asked') })
          return true
        },
        // The verb has said why.
        () => false,
      ),
  }
}

/** The newest review, while it waits or was returned to its writer and nothing went out since. */
export const ReviewCard = ({
  conversation,
  onTakeUp,
}: {
  conversation: ConversationDetail
  onTakeUp: (text: string) => void
}) => {
  const query = useEndpoint(listReplyReviews, { conversationId: conversation.id })
  const newest = query.data?.items[0]
  if (!newest) return null
  if (newest.state === 'waiting') return <Waiting conversation={conversation} review={newest} onTakeUp={onTakeUp} />
  if (newest.state === 'returned' && newest.isOwn && !hasAnswerSince(conversation, newest.decidedAt))
    return <Returned review={newest} onTakeUp={onTakeUp} />
  return null
}

const hasAnswerSince = (conversation: ConversationDetail, at: string | null): boolean =>
  at !== null && conversation.messages.some(message => message.direction === 'outbound' && message.at > at)

const box =
  'mx-4 mb-2 flex flex-col gap-2 rounded-lg border border-warn/40 bg-warn-soft px-3 py-2.5 text-sm max-md:mx-0'

const Waiting = ({
  conversation,
  review,
  onTakeUp,
}: {
  conversation: ConversationDetail
  review: ReplyReview
  onTakeUp: (text: string) => void
}) => {
  const t = words.useT()
  const formats = useFormats()
  const [isReturning, setReturning] = useState(false)
  const deciding = useVerb(decideReview, { refetch: touched })
  const taking = useVerb(withdrawReview, { refetch: touched })
  const place = { conversationId: conversation.id, reviewId: review.id }
  const takeBack = () =>
    taking.ask(place).then(
      () => onTakeUp(review.text),
      // The verb has said why.
      () => undefined,
    )
  return (
    <section aria-label={t('review.title')} className={box}>
      <p className="flex items-center gap-1.5 font-semibold">
        <UserCheck size={14} aria-hidden />
        {t('review.waits', { name: review.askedBy })}
        <time dateTime={review.askedAt} className="font-normal text-muted text-xs">
          {formats.time(review.askedAt)}
        </time>
      </p>
      <p className="whitespace-pre-wrap break-words">{review.text}</p>
      <div className="flex flex-wrap justify-end gap-2">
        {review.isOwn && (
          <Button size="sm" icon={Undo2} isBusy={taking.isRunning} onClick={() => void takeBack()}>
            {t('review.takeBack')}
          </Button>
        )}
        {review.mayDecide && (
          <>
            <Button size="sm" icon={Undo2} onClick={() => setReturning(true)}>
              {t('review.return')}
            </Button>
            <Button
              size="sm"
              tone="primary"
              icon={Check}
              isBusy={deciding.isRunning}
              onClick={() => deciding.run({ ...place, decision: 'approved' })}
            >
              {t('review.approve')}
            </Button>
          </>
        )}
      </div>
      {isReturning && (
        <ReasonDialog
          title={t('review.returnTitle')}
          hint={t('review.returnHint', { name: review.askedBy })}
          label={t('review.reason')}
          verb={t('review.return')}
          onClose={() => setReturning(false)}
          onReason={reason => {
            setReturning(false)
            deciding.run({ ...place, decision: 'returned', reason })
          }}
        />
      )}
    </section>
  )
}

const Returned = ({ review, onTakeUp }: { review: ReplyReview; onTakeUp: (text: string) => void }) => {
  const t = words.useT()
  return (
    <section aria-label={t('review.title')} className={box}>
      <p>
        <b>{t('review.returned', { name: review.decidedBy ?? '' })}</b> {review.reason}
      </p>
      <div className="flex justify-end">
        <Button size="sm" onClick={() => onTakeUp(review.text)}>
          {t('review.takeUp')}
        </Button>
      </div>
    </section>
  )
}
