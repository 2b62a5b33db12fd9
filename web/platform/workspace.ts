/** Which workspace the address names. */
import { useParams } from '@tanstack/react-router'

/** The workspace of `/w/:workspaceId/…`, null outside one. */
export const usePathWorkspace = (): number | null => {
  const params = useParams({ strict: false }) as { workspaceId?: string }
  const id = Number(params.workspaceId)
  return params.workspaceId !== undefined && Number.isInteger(id) && id > 0 ? id : null
}
