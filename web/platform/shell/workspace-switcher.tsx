/** Which workspace is open, and the way to the others. */
import { ChevronsUpDown, Plus } from 'lucide-react'
import { useState } from 'react'
import { createWorkspace, getMe } from '../../../contract/access.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../kit/menu.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { useLocale } from '../i18n.ts'
import { useGoTo } from '../links.tsx'
import { fieldProblem } from '../problem.ts'
import { useVerb } from '../query.ts'
import { type OpenWorkspace, useMay, useMe, useSession } from '../session.ts'
import { startOf, useRooms } from '../slots.tsx'
import { words } from '../words.ts'

export const WorkspaceSwitcher = ({ workspace }: { workspace: OpenWorkspace }) => {
  const t = words.useT()
  const me = useMe()
  const may = useMay()
  const goTo = useGoTo()
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="mb-1 flex items-center gap-2 rounded-sm px-2 py-1.5 text-left font-bold hover:bg-hover"
          >
            <span className="sr-only">{t('workspace.switch')}</span>
            <Avatar name={workspace.name} size={22} isSquare />
            <span className="min-w-0 grow truncate">{workspace.name}</span>
            <ChevronsUpDown size={14} strokeWidth={1.6} className="text-faint" aria-hidden />
          </button>
        }
      >
        <MenuLabel>{t('workspace.switch')}</MenuLabel>
        {me.workspaces.map(one => (
          <MenuItem key={one.id} isChosen={one.id === workspace.id} onPick={() => goTo(`/w/${one.id}`)}>
            {one.name}
            {one.isDemo && <span className="ml-1.5 text-faint text-xs">{t('workspace.demo')}</span>}
          </MenuItem>
        ))}
        {may('access.manage') && (
          <>
            <MenuLine />
            <MenuItem icon={Plus} onPick={() => setMaking(true)}>
              {t('workspace.new')}
            </MenuItem>
          </>
        )}
      </Menu>
      {isMaking && <NewWorkspace timeZone={workspace.timeZone} onClose={() => setMaking(false)} />}
    </>
  )
}

const NewWorkspace = ({ timeZone, onClose }: { timeZone: string; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const locale = useLocale()
  const goTo = useGoTo()
  const toasts = useToasts()
  const session = useSession()
  const rooms = useRooms()
  const [name, setName] = useState('')
  const make = useVerb(createWorkspace, {
    isQuiet: true,
    refetch: [getMe],
    onDone: async made => {
      await session.refetch()
      toasts.show({ text: t('workspace.made', { name: made.name }), tone: 'good' })
      goTo(startOf(made.id, rooms))
      onClose()
    },
  })
  const submit = (text: string) => text.trim() && make.run({ name: text, timeZone, locale })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('workspace.new')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!name.trim()} isBusy={make.isRunning} onClick={() => submit(name)}>
            {t('workspace.create')}
          </Button>
        </>
      }
    >
      <Field
        label={t('workspace.newName')}
        problem={fieldProblem(make.error, 'name') ?? (make.error ? String((make.error as Error).message) : undefined)}
      >
        <Input autoFocus value={name} onChange={event => setName(event.target.value)} onSubmitText={submit} />
      </Field>
    </Dialog>
  )
}
