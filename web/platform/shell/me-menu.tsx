/** My menu: language, theme, profile, signing out. */
import { Keyboard, LogOut, UserRound } from 'lucide-react'
import { signOut, updateMe } from '../../../contract/access.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../kit/menu.tsx'
import { setLocale, useLocale } from '../i18n.ts'
import { useGo } from '../links.tsx'
import { useVerb } from '../query.ts'
import { useKeepSession, useMe } from '../session.ts'
import { setTheme, themes, useTheme } from '../theme.ts'
import { words } from '../words.ts'
import { useShell } from './shell-context.ts'

export const MeMenu = () => {
  const t = words.useT()
  const me = useMe()
  const locale = useLocale()
  const theme = useTheme()
  const go = useGo()
  const { openShortcuts } = useShell()
  const keepSession = useKeepSession()
  const change = useVerb(updateMe, { onDone: keepSession })
  const leave = useLeave()
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="flex items-center gap-2 rounded-sm px-1.5 py-1.5 text-left text-muted hover:bg-hover hover:text-ink"
        >
          <span className="sr-only">{t('me.menu')}</span>
          <span className="rounded-full ring-1 ring-hair">
            <Avatar name={me.user.name} size={22} />
          </span>
          <span className="min-w-0 truncate font-medium">{me.user.name}</span>
        </button>
      }
    >
      <MenuItem icon={UserRound} onPick={() => go('/settings/profile')}>
        {t('me.profile')}
      </MenuItem>
      <MenuItem icon={Keyboard} shortcut="?" onPick={openShortcuts}>
        {t('shortcuts.title')}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{t('theme.title')}</MenuLabel>
      {themes.map(one => (
        <MenuItem key={one} isChosen={one === theme} onPick={() => setTheme(one)}>
          {t(`theme.${one}`)}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuLabel>{t('locale.title')}</MenuLabel>
      {(['ko', 'en'] as const).map(one => (
        <MenuItem
          key={one}
          isChosen={one === locale}
          onPick={() => {
            setLocale(one)
            change.run({ locale: one })
          }}
        >
          {t(`locale.${one}`)}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={LogOut} onPick={leave}>
        {t('me.signOut')}
      </MenuItem>
    </Menu>
  )
}

/** Loads the app anew afterwards: nothing of this person stays in the memory of the tab. */
const useLeave = (): (() => void) => {
  const verb = useVerb(signOut, { onDone: () => location.assign('/sign-in') })
  return () => verb.run({})
}
