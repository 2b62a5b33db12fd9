/** The list as it stands, taken out as a file. */
import { exportCustomers, type listCustomers } from '../../contract/customers.ts'
import type { CallInput } from '../../contract/endpoint.ts'
import { ExportMenu } from '../platform/export-menu.tsx'
import { buildRequest } from '../platform/request.ts'
import { useMay, useWorkspace } from '../platform/session.ts'
import { words } from './words.ts'

export const ExportCustomers = ({ asked }: { asked: CallInput<typeof listCustomers> }) => {
  const t = words.useT()
  const workspaceId = useWorkspace().id
  if (!useMay()('customers.export')) return null
  return (
    <ExportMenu
      label={t('list.export')}
      urlOf={format => buildRequest(exportCustomers, { ...asked, format }, workspaceId).url}
    />
  )
}
