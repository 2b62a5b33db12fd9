/** ⌘K: customers by name and handle. */
import { listCustomers } from '../../contract/customers.ts'
import { Avatar } from '../kit/avatar.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { PaletteGroup, PaletteItem } from '../platform/palette-items.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { shownHandle } from './handle.ts'
import { words } from './words.ts'

export const CustomerEntries = ({ typed, go }: { typed: string; go: (to: string) => void }) => {
  const t = words.useT()
  const may = useMay()
  const q = useSettled(typed)
  const found = useEndpoint(listCustomers, { q, limit: 5 }, { when: may('customers.read') && q !== '', keep: true })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <PaletteGroup title={t('palette.title')}>
      {items.map(customer => (
        <PaletteItem
          key={customer.id}
          id={`customer:${customer.id}`}
          icon={<Avatar name={customer.name} size={20} />}
          note={customer.identities[0] && shownHandle(customer.identities[0].handle)}
          onPick={() => go(`/customers/${customer.id}`)}
        >
          {customer.name}
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}
