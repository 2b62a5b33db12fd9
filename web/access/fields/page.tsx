/** 설정 → 필드: what a workspace adds to customers, conversations and mentions, in the order in which it is shown. */
import { Columns3, Ellipsis, Plus, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import {
  createField,
  type Field,
  type FieldKind,
  type FieldNoun,
  fieldKinds,
  fieldNouns,
  listFields,
  removeField,
  restoreField,
  updateField,
} from '../../../contract/access.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Input, Field as Labelled, Textarea } from '../../kit/field.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { useView } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem, isProblemError } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words } from './words.ts'

const stale = { refetch: [listFields] }

export const FieldsPage = () => {
  const t = words.useT()
  const mayManage = useMay()('access.manage')
  const [view, setView] = useView(search => ({ of: fieldNouns.find(noun => noun === search.of) ?? 'customer' }))
  const query = useEndpoint(listFields, { removed: true })
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <SettingsHead
        title={t('title')}
        hint={t('hint')}
        actions={
          mayManage && (
            <Button icon={Plus} onClick={() => setMaking(true)}>
              {t('new')}
            </Button>
          )
        }
      />
      <Tabs
        label={t('title')}
        value={view.of}
        onChange={of => setView({ of })}
        tabs={fieldNouns.map(noun => ({ value: noun, label: t(`noun.${noun}`) }))}
      />
      <Loaded query={query} waiting={<SkeletonRows count={4} hasFace={false} />}>
        {({ items }) => <Desk noun={view.of} fields={items.filter(field => field.noun === view.of)} />}
      </Loaded>
      {isMaking && <NewField noun={view.of} onClose={() => setMaking(false)} />}
    </>
  )
}

