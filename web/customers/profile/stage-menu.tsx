/** Where a customer stands, and the menu that changes it. */
import { ChevronDown } from 'lucide-react'
import {
  type Customer,
  getCustomer,
  getProfile,
  listActivities,
  listCustomers,
  type Stage,
  setStage,
} from '../../../contract/customers.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { type NamedStage, stageOf, useStages } from '../stages/names.ts'
import { words as roomWords } from '../words.ts'
import { words } from './words.ts'

export const stageTones: Record<Stage, Tone> = {
  stranger: 'neu',
  known: 'acc',
  lead: 'mix',
  customer: 'pos',
  advocate: 'pos',
  lost: 'neg',
}

export const StageMenu = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  const room = roomWords.useT()
  const toasts = useToasts()
  const may = useMay()
  const verb = useVerb(setStage, {
    draw: (draft, { customerId, stage, stageId = null }) => {
      const staged = <C extends Customer>(one: C): C => (one.id === customerId ? { ...one, stage, stageId } : one)
      draft.update(getCustomer, staged)
      draft.updateItems(listCustomers, staged)
    },
    refetch: [getCustomer, getProfile, listCustomers, listActivities],
  })
  const known = useStages()
  const here = stageOf(known, customer)
  const chip = (
    <Chip tone={stageTones[customer.stage]}>
      {here?.name ?? room(`stage.${customer.stage}`)}
      {may('customers.edit') && <ChevronDown size={12} aria-hidden />}
    </Chip>
  )
  if (!may('customers.edit')) return chip
  const set = (next: NamedStage) => {
    if (next === here) return
    verb.ask({ customerId: customer.id, stage: next.meaning, stageId: next.isOwn ? next.id : null }).then(
      () =>
        toasts.show({
          text: t('stage.saved', { stage: next.name }),
          onUndo: () => verb.run({ customerId: customer.id, stage: customer.stage, stageId: customer.stageId }),
        }),
      () => {},
    )
  }
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="rounded-full pointer-coarse:py-2.5">
          {chip}
          <span className="sr-only">{t('stage.change')}</span>
        </button>
      }
    >
      {known.map(stage => (
        <MenuItem key={stage.id} isChosen={stage === here} onPick={() => set(stage)}>
          <span className={stage.isOwn ? 'pl-4' : undefined}>{stage.name}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
