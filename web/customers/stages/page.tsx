/** 설정 → 고객 단계: the six meanings under the workspace's names, and its own stages within them. */
import { Ellipsis, Plus, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import {
  createStage,
  listCustomers,
  listStages,
  removeStage,
  renameStage,
  restoreStage,
  type StageRow,
} from '../../../contract/customers.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { cx } from '../../kit/class.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem, isProblemError } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { stageTones } from '../profile/stage-menu.tsx'
import { words as roomWords } from '../words.ts'
import { words } from './words.ts'

const stale = { refetch: [listStages, listCustomers] }

export const StagesPage = () => {
  const t = words.useT()
  const query = useEndpoint(listStages, { removed: true })
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} />
      <Loaded query={query} waiting={<SkeletonRows count={6} hasFace={false} />}>
        {({ items }) => <Desk rows={items} />}
      </Loaded>
    </>
  )
}

const Desk = ({ rows }: { rows: readonly StageRow[] }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayManage = useMay()('access.manage')
  const hidden = rows.filter(row => row.removedAt !== null)
  const restore = useVerb(restoreStage, {
    ...stale,
    onDone: back => toasts.show({ text: t('renamed', { name: back.name ?? '' }), tone: 'good' }),
  })
  return (
    <>
      <ul aria-label={t('title')} className="flex flex-col">
        {rows
          .filter(row => row.removedAt === null)
          .map(row => (
            <Line key={row.id} row={row} />
          ))}
      </ul>
      {hidden.length > 0 && mayManage && (
        <section className="flex flex-col gap-1">
          <h3 className="font-semibold text-muted text-xs">{t('hidden')}</h3>
          <ul className="flex flex-col">
            {hidden.map(row => (
              <li key={row.id} className="flex min-h-11 items-center gap-3 border-hair border-b">
                <span className="min-w-0 grow truncate text-muted">{row.name}</span>
                <Button size="sm" tone="quiet" icon={RotateCcw} onClick={() => restore.run({ stageId: row.id })}>
                  {t('restore')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const useName = () => {
  const room = roomWords.useT()
  return (row: StageRow) => row.name ?? room(`stage.${row.meaning}`)
}

const Line = ({ row }: { row: StageRow }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayManage = useMay()('access.manage')
  const [asked, ask] = useState<'add' | 'rename' | null>(null)
  const name = useName()(row)
  const rename = useVerb(renameStage, stale)
  const restore = useVerb(restoreStage, stale)
  const remove = useVerb(removeStage, {
    ...stale,
    onDone: () => toasts.show({ text: t('removed', { name }), onUndo: () => restore.run({ stageId: row.id }) }),
  })
  return (
    <li className={cx('flex min-h-12 items-center gap-3 border-hair border-b py-1.5', !row.isBuiltIn && 'pl-7')}>
      <span className="flex min-w-0 grow items-center gap-2">
        <Chip tone={stageTones[row.meaning]}>{name}</Chip>
        {!row.isBuiltIn && <span className="truncate text-muted text-xs max-md:hidden">{t('own')}</span>}
      </span>
      <PageLink
        to="/customers"
        search={row.isBuiltIn ? { stage: row.id } : { own: row.id }}
        className="rounded-sm text-muted text-sm tabular-nums hover:underline pointer-coarse:py-3"
      >
        {t('customers', { count: row.customers })}
      </PageLink>
      {mayManage && (
        <Menu trigger={<IconButton label={t('actions', { name })} icon={Ellipsis} />}>
          <MenuItem onPick={() => ask('rename')}>{t('rename')}</MenuItem>
          {row.isBuiltIn && row.name !== null && (
            <MenuItem onPick={() => rename.run({ stageId: row.id, name: null })}>{t('reset')}</MenuItem>
          )}
          {row.isBuiltIn && (
            <MenuItem icon={Plus} onPick={() => ask('add')}>
              {t('add')}
            </MenuItem>
          )}
          {!row.isBuiltIn && (
            <MenuItem isDanger onPick={() => remove.run({ stageId: row.id })}>
              {t('remove')}
            </MenuItem>
          )}
        </Menu>
      )}
      {asked && <NameDialog row={row} name={name} isNew={asked === 'add'} onClose={() => ask(null)} />}
    </li>
  )
}

const NameDialog = ({
  row,
  name,
  isNew,
  onClose,
}: {
  row: StageRow
  name: string
  isNew: boolean
  onClose: () => void
}) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [typed, setTyped] = useState(isNew ? '' : name)
  const make = useVerb(createStage, { ...stale, isQuiet: true, onDone: onClose })
  const back = useVerb(renameStage, stale)
  const rename = useVerb(renameStage, {
    ...stale,
    isQuiet: true,
    onDone: changed => {
      toasts.show({
        text: t('renamed', { name: changed.name ?? '' }),
        onUndo: () => back.run({ stageId: row.id, name: row.name }),
      })
      onClose()
    },
  })
  const verb = isNew ? make : rename
  const save = (text: string) => {
    if (text.trim() === '' || verb.isRunning) return
    if (isNew) make.run({ meaning: row.meaning, name: text })
    else rename.run({ stageId: row.id, name: text })
  }
  const refusal = isProblemError(verb.error) ? verb.error.problem.title : undefined
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={isNew ? t('addTo', { name }) : t('rename')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!typed.trim()} isBusy={verb.isRunning} onClick={() => save(typed)}>
            {isNew ? t('make') : t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('name')} problem={fieldProblem(verb.error, 'name') ?? refusal}>
        <Input
          autoFocus
          maxLength={40}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          onSubmitText={save}
        />
      </Field>
    </Dialog>
  )
}
