/** Values of a workspace's own fields on one row: shown by their kind, and changed where they stand. */
import { ExternalLink, Pencil } from 'lucide-react'
import { useState } from 'react'
import { type Field, type FieldNoun, type FieldValue, type FieldValues, listFields } from '../../../contract/access.ts'
import { Button } from '../../kit/button.tsx'
import { Input } from '../../kit/field.tsx'
import { Popover } from '../../kit/popover.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { isProblemError } from '../../platform/problem.ts'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

/** The fields of a noun that stand, in their order; none while they are fetched, or for whoever may not know of them. */
export const useFields = (noun: FieldNoun): readonly Field[] => {
  const fields = useEndpoint(listFields, { noun }, { when: useMay()('access.read'), staleMs: 5 * 60_000 })
  return fields.data?.items ?? []
}

interface OwnFieldsProps {
  noun: FieldNoun
  values: FieldValues
  /** Whether the reader may change them. */
  mayEdit: boolean
  /** Saves one value; null empties it. Rejects with the server's refusal. */
  onSave: (values: Record<string, FieldValue | null>) => Promise<unknown>
}

/** Draws nothing where the workspace has no such fields. */
export const OwnFields = ({ noun, values, mayEdit, onSave }: OwnFieldsProps) => {
  const t = words.useT()
  const fields = useFields(noun)
  if (fields.length === 0) return null
  return (
    <section className="flex flex-col">
      <h3 className="mb-1 font-semibold text-muted text-xs">{t('values.title')}</h3>
      <dl className="flex flex-col gap-1 text-sm">
        {fields.map(field => (
          <div key={field.id} className="grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-x-2">
            <dt className="truncate text-muted" title={field.name}>
              {field.name}
            </dt>
            <dd className="flex min-w-0 items-baseline gap-1">
              <span className="min-w-0 break-words">
                <Shown field={field} value={values[field.key]} />
              </span>
              {mayEdit && <Edit field={field} value={values[field.key]} onSave={onSave} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** A value in words. */
export const useShownValue = () => {
  const t = words.useT()
  const formats = useFormats()
  return (field: Field, value: FieldValue): string => {
    if (field.kind === 'choice') return field.choices.find(one => one.id === value)?.name ?? String(value)
    if (typeof value === 'boolean') return t(value ? 'values.yes' : 'values.no')
    return typeof value === 'number' ? formats.number(value) : value
  }
}

const Shown = ({ field, value }: { field: Field; value: FieldValue | undefined }) => {
  const t = words.useT()
  const say = useShownValue()
  if (value === undefined)
    return field.isRequired ? (
      <span className="font-medium text-warn">{t('values.missing')}</span>
    ) : (
      <span className="text-faint">{t('values.none')}</span>
    )
  // The server keeps only addresses of the web; whatever else came here is text.
  if (field.kind === 'link' && /^https?:\/\//i.test(String(value)))
    return (
      <a
        href={String(value)}
        target="_blank"
        rel="noreferrer noopener"
        className="inline-flex max-w-full items-baseline gap-1 break-all rounded-sm text-accent-text hover:underline"
      >
        {String(value).replace(/^https?:\/\//i, '')}
        <ExternalLink size={11} className="shrink-0" aria-hidden />
      </a>
    )
  return <>{say(field, value)}</>
}

type EditProps = { field: Field; value: FieldValue | undefined; onSave: OwnFieldsProps['onSave'] }

const Edit = ({ field, value, onSave }: EditProps) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label={t('values.edit', { name: field.name })}
      isOpen={isOpen}
      onOpen={setOpen}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={t('values.edit', { name: field.name })}
          className="grid size-6 shrink-0 place-items-center self-center rounded-sm text-faint hover:bg-hover hover:text-ink pointer-coarse:size-11"
        >
          <Pencil size={12} aria-hidden />
        </button>
      }
    >
      <Editor field={field} value={value} onSave={onSave} onDone={() => setOpen(false)} />
    </Popover>
  )
}

const Editor = ({ field, value, onSave, onDone }: EditProps & { onDone: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [typed, setTyped] = useState(value === undefined ? '' : String(value))
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const save = (next: FieldValue | null) => {
    if (isBusy) return
    setBusy(true)
    onSave({ [field.key]: next }).then(
      () => {
        onDone()
        toasts.show({
          text: t('values.saved', { name: field.name }),
          ...(value === undefined && field.isRequired
            ? {}
            : { onUndo: () => void onSave({ [field.key]: value ?? null }).catch(() => undefined) }),
        })
      },
      (error: unknown) => {
        setBusy(false)
        setRefusal(isProblemError(error) ? error.problem.title : String(error))
      },
    )
  }
  const chosen =
    field.kind === 'yes_no'
      ? [
          { value: true, label: t('values.yes') },
          { value: false, label: t('values.no') },
        ]
      : field.kind === 'choice'
        ? field.choices.filter(one => !one.isRemoved).map(one => ({ value: one.id, label: one.name }))
        : null
  return (
    <div className="flex flex-col gap-2">
      {chosen ? (
        <div className="flex flex-wrap gap-1.5">
          {chosen.map(one => (
            <Button
              key={String(one.value)}
              size="sm"
              tone={one.value === value ? 'primary' : 'plain'}
              aria-pressed={one.value === value}
              onClick={() => save(one.value)}
            >
              {one.label}
            </Button>
          ))}
        </div>
      ) : (
        <Input
          autoFocus
          aria-label={field.name}
          aria-invalid={refusal !== null || undefined}
          type={field.kind === 'date' ? 'date' : 'text'}
          inputMode={field.kind === 'number' ? 'decimal' : field.kind === 'link' ? 'url' : 'text'}
          maxLength={1000}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          onSubmitText={text => save(text.trim() === '' ? null : text)}
        />
      )}
      {refusal && (
        <p role="alert" className="text-neg text-xs">
          {refusal}
        </p>
      )}
      <span className="flex justify-end gap-1.5">
        {value !== undefined && !field.isRequired && (
          <Button size="sm" tone="quiet" onClick={() => save(null)}>
            {t('values.empty')}
          </Button>
        )}
        {!chosen && (
          <Button size="sm" tone="primary" isBusy={isBusy} onClick={() => save(typed.trim() === '' ? null : typed)}>
            {t('save')}
          </Button>
        )}
      </span>
    </div>
  )
}
