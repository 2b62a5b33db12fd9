/** The builder for those who will not type: what is found slot by slot, what must stand beside it, what must not. */
import { Plus, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { QueryGroups, TopicSlots } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Input } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { findSlots, type Slot, slotsOfTerms, termOf } from './query-compose.ts'
import { words } from './words.ts'

interface QueryBuilderProps {
  groups: QueryGroups
  slots: TopicSlots
  onChange: (groups: QueryGroups, slots: TopicSlots) => void
}

export const QueryBuilder = ({ groups, slots, onChange }: QueryBuilderProps) => {
  const t = words.useT()
  const changeGroups = (part: Partial<QueryGroups>) => onChange({ ...groups, ...part }, slots)
  const drop = (terms: readonly string[], term: string) => terms.filter(one => one !== term)
  const add = (slot: Slot | 'with', typed: string) => {
    const made = typed
      .split(/[,\n]/)
      .map(one => ({ name: one.trim(), term: termOf(slot, one) }))
      .filter(one => one.term !== '')
    if (made.length === 0) return
    const terms = made.map(one => one.term)
    const kept =
      slot === 'with' ? slots : { ...slots, [slot]: [...new Set([...slots[slot], ...made.map(one => one.name)])] }
    if (slot === 'with') onChange({ ...groups, with: [terms, ...groups.with] }, kept)
    else if (slot === 'exclusions') onChange({ ...groups, without: join(terms, groups.without) }, kept)
    else onChange({ ...groups, find: join(terms, groups.find) }, kept)
  }
  return (
    <div className="flex flex-col gap-3 rounded-md border border-hair bg-sunken px-3 py-3">
      <GroupRow title={t('query.findGroup')}>
        {groups.find.length === 0 && <p className="text-faint text-sm">{t('query.none')}</p>}
        {slotsOfTerms(groups.find, slots).map(({ slot, terms }) => (
          <Chips
            key={slot}
            label={t(`slot.${slot}`)}
            terms={terms}
            onDrop={term => changeGroups({ find: drop(groups.find, term) })}
          />
        ))}
      </GroupRow>
      {groups.with.length > 0 && (
        <GroupRow title={t('query.withGroup')}>
          {groups.with.map((terms, n) => (
            <Chips
              key={terms.join()}
              label={t('query.oneOf')}
              terms={terms}
              onDrop={term =>
                changeGroups({
                  with: groups.with.map((one, m) => (m === n ? drop(one, term) : one)).filter(one => one.length > 0),
                })
              }
            />
          ))}
        </GroupRow>
      )}
      {groups.without.length > 0 && (
        <GroupRow title={t('query.withoutGroup')}>
          <Chips
            isOut
            label={t('slot.exclusions')}
            terms={groups.without}
            onDrop={term => changeGroups({ without: drop(groups.without, term) })}
          />
        </GroupRow>
      )}
      <AddTerm onAdd={add} />
    </div>
  )
}

const join = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])]

const GroupRow = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="flex flex-col gap-1.5">
    <p className="text-muted text-xs">{title}</p>
    {children}
  </div>
)

const chipsShown = 14

const Chips = ({
  label,
  terms,
  onDrop,
  isOut,
}: {
  label: string
  terms: readonly string[]
  onDrop: (term: string) => void
  isOut?: boolean
}) => {
  const t = words.useT()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? terms : terms.slice(0, chipsShown)
  return (
    <div className="flex gap-2">
      <span className="w-16 shrink-0 pt-0.5 font-medium text-xs">{label}</span>
      <ul aria-label={label} className="flex min-w-0 flex-wrap gap-1.5">
        {shown.map(term => (
          <li
            key={term}
            className={
              isOut
                ? 'flex max-w-full items-center gap-1 rounded-[5px] bg-neu-soft pl-2 text-muted text-sm'
                : 'flex max-w-full items-center gap-1 rounded-[5px] bg-accent-soft pl-2 text-accent-text text-sm'
            }
          >
            <span className={isOut ? 'truncate line-through' : 'truncate'}>{term}</span>
            <button
              type="button"
              aria-label={t('query.drop', { term })}
              onClick={() => onDrop(term)}
              className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover pointer-coarse:size-9"
            >
              <X size={12} aria-hidden />
            </button>
          </li>
        ))}
        {terms.length > chipsShown && (
          <li>
            <button
              type="button"
              onClick={() => setWhole(!isWhole)}
              className="h-6 rounded-sm px-1 text-muted text-xs hover:underline pointer-coarse:h-9"
            >
              {isWhole ? t('query.fewer') : t('query.more', { count: terms.length - chipsShown })}
            </button>
          </li>
        )}
      </ul>
    </div>
  )
}

const addSlots = [...findSlots, 'with', 'exclusions'] as const

const AddTerm = ({ onAdd }: { onAdd: (slot: Slot | 'with', typed: string) => void }) => {
  const t = words.useT()
  const [slot, setSlot] = useState<(typeof addSlots)[number]>('brand')
  const [typed, setTyped] = useState('')
  const add = (text: string) => {
    onAdd(slot, text)
    setTyped('')
  }
  return (
    <div className="flex items-center gap-2 border-hair border-t pt-3 max-md:flex-wrap">
      <Select
        isCompact
        label={t('query.slot')}
        value={slot}
        choices={addSlots.map(one => ({ value: one, label: t(`slot.${one}`) }))}
        onChange={setSlot}
      />
      <Input
        aria-label={t('query.addTerm')}
        placeholder={t(`slotHint.${slot}`)}
        value={typed}
        maxLength={1000}
        onChange={event => setTyped(event.target.value)}
        onSubmitText={add}
      />
      <Button icon={Plus} className="h-[34px]" disabled={typed.trim() === ''} onClick={() => add(typed)}>
        {t('query.add')}
      </Button>
    </div>
  )
}
