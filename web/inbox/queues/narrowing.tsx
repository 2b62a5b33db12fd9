/** Narrows a queue by the workspace's own fields, and takes what stands there out as a file. */
import type { CallInput } from '../../../contract/endpoint.ts'
import { exportConversations, type listConversations, type Queue } from '../../../contract/inbox.ts'
import { FieldFilter } from '../../access/index.ts'
import { ExportMenu } from '../../platform/export-menu.tsx'
import { buildRequest } from '../../platform/request.ts'
import { useMay, useWorkspace } from '../../platform/session.ts'
import type { InboxView } from '../view.ts'
import { words } from './words.ts'

/** What the address asks of the server. */
export const askedOf = (view: InboxView, queue: Queue): CallInput<typeof listConversations> => ({
  ...(view.savedId
    ? { savedQueueId: view.savedId }
    : { queue, ...(view.sort === 'clock' || queue === 'resolved' ? {} : { sort: view.sort }) }),
  ...(view.q ? { q: view.q } : {}),
  ...(view.fields.length > 0 ? { field: [...view.fields] } : {}),
})

export const Narrowing = ({ view }: { view: InboxView }) => (
  <FieldFilter noun="conversation" asked={view.fields} onChange={view.narrowTo} />
)

export const ExportQueue = ({ view, queue }: { view: InboxView; queue: Queue }) => {
  const t = words.useT()
  const workspaceId = useWorkspace().id
  if (!useMay()('inbox.export')) return null
  return (
    <ExportMenu
      isSmall
      label={t('export')}
      urlOf={format => buildRequest(exportConversations, { ...askedOf(view, queue), format }, workspaceId).url}
    />
  )
}
