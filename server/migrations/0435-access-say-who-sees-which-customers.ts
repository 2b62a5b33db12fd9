/** Who read customers saw all of them: now that a permission says so, roles of a workspace's own and keys hold it. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    update access.roles set granted = granted || array['customers.all']
    where 'customers.read' = any(granted) and not 'customers.all' = any(granted)
      and id not in ('owner', 'admin', 'comms_lead', 'support_lead', 'agent', 'marketer', 'analyst', 'partner', 'light', 'viewer')`.execute(
    db,
  )
  // A key holds what its scopes and its role both allow: the role says which of the two.
  await sql`
    update access.api_keys set scopes = scopes || array['customers.all']
    where 'customers.read' = any(scopes) and not 'customers.all' = any(scopes)`.execute(db)
}
