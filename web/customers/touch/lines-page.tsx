/** 설정 → 전화 연동: telephone systems that tell their calls, and files of call records. */
import { Phone, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { addCallLine, type CallLine, listCallLines, removeCallLine } from '../../../contract/customers/calls.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { CopyField } from '../../kit/copy-field.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words } from './words.ts'

export const LinesPage = () => {
  const t = words.useT()
  const query = useEndpoint(listCallLines, {})
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <>
      <SettingsHead
        title={t('lines.title')}
        hint={t('lines.hint')}
        help="tracking"
        actions={
          <Button tone="primary" icon={Plus} onClick={() => setAdding(true)}>
            {t('lines.add')}
          </Button>
        }
      />
      <div className="mt-4 flex flex-col gap-4">
        <Loaded query={query} waiting={<SkeletonRows count={2} hasFace={false} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Phone} title={t('lines.empty')} hint={t('lines.emptyHint')} />
            ) : (
              items.map(line => <LineCard key={line.id} line={line} />)
            )
          }
        </Loaded>
        <Card title={t('files.title')}>
          <p className="text-muted text-xs">{t('files.hint')}</p>
          <Button asChild className="self-start">
            <PageLink to="/customers/imports">{t('files.choose')}</PageLink>
          </Button>
        </Card>
      </div>
      {isAdding && <AddLine onClose={() => setAdding(false)} onSecret={setSecret} />}
      {secret && (
        <Dialog isOpen onClose={() => setSecret(null)} title={t('lines.secret')} hint={t('lines.secretHint')}>
          <CopyField text={secret} label={t('lines.secret')} />
        </Dialog>
      )}
    </>
  )
}

const LineCard = ({ line }: { line: CallLine }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const [isRemoving, setRemoving] = useState(false)
  const remove = useVerb(removeCallLine, {
    refetch: [listCallLines],
    onDone: () => toasts.show({ text: t('lines.removed', { name: line.name }) }),
  })
  const last = line.lastCallAt ? ` · ${t('lines.last', { when: formats.ago(line.lastCallAt) })}` : ''
  return (
    <Card title={line.name} note={`${t('lines.calls', { count: line.calls })}${last}`}>
      <div className="mt-2 flex items-end gap-2">
        <div className="flex min-w-0 grow flex-col gap-1">
          <h3 className="font-medium text-sm">{t('lines.url')}</h3>
          <CopyField text={`${location.origin}${line.path}`} label={t('lines.url')} />
        </div>
        <IconButton label={`${line.name}: ${t('lines.remove')}`} icon={Trash2} onClick={() => setRemoving(true)} />
      </div>
      {isRemoving && (
        <ConfirmDialog
          title={t('lines.removeTitle', { name: line.name })}
          hint={t('lines.removeHint')}
          verb={t('lines.remove')}
          isBusy={remove.isRunning}
          onClose={() => setRemoving(false)}
          onConfirm={() => remove.run({ lineId: line.id })}
        />
      )}
    </Card>
  )
}

const AddLine = ({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const [name, setName] = useState('')
  const verb = useVerb(addCallLine, {
    isQuiet: true,
    refetch: [listCallLines],
    onDone: made => {
      onClose()
      onSecret(made.secret)
    },
  })
  const add = () => name.trim() !== '' && verb.run({ name })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('lines.add')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={name.trim() === ''} isBusy={verb.isRunning} onClick={add}>
            {t('lines.add')}
          </Button>
        </>
      }
    >
      <Field label={t('lines.name')} problem={fieldProblem(verb.error, 'name')}>
        <Input
          value={name}
          maxLength={200}
          placeholder={t('lines.namePlaceholder')}
          onChange={event => setName(event.target.value)}
          onSubmitText={add}
        />
      </Field>
    </Dialog>
  )
}
