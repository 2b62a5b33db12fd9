/** Roles and what each may do: a table that a manager can read. */
import { Check } from 'lucide-react'
import { listRoles } from '../../contract/access.ts'
import { permissions } from '../../contract/permissions.ts'
import { DataTable } from '../kit/data-table.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { words as platformWords } from '../platform/words.ts'
import { words } from './words.ts'

export const RoleTable = () => {
  const t = words.useT()
  const platform = platformWords.useT()
  const query = useEndpoint(listRoles, {})
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('roles.title')}</h3>
      <p className="text-muted">{t('roles.hint')}</p>
      <Loaded query={query} waiting={<SkeletonRows count={4} hasFace={false} />}>
        {({ items }) => (
          <DataTable
            label={t('roles.title')}
            rows={permissions}
            idOf={permission => permission}
            columns={[
              {
                name: 'permission',
                head: t('roles.permission'),
                draw: permission => platform(`permission.${permission}`),
              },
              ...items.map(({ role, permissions: held }) => ({
                name: role,
                head: t(`role.${role}`),
                draw: (permission: (typeof permissions)[number]) =>
                  held.includes(permission) ? (
                    <Check size={15} className="text-pos" aria-label={t('roles.yes')} />
                  ) : (
                    <span className="text-faint">
                      <span aria-hidden>–</span>
                      <span className="sr-only">{t('roles.no')}</span>
                    </span>
                  ),
              })),
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
