/** Identities with where they came from, and what joined them: each merge can be undone, each leaf taken out. */
import { MoreHorizontal, Split, Undo2 } from 'lucide-react'
import {
  type Customer,
  findCustomers,
  getCustomer,
  getProfile,
  listActivities,
  listCustomers,
  listMerges,
  type Merge,
  splitCustomer,
  undoMerge,
  undoOperation,
} from '../../../contract/customers.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { Identities } from '../identities.tsx'
import { Part } from '../part.tsx'
import { words } from './words.ts'

/** What shows anew after who is whose has changed. */
export const mergeChanged = [getCustomer, getProfile, listCustomers, listActivities, listMerges, findCustomers] as const

export const useUndo = () => useVerb(undoOperation, { refetch: mergeChanged })

export const IdentityParts = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const may = useMay()
  const split = useVerb(splitCustomer, { refetch: mergeChanged })
  const undo = useUndo()
  const take = (leafId: string) =>
    split.ask({ customerId: customer.id, leafId }).then(
      ({ operationId }) => toasts.show({ text: t('identities.taken'), onUndo: () => undo.run({ operationId }) }),
      () => {},
    )
  const mayTake = may('customers.merge') && customer.aliases.length > 0
  return (
    <Part title={t('merges.identities')}>
      <Identities
        identities={customer.identities}
        note={one => t('identities.from', { source: t(`source.${one.source.kind}`), when: formats.date(one.linkedAt) })}
        action={one =>
          mayTake && (
            <Menu
              trigger={<IconButton label={t('identities.more')} icon={MoreHorizontal} size={14} className="size-6" />}
            >
              <MenuItem icon={Split} onPick={() => take(one.leafId)}>
                {t('identities.take')}
              </MenuItem>
            </Menu>
          )
        }
      />
    </Part>
  )
}

export const Merges = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const merges = useEndpoint(listMerges, { customerId })
  const items = merges.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Part title={t('merges.title')}>
      <ul className="flex flex-col">
        {items.slice(0, 20).map(one => (
          <Joined key={one.id} merge={one} />
        ))}
      </ul>
    </Part>
  )
}

const keys = ['email', 'phone', 'visitor', 'external'] as const

const Joined = ({ merge }: { merge: Merge }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const may = useMay()
  const part = useVerb(undoMerge, { refetch: mergeChanged })
  const undo = useUndo()
  const take = () =>
    part.ask({ mergeId: merge.id }).then(
      ({ operationId }) => toasts.show({ text: t('merges.undone'), onUndo: () => undo.run({ operationId }) }),
      () => {},
    )
  const key = keys.find(one => one === merge.why)
  const how =
    merge.how === 'key'
      ? t('merges.key', { why: key ? t(`key.${key}`) : merge.why })
      : t(`merges.${merge.how}`, { by: merge.by })
  return (
    <li className="flex items-start gap-1 py-1 text-sm">
      <p className={cx('min-w-0 grow', merge.undoneAt && 'text-muted')}>
        <span className={cx('block truncate', merge.undoneAt && 'line-through')}>
          {t('merges.pair', { left: merge.left.name, right: merge.right.name })}
        </span>
        <span className="block text-faint text-xs">
          {how} · {formats.date(merge.at)}
          {merge.how === 'person' && merge.why && <span className="block break-words">“{merge.why}”</span>}
          {merge.undoneAt && (
            <span className="block">
              {t('merges.wasUndone', { by: merge.undoneBy, when: formats.date(merge.undoneAt) })}
            </span>
          )}
        </span>
      </p>
      {!merge.undoneAt && may('customers.merge') && (
        <Button size="sm" tone="quiet" icon={Undo2} isBusy={part.isRunning} onClick={take}>
          {t('merges.undo')}
        </Button>
      )}
    </li>
  )
}
