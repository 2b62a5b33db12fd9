/** ⌘K: pages at once, and people, conversations and mentions as rooms find them. */
import { Command } from 'cmdk'
import { Moon, Sun } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { Kbd } from '../../kit/kbd.tsx'
import { useGo } from '../links.tsx'
import { PaletteGroup, PaletteItem } from '../palette-items.tsx'
import { useMay } from '../session.ts'
import { commandEntry, Slotted, useRooms } from '../slots.tsx'
import { setTheme } from '../theme.ts'
import { words } from '../words.ts'
import { answers } from './answers.ts'
import { useNavEntries } from './nav-entries.ts'

export const Palette = ({ onClose }: { onClose: () => void }) => {
  const t = words.useT()
  const go = useGo()
  const [typed, setTyped] = useState('')
  const pages = usePalettePages().filter(page => answers(page.label, typed))
  const pick = (run: () => void) => () => {
    onClose()
    run()
  }
  return (
    <Dialog.Root open onOpenChange={open => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[14dvh] z-40 mx-auto max-w-xl animate-rise rounded-lg border border-hair bg-panel shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
          <Command shouldFilter={false} label={t('palette.title')} loop>
            <div className="flex items-center gap-2 border-hair border-b px-4">
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                placeholder={t('palette.placeholder')}
                className="h-12 grow bg-transparent text-md outline-none"
              />
              <Kbd keys="escape" />
            </div>
            <Command.List className="scroll-quiet max-h-[56dvh] py-1">
              <Command.Empty className="px-4 py-8 text-center text-muted">{t('palette.empty')}</Command.Empty>
              {pages.length > 0 && (
                <PaletteGroup title={t('palette.go')}>
                  {pages.map(page => (
                    <PaletteItem
                      key={page.path}
                      id={`page:${page.path}`}
                      icon={page.icon}
                      note={page.keys && <Kbd keys={page.keys} />}
                      onPick={pick(() => go(page.path))}
                    >
                      {page.label}
                    </PaletteItem>
                  ))}
                </PaletteGroup>
              )}
              {typed.trim() && (
                <Slotted slot={commandEntry} give={{ typed: typed.trim(), go: to => pick(() => go(to))() }} />
              )}
              <ThemeItems typed={typed} onDone={onClose} />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const ThemeItems = ({ typed, onDone }: { typed: string; onDone: () => void }) => {
  const t = words.useT()
  const choices = (['light', 'dark'] as const).filter(theme =>
    answers(`${t('theme.title')} ${t(`theme.${theme}`)}`, typed),
  )
  if (!typed.trim() || choices.length === 0) return null
  return (
    <PaletteGroup title={t('palette.do')}>
      {choices.map(theme => (
        <PaletteItem
          key={theme}
          id={`theme:${theme}`}
          icon={theme === 'light' ? <Sun size={15} aria-hidden /> : <Moon size={15} aria-hidden />}
          onPick={() => {
            setTheme(theme)
            onDone()
          }}
        >
          {t('theme.title')}: {t(`theme.${theme}`)}
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}

const usePalettePages = () => {
  const t = words.useT()
  const may = useMay()
  const rooms = useRooms()
  const pages = useNavEntries().map(entry => ({
    path: entry.path,
    label: entry.label(),
    keys: entry.key ? `g ${entry.key}` : undefined,
    icon: <entry.icon size={15} strokeWidth={1.6} className="text-faint" aria-hidden />,
  }))
  const settings = rooms
    .flatMap(room => room.settings ?? [])
    .filter(page => !page.permission || may(page.permission))
    .map(page => ({
      path: `/settings${page.path}`,
      label: `${t('nav.settings')} › ${page.label()}`,
      keys: undefined,
      icon: null,
    }))
  return [...pages, ...settings]
}
