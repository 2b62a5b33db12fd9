/** A filter's menu of which several can be chosen; its button says how many are. */
import { ChevronDown } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { Menu, MenuCheck } from '../kit/menu.tsx'

export interface FilterChoice {
  readonly id: string
  readonly name: string
  readonly isChosen: boolean
  /** Stands below the one before it. */
  readonly isInner?: boolean
  readonly onToggle: () => void
}

export const ChoiceMenu = ({ label, choices }: { label: string; choices: readonly FilterChoice[] }) => {
  const count = choices.filter(one => one.isChosen).length
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" tone={count > 0 ? 'plain' : 'quiet'}>
          {count === 0 ? label : `${label} ${count}`}
          <ChevronDown size={13} aria-hidden />
        </Button>
      }
    >
      {choices.map(({ id, name, isChosen, isInner, onToggle }) => (
        <MenuCheck key={id} isOn={isChosen} onToggle={onToggle}>
          <span className={isInner ? 'pl-4' : undefined}>{name}</span>
        </MenuCheck>
      ))}
    </Menu>
  )
}

/** Choices of a list of ids. */
export const choicesAmong = <Id extends string>(
  ids: readonly Id[],
  chosen: readonly Id[],
  name: (id: Id) => string,
  onChange: (chosen: Id[]) => void,
): FilterChoice[] =>
  ids.map(id => ({ id, name: name(id), isChosen: chosen.includes(id), onToggle: () => onChange(toggled(chosen, id)) }))

export const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter(other => other !== one) : [...list, one]
