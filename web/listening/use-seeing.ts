/** Marks alerts as seen at once; marking all can be taken back. */
import { type Alert, countUnseenAlerts, listAlerts, seeAlerts } from '../../contract/listening.ts'
import { useToasts } from '../kit/toast.tsx'
import { useVerb } from '../platform/query.ts'
import { words } from './words.ts'

export const useSeeing = () => {
  const t = words.useT()
  const toasts = useToasts()
  const mark = useVerb(seeAlerts, {
    draw: (draft, { ids, isSeen }) =>
      draft.updateItems(listAlerts, one =>
        ids === null || ids.includes(one.id) ? { ...one, isSeen: isSeen ?? true } : one,
      ),
    refetch: [listAlerts, countUnseenAlerts],
  })
  return {
    see: (alert: Pick<Alert, 'id'>, isSeen: boolean) => mark.run({ ids: [alert.id], isSeen }),
    seeAll: () => {
      mark.ask({ ids: null }).then(
        ({ ids }) =>
          toasts.show({
            text: t('alerts.seen', { count: ids.length }),
            onUndo: () => mark.run({ ids, isSeen: false }),
          }),
        // The verb has said why not.
        () => undefined,
      )
    },
  }
}
