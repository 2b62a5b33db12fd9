/** One filter of the stream: a pill that says what is chosen, and a menu of choices behind it. */
import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { cx } from '../kit/class.ts'
import { Menu, MenuCheck, MenuItem } from '../kit/menu.tsx'
import { words } from './words.ts'

interface FilterMenuProps {
  name: string
  /** What is chosen, in words; null for nothing. */
  value: string | null
  /** Opens by itself when it appears: it was just added. */
  isFresh?: boolean
  /** Takes the filter off the bar. */
  onRemove?: () => void
  children: ReactNode
}

export const FilterMenu = ({ name, value, isFresh = false, onRemove, children }: FilterMenuProps) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(isFresh)
  const tone = value === null ? 'border-hair-strong text-muted' : 'border-accent bg-accent-soft text-accent-text'
  return (
    <span className={cx('inline-flex h-7 shrink-0 items-center rounded-full border pointer-coarse:h-10', tone)}>
      <Menu
        align="start"
        isOpen={isOpen}
        onOpen={setOpen}
        trigger={
          <button
            type="button"
            className={cx(
              'inline-flex h-full items-center gap-1.5 rounded-full px-2.5 text-xs hover:bg-hover',
              onRemove && 'pr-1',
            )}
          >
            {name}
            <b className={cx('max-w-40 truncate font-medium', value === null && 'text-ink')}>
              {value ?? t('filter.all')}
            </b>
            <ChevronDown size={12} strokeWidth={1.7} className="text-faint" aria-hidden />
          </button>
        }
      >
        {children}
      </Menu>
      {onRemove && (
        <button
          type="button"
          aria-label={t('filter.remove', { name })}
          onClick={onRemove}
          className="grid h-full w-6 place-items-center rounded-full hover:bg-hover pointer-coarse:w-10"
        >
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  )
}

/** `부정`, `부정·섞임`, `부정 +2`; null for none. */
export const saidAs = (names: readonly string[]): string | null =>
  names.length === 0 ? null : names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join('·')

interface ManyProps<V extends string> extends Omit<FilterMenuProps, 'value' | 'children'> {
  choices: readonly V[]
  chosen: readonly V[] | undefined
  labelOf: (value: V) => string
  /** Drawn before the label. */
  mark?: (value: V) => ReactNode
  onChange: (chosen: V[] | undefined) => void
  /** In place of choices where there are none. */
  none?: ReactNode
}

/** A filter of any of some values. */
export const FilterMany = <V extends string>({
  choices,
  chosen = [],
  labelOf,
  mark,
  onChange,
  none,
  ...rest
}: ManyProps<V>) => {
  const toggle = (value: V) => {
    const next = chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value]
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <FilterMenu {...rest} value={saidAs(chosen.map(labelOf))}>
      {choices.map(value => (
        <MenuCheck key={value} isOn={chosen.includes(value)} onToggle={() => toggle(value)}>
          {mark?.(value)}
          {labelOf(value)}
        </MenuCheck>
      ))}
      {choices.length === 0 && none}
    </FilterMenu>
  )
}

interface OneProps<V> extends Omit<FilterMenuProps, 'value' | 'children'> {
  choices: readonly { readonly value: V; readonly label: string }[]
  chosen: V | undefined
  onChange: (chosen: V | undefined) => void
}

/** A filter of one value or none. */
export const FilterOne = <V extends string | number | boolean>({ choices, chosen, onChange, ...rest }: OneProps<V>) => {
  const t = words.useT()
  const label = choices.find(choice => choice.value === chosen)?.label
  return (
    <FilterMenu {...rest} value={chosen === undefined ? null : (label ?? String(chosen))}>
      <MenuItem isChosen={chosen === undefined} onPick={() => onChange(undefined)}>
        {t('filter.all')}
      </MenuItem>
      {choices.map(choice => (
        <MenuItem key={String(choice.value)} isChosen={choice.value === chosen} onPick={() => onChange(choice.value)}>
          {choice.label}
        </MenuItem>
      ))}
    </FilterMenu>
  )
}
