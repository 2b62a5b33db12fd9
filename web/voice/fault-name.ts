/** What a kind of fault is called. */
import type { FaultKind } from '../../contract/voice/drafts.ts'
import { words } from './words.ts'

export const useFaultName = (): ((kind: FaultKind) => string) => {
  const t = words.useT()
  return kind => t(`kind.${kind}`)
}
