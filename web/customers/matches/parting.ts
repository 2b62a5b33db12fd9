/** Parting two who were linked, with the way back. */
import { listMachineLinks, listSuggestions } from '../../../contract/customers/suggestions.ts'
import {
  getCustomer,
  getProfile,
  listActivities,
  listCustomers,
  listMerges,
  undoMerge,
  undoOperation,
} from '../../../contract/customers.ts'
import { useToasts } from '../../kit/toast.tsx'
import { useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

const changed = [
  listMachineLinks,
  listSuggestions,
  listMerges,
  getCustomer,
  getProfile,
  listActivities,
  listCustomers,
] as const

export const useParting = (): { part: (mergeId: string) => void; isBusy: boolean } => {
  const t = words.useT()
  const toasts = useToasts()
  const undo = useVerb(undoMerge, { refetch: changed })
  const redo = useVerb(undoOperation, { refetch: changed })
  return {
    isBusy: undo.isRunning,
    part: mergeId =>
      void undo.ask({ mergeId, isRefused: true }).then(
        ({ operationId }) => toasts.show({ text: t('parted'), onUndo: () => redo.run({ operationId }) }),
        // The verb has shown the refusal.
        () => {},
      ),
  }
}