const Desk = ({ noun, fields }: { noun: FieldNoun; fields: readonly Field[] }) => {
  const t = words.useT()
  const mayManage = useMay()('access.manage')
  const standing = fields.filter(field => field.removedAt === null)
  const hidden = fields.filter(field => field.removedAt !== null)
  return (
    <>
      {standing.length === 0 ? (
        <EmptyState icon={Columns3} title={t('empty')} hint={t(`emptyHint.${noun}`)} />
      ) : (
        <ul aria-label={t(`noun.${noun}`)} className="flex flex-col">
          {standing.map((field, place) => (
            <Line key={field.id} field={field} place={place} last={standing.length - 1} />
          ))}
        </ul>
      )}
      {hidden.length > 0 && mayManage && (
        <section className="flex flex-col gap-1">
          <h3 className="font-semibold text-muted text-xs">{t('hidden')}</h3>
          <ul className="flex flex-col">
            {hidden.map(field => (
              <HiddenLine key={field.id} field={field} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const Line = ({ field, place, last }: { field: Field; place: number; last: number }) => {
  const t = words.useT()
  const mayManage = useMay()('access.manage')
  const toasts = useToasts()
  const [isOpen, setOpen] = useState(false)
  const restore = useVerb(restoreField, stale)
  const move = useVerb(updateField, stale)
  const remove = useVerb(removeField, {
    ...stale,
    onDone: () =>
      toasts.show({
        text: t('removed', { name: field.name }),
        onUndo: () => restore.run({ fieldId: field.id }),
      }),
  })
  const standing = field.choices.filter(one => !one.isRemoved).map(one => one.name)
  return (
    <li className="flex min-h-12 items-center gap-3 border-hair border-b py-2">
      <span className="flex min-w-0 grow flex-col">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-semibold">{field.name}</span>
          <Chip>{t(`kind.${field.kind}`)}</Chip>
          {field.isRequired && <Chip tone="acc">{t('requiredMark')}</Chip>}
        </span>
        <span className="break-words text-muted text-xs">
          <code>{field.key}</code>
          {standing.length > 0 && ` · ${standing.join(', ')}`}
        </span>
      </span>
      {mayManage && (
        <Menu trigger={<IconButton label={t('actions', { name: field.name })} icon={Ellipsis} />}>
          <MenuItem onPick={() => setOpen(true)}>{t('edit')}</MenuItem>
          <MenuItem isDisabled={place === 0} onPick={() => move.run({ fieldId: field.id, position: place - 1 })}>
            {t('up')}
          </MenuItem>
          <MenuItem isDisabled={place === last} onPick={() => move.run({ fieldId: field.id, position: place + 1 })}>
            {t('down')}
          </MenuItem>
          <MenuItem isDanger onPick={() => remove.run({ fieldId: field.id })}>
            {t('remove')}
          </MenuItem>
        </Menu>
      )}
      {isOpen && <EditField field={field} onClose={() => setOpen(false)} />}
    </li>
  )
}

const HiddenLine = ({ field }: { field: Field }) => {
  const t = words.useT()
  const toasts = useToasts()
  const restore = useVerb(restoreField, {
    ...stale,
    onDone: () => toasts.show({ text: t('restored', { name: field.name }), tone: 'good' }),
  })
  return (
    <li className="flex min-h-11 items-center gap-3 border-hair border-b">
      <span className="min-w-0 grow truncate text-muted">
        {field.name} <code className="text-xs">{field.key}</code>
      </span>
      <Button
        size="sm"
        tone="quiet"
        icon={RotateCcw}
        isBusy={restore.isRunning}
        onClick={() => restore.run({ fieldId: field.id })}
      >
        {t('restore')}
      </Button>
    </li>
  )
}

const refusalOf = (error: unknown, path: string): string | undefined => fieldProblem(error, path)

/** What no input of the dialog shows. */
const otherRefusal = (error: unknown): string | undefined =>
  isProblemError(error) && !['name', 'key', 'choices'].some(path => fieldProblem(error, path))
    ? error.problem.title
    : undefined

const NewField = ({ noun, onClose }: { noun: FieldNoun; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [name, setName] = useState('')
  const [key, setKey] = useState('')
  const [kind, setKind] = useState<FieldKind>('text')
  const [choices, setChoices] = useState('')
  const [isRequired, setRequired] = useState(false)
  const verb = useVerb(createField, {
    ...stale,
    isQuiet: true,
    onDone: made => {
      toasts.show({ text: t('made', { name: made.name }), tone: 'good' })
      onClose()
    },
  })
  const save = (typed: string) => {
    if (typed.trim() === '' || verb.isRunning) return
    const lines = choices.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]))
    verb.run({
      noun,
      name: typed,
      kind,
      isRequired,
      ...(key.trim() ? { key: key.trim() } : {}),
      ...(kind === 'choice' ? { choices: lines } : {}),
    })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('new')}
      hint={t(`noun.${noun}`)}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!name.trim()} isBusy={verb.isRunning} onClick={() => save(name)}>
            {t('make')}
          </Button>
        </>
      }
    >
      <Labelled label={t('name')} problem={refusalOf(verb.error, 'name') ?? otherRefusal(verb.error)}>
        <Input
          autoFocus
          maxLength={60}
          value={name}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Labelled>
      <Labelled label={t('kind')} hint={t('kindHint')}>
        <Select
          value={kind}
          onChange={setKind}
          choices={fieldKinds.map(one => ({ value: one, label: t(`kind.${one}`) }))}
        />
      </Labelled>
      {kind === 'choice' && (
        <Labelled label={t('choices')} hint={t('choicesHint')} problem={refusalOf(verb.error, 'choices')}>
          <Textarea value={choices} onChange={event => setChoices(event.target.value)} />
        </Labelled>
      )}
      <Labelled label={t('key')} hint={t('keyHint')} problem={refusalOf(verb.error, 'key')} isOptional>
        <Input maxLength={40} value={key} onChange={event => setKey(event.target.value)} />
      </Labelled>
      <Required noun={noun} isOn={isRequired} onToggle={setRequired} />
    </Dialog>
  )
}

const Required = ({ noun, isOn, onToggle }: { noun: FieldNoun; isOn: boolean; onToggle: (isOn: boolean) => void }) => {
  const t = words.useT()
  return (
    <label className="flex items-start gap-2.5 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={isOn}
        onChange={event => onToggle(event.target.checked)}
        className="mt-1 size-3.5 accent-(--accent)"
      />
      <span className="flex flex-col">
        {t('required')}
        <span className="text-muted text-xs">{t(`requiredHint.${noun}`)}</span>
      </span>
    </label>
  )
}

const EditField = ({ field, onClose }: { field: Field; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [name, setName] = useState(field.name)
  const [isRequired, setRequired] = useState(field.isRequired)
  const [choices, setChoices] = useState<{ id?: string; name: string }[]>(
    field.choices.filter(one => !one.isRemoved).map(({ id, name }) => ({ id, name })),
  )
  const verb = useVerb(updateField, {
    ...stale,
    isQuiet: true,
    onDone: changed => {
      toasts.show({ text: t('saved', { name: changed.name }), tone: 'good' })
      onClose()
    },
  })
  const save = (typed: string) => {
    if (typed.trim() === '' || verb.isRunning) return
    const named = choices.filter(one => one.name.trim() !== '')
    verb.run({
      fieldId: field.id,
      name: typed,
      isRequired,
      ...(field.kind === 'choice' ? { choices: named } : {}),
    })
  }
  const rename = (at: number, to: string) =>
    setChoices(before => before.map((one, n) => (n === at ? { ...one, name: to } : one)))
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={field.name}
      hint={t(`kind.${field.kind}`)}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!name.trim()} isBusy={verb.isRunning} onClick={() => save(name)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Labelled label={t('name')} problem={refusalOf(verb.error, 'name') ?? otherRefusal(verb.error)}>
        <Input
          autoFocus
          maxLength={60}
          value={name}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Labelled>
      {field.kind === 'choice' && (
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 font-medium text-sm">{t('choices')}</legend>
          {choices.map((one, n) => (
            <span key={one.id ?? `new ${n}`} className="flex items-center gap-1">
              <Input
                aria-label={t('choice', { number: n + 1 })}
                maxLength={80}
                value={one.name}
                onChange={event => rename(n, event.target.value)}
              />
              <IconButton
                icon={X}
                label={t('removeChoice', { name: one.name })}
                onClick={() => setChoices(before => before.filter((_, other) => other !== n))}
              />
            </span>
          ))}
          <Button
            size="sm"
            tone="quiet"
            icon={Plus}
            className="self-start"
            onClick={() => setChoices(before => [...before, { name: '' }])}
          >
            {t('addChoice')}
          </Button>
          <p className="text-muted text-xs">{t('choicesKept')}</p>
          {refusalOf(verb.error, 'choices') && (
            <p role="alert" className="text-neg text-xs">
              {refusalOf(verb.error, 'choices')}
            </p>
          )}
        </fieldset>
      )}
      <Required noun={field.noun} isOn={isRequired} onToggle={setRequired} />
    </Dialog>
  )
}
