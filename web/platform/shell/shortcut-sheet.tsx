/** The sheet behind `?`: every shortcut that works now. */
import { Dialog } from '../../kit/dialog.tsx'
import { Kbd } from '../../kit/kbd.tsx'
import { type Shortcut, useShortcutList } from '../../kit/shortcuts.tsx'
import { words } from '../words.ts'

export const ShortcutSheet = ({ onClose }: { onClose: () => void }) => {
  const t = words.useT()
  const all = useShortcutList()
  const here = all.filter(one => !one.isGlobal)
  return (
    <Dialog isOpen onClose={onClose} title={t('shortcuts.title')}>
      <div className="grid grid-cols-2 gap-6 max-md:grid-cols-1">
        {here.length > 0 && <Group title={t('shortcuts.here')} shortcuts={here} />}
        <Group title={t('shortcuts.everywhere')} shortcuts={all.filter(one => one.isGlobal)} />
      </div>
    </Dialog>
  )
}

const Group = ({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) => (
  <section>
    <h3 className="mb-1.5 font-medium text-faint text-xs">{title}</h3>
    <ul className="flex flex-col">
      {shortcuts.map(one => (
        <li
          key={one.keys}
          className="flex items-center justify-between border-hair border-b py-1.5 text-sm last:border-b-0"
        >
          {one.label}
          <Kbd keys={one.keys} />
        </li>
      ))}
    </ul>
  </section>
)
