/** One more column beside the others: every mention, a topic, or a view. */
import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import type { Columns } from './use-columns.ts'
import { words } from './words.ts'

export const AddColumn = ({ columns }: { columns: Columns }) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  useShortcut('c', t('column.add'), () => setOpen(true))
  const { more, add, restore } = columns
  return (
    <Menu
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={<IconButton icon={Columns3} label={t('column.add')} shortcut="c" />}
    >
      <MenuLabel>{t('column.add')}</MenuLabel>
      {!more.hasAll && <MenuItem onPick={() => add('all')}>{t('stream.all')}</MenuItem>}
      {more.topics.length > 0 && <MenuLabel>{t('column.topics')}</MenuLabel>}
      {more.topics.map(topic => (
        <MenuItem key={topic.id} onPick={() => add(`topic.${topic.id}`)}>
          {topic.name}
        </MenuItem>
      ))}
      {more.views.length > 0 && <MenuLabel>{t('column.views')}</MenuLabel>}
      {more.views.map(view => (
        <MenuItem key={view.id} onPick={() => add(`view.${view.id}`)}>
          {view.name}
        </MenuItem>
      ))}
      {restore && (
        <>
          <MenuLine />
          <MenuItem onPick={restore}>{t('column.restore')}</MenuItem>
        </>
      )}
    </Menu>
  )
}
