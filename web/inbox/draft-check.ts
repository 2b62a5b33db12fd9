/** The second look while an answer is written: what stands in the field now, and the policies for the question. */
import { useEffect, useState } from 'react'
import { checkReply, type DraftPolicy } from '../../contract/inbox/drafts.ts'
import type { ConversationDetail } from '../../contract/inbox.ts'
import type { Fault } from '../../contract/voice/drafts.ts'
import { useSettled } from '../kit/use-settled.ts'
import { useEndpoint } from '../platform/query.ts'
import { faultKey, mended } from '../voice/index.ts'

const settleMs = 450

export interface DraftCheck {
  /** Of exactly this text; none while it is typed. */
  readonly faults: readonly Fault[]
  readonly policies: readonly DraftPolicy[]
  /** A risky answer goes out only once somebody else has approved it. */
  readonly needsSecond: boolean
  /** The version that the answer follows; null for none. */
  readonly policyVersionId: string | null
  readonly choosePolicy: (versionId: string | null) => void
  readonly mend: (fault: Fault) => string
  readonly ignore: (fault: Fault) => void
}

export const useDraftCheck = (conversation: ConversationDetail, text: string, isOn: boolean): DraftCheck => {
  const settled = useSettled(text, settleMs)
  const [ignored, setIgnored] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  const query = useEndpoint(
    checkReply,
    { conversationId: conversation.id, text: settled.trim() === '' ? '' : settled },
    { when: isOn, keep: true, staleMs: 60_000 },
  )
  // Another conversation begins anew.
  const { id } = conversation
  // biome-ignore lint/correctness/useExhaustiveDependencies: the conversation is the reason.
  useEffect(() => {
    setIgnored(new Set())
    setChosen(undefined)
  }, [id])
  const isCurrent = isOn && settled === text && text.trim() !== '' && !query.isPlaceholderData
  const faults = isCurrent ? (query.data?.faults ?? []).filter(one => !ignored.has(faultKey(text, one))) : []
  const policies = isOn ? (query.data?.policies ?? []) : []
  // The first that holds is followed until the writer says otherwise.
  const policyVersionId = chosen === undefined ? (policies[0]?.versionId ?? null) : chosen
  return {
    faults,
    policies,
    needsSecond: query.data?.needsSecond ?? false,
    policyVersionId: policies.some(one => one.versionId === policyVersionId) ? policyVersionId : null,
    choosePolicy: setChosen,
    mend: fault => mended(text, fault),
    ignore: fault => setIgnored(new Set([...ignored, faultKey(text, fault)])),
  }
}
