/** Whether the workspace has heard anything at all. */
import { listMentions } from '../../contract/listening.ts'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'

/** Undefined until known. */
export const useHasHeard = (): boolean | undefined => {
  const first = useEndpoint(listMentions, { limit: 1 }, { when: useMay()('listening.read') })
  return first.data && first.data.items.length > 0
}
