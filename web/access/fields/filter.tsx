/** Conditions on a workspace's own fields: each a pill on the bar, and one menu that adds more. */
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Field, FieldNoun } from '../../../contract/access.ts'
import { Button } from '../../kit/button.tsx'
import { Input, Field as Labelled } from '../../kit/field.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Select } from '../../kit/select.tsx'
import { useFields, useShownValue } from './values.tsx'
import { words } from './words.ts'

interface FieldFilterProps {
  noun: FieldNoun
  /** `key:value`, as the API takes them. */
  asked: readonly string[]
  onChange: (asked: string[]) => void
}

export const FieldFilter = ({ noun, asked, onChange }: FieldFilterProps) => {
  const t = words.useT()
  const fields = useFields(noun)
  const [isOpen, setOpen] = useState(false)
  const say = useConditionInWords(fields)
  if (fields.length === 0) return null
  return (
    <>
      {asked.map(one => (
        <span
          key={one}
          className="inline-flex h-7 shrink-0 items-center rounded-full border border-accent bg-accent-soft pl-2.5 text-accent-text text-xs pointer-coarse:h-10"
        >
          <span className="max-w-48 truncate">{say(one)}</span>
          <button
            type="button"
            aria-label={t('filter.remove', { name: say(one) })}
            onClick={() => onChange(asked.filter(other => other !== one))}
            className="grid h-full w-6 place-items-center rounded-full hover:bg-hover pointer-coarse:w-10"
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Popover
        label={t('filter.title')}
        isOpen={isOpen}
        onOpen={setOpen}
        trigger={
          <Button size="sm" tone="quiet" icon={Plus}>
            {t('filter.title')}
          </Button>
        }
      >
        <Add
          fields={fields}
          onAdd={one => {
            onChange([...new Set([...asked, one])])
            setOpen(false)
          }}
        />
      </Popover>
    </>
  )
}

const useConditionInWords = (fields: readonly Field[]) => {
  const t = words.useT()
  const say = useShownValue()
  return (asked: string): string => {
    const at = asked.indexOf(':')
    const field = fields.find(one => one.key === asked.slice(0, at))
    const value = asked.slice(at + 1)
    if (!field) return asked
    if (value === '*') return `${field.name} · ${t('filter.any')}`
    if (value === '-') return `${field.name} · ${t('filter.none')}`
    return `${field.name} · ${say(field, field.kind === 'yes_no' ? value === 'true' : value)}`
  }
}

const Add = ({ fields, onAdd }: { fields: readonly Field[]; onAdd: (asked: string) => void }) => {
  const t = words.useT()
  const [key, setKey] = useState(fields[0]!.key)
  const [typed, setTyped] = useState('')
  const field = fields.find(one => one.key === key) ?? fields[0]!
  const add = (value: string) => value.trim() && onAdd(`${field.key}:${value.trim()}`)
  const chosen =
    field.kind === 'yes_no'
      ? [
          { value: 'true', label: t('values.yes') },
          { value: 'false', label: t('values.no') },
        ]
      : field.kind === 'choice'
        ? field.choices.filter(one => !one.isRemoved).map(one => ({ value: one.id, label: one.name }))
        : null
  const isRange = field.kind === 'number' || field.kind === 'date'
  const label = isRange ? t(`filter.${field.kind as 'number' | 'date'}`) : t('filter.text')
  return (
    <div className="flex flex-col gap-2.5">
      <Select
        label={t('filter.pick')}
        value={field.key}
        onChange={setKey}
        choices={fields.map(one => ({ value: one.key, label: one.name }))}
      />
      {chosen ? (
        <div className="flex flex-wrap gap-1.5">
          {chosen.map(one => (
            <Button key={one.value} size="sm" onClick={() => add(one.value)}>
              {one.label}
            </Button>
          ))}
        </div>
      ) : (
        <Labelled label={label} hint={isRange ? t(`filter.${field.kind as 'number' | 'date'}Hint`) : undefined}>
          <Input value={typed} maxLength={200} onChange={event => setTyped(event.target.value)} onSubmitText={add} />
        </Labelled>
      )}
      <span className="flex flex-wrap gap-1.5">
        <Button size="sm" tone="quiet" onClick={() => add('*')}>
          {t('filter.any')}
        </Button>
        <Button size="sm" tone="quiet" onClick={() => add('-')}>
          {t('filter.none')}
        </Button>
        {!chosen && (
          <Button size="sm" tone="primary" className="ml-auto" onClick={() => add(typed)}>
            {t('filter.add')}
          </Button>
        )}
      </span>
    </div>
  )
}
